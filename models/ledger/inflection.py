"""Regular English inflection of the gazetteer's verbs and nouns; irregular forms are written out in its files."""

from __future__ import annotations

VOWELS = "aeiou"


def verb_forms(entry: str) -> tuple[str, ...]:
    """All forms of a verb: those given ("say says said saying") or, for a single word, the regular ones."""
    given = tuple(entry.split())
    if len(given) > 1:
        return given
    base = given[0]
    return (base, plural(base), _past(base), _gerund(base))


def plural(word: str) -> str:
    """The regular plural of a noun, which is also the third person of a verb."""
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return word + "es"
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ied"
    return base + "ed"


def _gerund(base: str) -> str:
    return (base[:-1] if base.endswith("e") and not base.endswith("ee") else base) + "ing"
