"""HTML within limits: small pages are read in place, large ones in a process that is killed when it takes too long.

The parser is superlinear in nesting depth, and depth cannot be told cheaply (comments and stray end tags hide it). So
the number of tags decides: with few of them even the worst nesting is quick.
"""

from __future__ import annotations

import json
import subprocess
import sys

from models.errors import HtmlError
from models.text import html_worker

MOST_CHARACTERS = 1_000_000
MOST_TAGS_IN_PLACE = 4_000
TIMEOUT_S = 1.0


def extract_article(page: str) -> tuple[str, str]:
    """Title and text of a page; raises HtmlError when it is too large or takes too long."""
    if len(page) > MOST_CHARACTERS:
        raise HtmlError(
            f"HTML of more than {MOST_CHARACTERS} characters is not read; submit plain text instead"
        )
    content = page.encode("utf-8", "replace")
    if page.count("<") <= MOST_TAGS_IN_PLACE:
        return html_worker.extract(content)
    return _extract_apart(content)


def _extract_apart(content: bytes) -> tuple[str, str]:
    """Read the page in a process of its own, isolated from the environment and the working directory."""
    command = [sys.executable, "-I", html_worker.__file__]
    try:
        finished = subprocess.run(  # noqa: S603 - our own file, run by our own interpreter
            command, input=content, capture_output=True, timeout=TIMEOUT_S, check=True
        )
        title, text = json.loads(finished.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise HtmlError(
            "the HTML could not be read within its limits; submit plain text instead"
        ) from error
    return str(title), str(text)
