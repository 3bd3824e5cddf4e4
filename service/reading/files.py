"""An article from the bytes of a file: text or HTML, in the encoding that the file declares or shows."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from models.contract import Article

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers look for the declaration in the first kilobyte too, and read these labels as windows-1252.
_DECLARATION = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE
)
_DECLARATION_BYTES = 1024
_LATIN_LABELS = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_HTML_START = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


class UnreadableFileError(Exception):
    """The file is no text; save the article as plain text or HTML and submit that."""


def article_from_file(
    data: bytes, name: str, title: str | None = None, kind: str = "auto"
) -> Article:
    """The article in a file; whether it is HTML is told by its name or first bytes, unless `kind` does.

    Raises:
        UnreadableFileError: the bytes are no text in any encoding that is recognised.
    """
    is_html = kind == "html" or (kind == "auto" and _is_html(data, name))
    text = _decode(data, declared=_declared(data) if is_html else None)
    if "\0" in text:
        raise UnreadableFileError
    if is_html:
        return Article(title=title or None, html=text)
    return Article(title=title or None, text=with_plain_newlines(text))


def with_plain_newlines(text: str) -> str:
    """Line ends as one character each: forms and some editors send two."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_html(data: bytes, name: str) -> bool:
    if PurePath(name).suffix.lower() in _HTML_SUFFIXES:
        return True
    return _HTML_START.match(data.removeprefix(codecs.BOM_UTF8)) is not None


def _declared(data: bytes) -> str | None:
    found = _DECLARATION.search(data[:_DECLARATION_BYTES])
    if found is None:
        return None
    label = found[1].decode("ascii", "ignore").lower()
    return "windows-1252" if label in _LATIN_LABELS else label


def _decode(data: bytes, declared: str | None) -> str:
    marked = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for encoding in filter(None, (marked, "utf-8", declared, "windows-1252")):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableFileError
