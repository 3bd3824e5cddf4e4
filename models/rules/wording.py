"""Checks a pattern before it is used, and says in plain words what is wrong with it and what to write instead."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from models.rules.pattern import Pattern, PatternError, compile_pattern
from models.text.normal import normalise
from models.text.shadow import shadow_of

# Macros within macros grow quickly; the longest pattern of the shipped lexicons has 50,000 characters.
MOST_CHARACTERS = 100_000
# The reader of patterns goes down a step for each open bracket.
DEEPEST = 60

_ADVICE = (
    ("invalid perl operator: (?=", "ahead"),
    ("invalid perl operator: (?!", "ahead"),
    ("invalid perl operator: (?<", "behind"),
    ("invalid perl operator", "Write (?:...) for a group; other kinds are not known."),
    ("invalid escape sequence: \\1", "There are no back-references; write the words out."),
    (
        "invalid escape sequence",
        r"This escape is not known; write \\ for a backslash that is meant.",
    ),
    ("missing )", r"Close every ( with a ), or write \( for a bracket that is meant."),
    ("unexpected )", r"Open a ( for every ), or write \) for a bracket that is meant."),
    ("missing ]", r"Close every [ with a ], or write \[ for a bracket that is meant."),
    ("bad repetition operator", r"Write one repetition only, or \* for a star that is meant."),
    (
        "no argument for repetition",
        r"Something has to stand before *, + or ?; write \? for a mark that is meant.",
    ),
    ("invalid repetition size", "Repeat 1,000 times at most, the smaller number first."),
    ("pattern too large", "Use smaller counts in {...}, or several cues."),
    ("expression nesting depth", "Nest fewer brackets."),
)
_NO_LOOK = (
    "There is no looking {}: it would take more than linear time. Put what must not stand in the sentence into "
    "`unless`, what must stand there into `near`."
)
_BACKSPACE = "\b"


@dataclass(frozen=True, slots=True)
class PatternFault:
    """Why a pattern is refused, what to do, and the part of it that is meant, as written."""

    reason: str
    do: str
    words: str = ""


def check_pattern(
    written: str, pattern: str, *, case_sensitive: bool = False, strict: bool = False
) -> PatternFault | None:
    """What is wrong with a pattern, if anything is.

    Args:
        written: the pattern as it stands in the file.
        pattern: the same with macros written out.
        case_sensitive: how it will be searched.
        strict: whether to refuse also what would only be useless or slow; the shipped lexicons do without.
    """
    if strict and (fault := _look_through(written, pattern)):
        return fault
    try:
        compiled = compile_pattern(pattern, case_sensitive=case_sensitive)
    except PatternError as error:
        return _explain(str(error), written, pattern)
    if strict and _matches_nothing(compiled):
        return PatternFault(
            "the pattern matches where there are no words at all",
            "Write at least one word that has to be there; x* and x? alone need none.",
        )
    return None


def _look_through(written: str, pattern: str) -> PatternFault | None:
    if not pattern.strip():
        return PatternFault("the pattern is empty", "Write the words that it should find.")
    control = next((c for c in written if unicodedata.category(c) == "Cc"), "")
    if control:
        return PatternFault(
            f"the pattern holds the control character U+{ord(control):04X}", _instead(control)
        )
    if _depth(pattern) > DEEPEST:
        return PatternFault(f"brackets are nested more than {DEEPEST} deep", "Nest fewer brackets.")
    return None


def _instead(control: str) -> str:
    if control == _BACKSPACE:
        return r"Between double quotes TOML reads \b as a backspace: write the pattern between ''' and '''."
    return (
        r"A cue is searched in one sentence at a time, written as one line: use \s+ for any space."
    )


def _depth(pattern: str) -> int:
    depth = deepest = 0
    for bracket in pattern:
        depth += (bracket == "(") - (bracket == ")")
        deepest = max(deepest, depth)
    return deepest


def _matches_nothing(compiled: Pattern) -> bool:
    """Whether a match may have no length."""
    found = (match.span() for text in (b"", b"a b") for match in compiled.finditer(text))
    return any(start == end for start, end in found)


def _explain(message: str, written: str, pattern: str) -> PatternFault:
    if not pattern.isascii():
        return _foreign(written if not written.isascii() else pattern)
    reason, _, part = message.partition(": ")
    part = part.removeprefix("(?m)")
    shown = "" if not part or part == pattern else f": {part}"
    words = part if part in written and part != written else ""
    at = f" at character {written.index(words) + 1}" if words else ""
    advice = next((do for start, do in _ADVICE if message.startswith(start)), "")
    if advice in {"ahead", "behind"}:
        advice = _NO_LOOK.format(advice)
    return PatternFault(f"bad pattern: {reason}{shown}{at}", advice, words)


def _foreign(pattern: str) -> PatternFault:
    number, char = next((n, c) for n, c in enumerate(pattern, 1) if not c.isascii())
    plain = shadow_of(normalise(char)[0])
    instead = f"write {plain.decode()}" if plain not in (b"", b"?") else "write . for it"
    return PatternFault(
        f"bad pattern: {char!r} at character {number} is not ASCII",
        f"Articles are searched with straight quotes, plain hyphens and letters without accents: {instead}.",
        char,
    )
