"""One renaming over a whole text: whole words, longest name first, capitals and the indefinite article kept right."""

from __future__ import annotations

import re
from functools import lru_cache

from training.metamorphic.names import Renaming, names

# "A UN envoy", "a European": written with a vowel and spoken without one. "An FBI agent" is the other way round.
_CONSONANT = re.compile(r"U(?:K|S|N|krain|nit|ni|ra|ga)|Eu|One")
_SPELT = re.compile(r"[AEFHILMNORSX](?:[A-Z]{1,4}\b|\.)")
# What "her" stands before when it is "him": the end of a clause, or a word that no noun phrase opens with.
_HIM = re.compile(
    r"\s*(?:[,.;:!?)\"'\u2019\u201d-]|$)|\s+(?:to|in|on|at|for|from|with|by|of|and|or|but|as|that|who|when|while|if|"
    r"because|after|before|about|into|out|up|down|over|is|was|has|had|the|a|an|this|there|not|again|so|what|how)\b"
)
_ADJECTIVE = re.compile(
    r"(?:['\u2019]s)?[ -](?!(?:from|who|and|or|in|on|of|to|has|had|is|was|said|will)\b)\w"
)


@lru_cache(maxsize=8)
def _pattern(aliases: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted({*aliases, *(a.upper() for a in aliases), *names().protected}, key=len)
    joined = "|".join(re.escape(word) for word in reversed(words))
    return re.compile(rf"(?:\b(?P<article>[Aa]n?)(?P<space>\s+))?(?<!\w)(?P<name>{joined})(?!\w)")


def rename(text: str, renaming: Renaming) -> str:
    """The text with every alias replaced."""

    def replaced(found: re.Match[str]) -> str:
        old = found["name"]
        new = _renamed(old, renaming, text[found.end() :][:40])
        if not found["article"]:
            return new
        return f"{_article(found['article'], old, new)}{found['space']}{new}"

    return _pattern(tuple(renaming)).sub(replaced, text)


def _renamed(old: str, renaming: Renaming, following: str) -> str:
    if old in renaming:
        return renaming[old] or _by_what_follows(old, following)
    if old in names().protected:
        return old
    spelt = next(alias for alias in renaming if alias.upper() == old)
    return (renaming[spelt] or _by_what_follows(spelt, following)).upper()


def _by_what_follows(old: str, following: str) -> str:
    """The counterpart of a word that has two: "Republican" and "her"."""
    if old == "Republican":
        return "Democratic" if _ADJECTIVE.match(following) else "Democrat"
    new = "him" if _HIM.match(following) else "his"
    return new.capitalize() if old[0] == "H" else new


def _article(article: str, old: str, new: str) -> str:
    if _opens_with_vowel(old) == _opens_with_vowel(new):
        return article
    return article[0] if len(article) > 1 else f"{article}n"


def _opens_with_vowel(name: str) -> bool:
    if _CONSONANT.match(name):
        return False
    return _SPELT.match(name) is not None or name[0] in "AEIOUaeiou"
