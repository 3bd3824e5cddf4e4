"""Changes that nobody can see: invisible characters, other quotation marks, other white space."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace

from training.metamorphic.law import Pair, Sample, number_of

Change = Callable[[str], str]

_INVISIBLE = {
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "soft hyphen": "\u00ad",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "left-to-right mark": "\u200e",
    "bidi isolate": "\u2068",
    "tag character": "\U000e0041",
    "variation selector": "\ufe0f",
    "control character": "\x08",
    "Mongolian vowel separator": "\u180e",
}
_SPACES = {
    "no-break spaces": "\u00a0",
    "narrow no-break spaces": "\u202f",
    "thin spaces": "\u2009",
    "ideographic spaces": "\u3000",
    "tabs": "\t",
    "two spaces": "  ",
}
_COLUMN = 76
_EVERY = 7


def printed_otherwise(sample: Sample) -> Iterator[Pair]:
    """Every change in print of an article."""
    for law, changes in CHANGES.items():
        for kind, change in changes.items():
            yield _pair(sample, law, kind, change)


def _pair(sample: Sample, law: str, kind: str, change: Change) -> Pair:
    article = sample.article
    title = change(article.title) if article.title else article.title
    after = replace(article, title=title, text=change(article.text or ""))
    return Pair(law, kind, sample.id, article, after)


def _between_letters(character: str) -> Change:
    """Put a character into every seventh word or so, at a place that depends on the word."""

    def change(text: str) -> str:
        return re.sub(r"[A-Za-z]{2,}", lambda found: _split(found[0], character), text)

    return change


def _split(word: str, character: str) -> str:
    number = number_of(word, character)
    if number % _EVERY:
        return word
    cut = 1 + number // _EVERY % (len(word) - 1)
    return word[:cut] + character + word[cut:]


def _around(character: str) -> Change:
    def change(text: str) -> str:
        return f"{character}{text.replace(' ', ' ' + character)}{character}"

    return change


def straight(text: str) -> str:
    """Every quotation mark and apostrophe as a typewriter has it."""
    return re.sub(
        "[\u201c\u201d\u201e\u201f\u00ab\u00bb]", '"', re.sub("[\u2018\u2019\u201b]", "'", text)
    )


def curled(text: str, opening: str = "\u201c", closing: str = "\u201d") -> str:
    """Quotation marks that open and close, as a word processor sets them."""
    text = re.sub(r'(^|[\s(\[\u2014-])"', rf"\1{opening}", straight(text))
    text = text.replace('"', closing)
    text = re.sub(r"(^|[\s(\[\u201c])'", "\\1\u2018", text)
    return text.replace("'", "\u2019")


def _wrapped(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text)
    # A single line end inside a paragraph is a break of its own, which wrapping would take away.
    if any("\n" in paragraph.strip() for paragraph in paragraphs):
        return text
    lines = [
        textwrap.fill(p.strip(), _COLUMN, break_long_words=False, break_on_hyphens=False)
        for p in paragraphs
    ]
    return "\n\n".join(lines)


def _replaced(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new)


CHANGES: dict[str, dict[str, Change]] = {
    "invisible characters": {
        **{f"{name} in words": _between_letters(c) for name, c in _INVISIBLE.items()},
        **{f"{name} at spaces": _around(c) for name, c in list(_INVISIBLE.items())[:6]},
    },
    "quotes redrawn": {
        "straight": straight,
        "curled": curled,
        "low and high": lambda text: curled(text, "\u201e", "\u201c"),
        "guillemets": lambda text: curled(text, "\u00ab", "\u00bb"),
        "double primes": lambda text: straight(text).replace('"', "\u2033"),
        "modifier apostrophes": lambda text: straight(text).replace("'", "\u02bc"),
    },
    "white space": {
        **{name: _replaced(" ", space) for name, space in _SPACES.items()},
        "more blank lines": lambda text: re.sub(r"\n\s*\n", "\n\n\n\n", text),
        "line ends of another system": lambda text: text.replace("\n", "\r\n"),
        "paragraph separators": lambda text: re.sub(r"\n\s*\n", "\u2029", text),
        "spaces at line ends": lambda text: text.replace("\n", "  \n \t"),
        "space around": lambda text: f"\n\n  {text} \u00a0\n",
        "wrapped lines": _wrapped,
    },
}
