"""Whether the words before a match turn it into its opposite."""

from __future__ import annotations

from models.rules.pattern import compile_pattern

# Five words: enough for "has not yet been able to", too few to reach a negation of something else.
_NEGATED = compile_pattern(
    r"(?:\b(?:not|never|no|nobody|none|nor|neither|without|hardly|cannot|denie[sd]|deny|denying)\b|n't\b)"
    r"(?:\s+[\w'-]+){0,5}\s*$"
)
# Six long words; looking back no further keeps many matches in one endless clause cheap.
_FURTHEST = 90


def is_negated(text: bytes, match_start: int, clause_start: int) -> bool:
    """Whether a negation stands shortly before the match, in the same clause."""
    before = text[max(clause_start, match_start - _FURTHEST) : match_start]
    return _NEGATED.search(before) is not None
