"""Page furniture put into an article, by kind and place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training.metamorphic.law import Pair, Sample, number_of
from training.metamorphic.places import Page

_FILE = Path(__file__).with_name("furniture.toml")
# Lines at the end of one article, as a page has several.
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """Lines of one kind of furniture, and where on a page they stand."""

    name: str
    places: Sequence[str]
    lines: Sequence[str]


@cache
def furniture_kinds() -> tuple[Kind, ...]:
    """What the suite puts in."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(Kind(k["name"], tuple(k["places"]), tuple(k["lines"])) for k in data["kind"])


def furniture_added(sample: Sample) -> Iterator[Pair]:
    """One line at every place where the pages have one, and several lines at the end."""
    page = Page.of(sample.article)
    for place in ("start", "middle", "end"):
        kinds = [kind for kind in furniture_kinds() if place in kind.places]
        kind = kinds[number_of(sample.id, place) % len(kinds)]
        line = kind.lines[number_of(sample.id, place, "line") % len(kind.lines)]
        text = _put(page, place, line, sample.id)
        if text is not None:
            yield _pair(sample, page, f"{kind.name} at the {place}: {line}", text)
    lines = _several(sample.id)
    text = "\n\n".join([page.text.rstrip("\n"), *lines])
    yield _pair(sample, page, f"at the end: {' / '.join(lines)}", text)


def _several(key: str) -> list[str]:
    kinds = [kind for kind in furniture_kinds() if "end" in kind.places]
    first = number_of(key, "several")
    chosen = [kinds[(first + 5 * turn) % len(kinds)] for turn in range(_SEVERAL)]
    return [kind.lines[first % len(kind.lines)] for kind in chosen]


def _put(page: Page, place: str, line: str, key: str) -> str | None:
    if place == "start":
        return f"{line}\n\n{page.text}"
    if place == "end":
        return f"{page.text.rstrip()}\n\n{line}"
    breaks = page.paragraph_breaks()
    if not breaks:
        return None
    at = breaks[number_of(key, "break") % len(breaks)]
    return f"{page.text[:at]}\n\n{line}{page.text[at:]}"


def _pair(sample: Sample, page: Page, kind: str, text: str) -> Pair:
    return Pair("furniture added", kind, sample.id, sample.article, page.with_text(text))
