"""How far the evidence of a cue reaches: its words, its clause or its sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from models.rules.cue import Scope
from models.rules.pattern import compile_pattern

_SUBJECT = (
    r"(?:and|but|or|so|yet|while|whereas|although|though|which|who|whom|whose|that|as|because|since|after|before|"
    r"when|where|if|unless|until|despite|according|citing|adding|saying|including|"
    r"he|she|it|they|we|i|you|this|these|those|there|the|an?|his|her|their|its|our|some|many|most)\b"
)
# A comma ends a clause only where a new subject or a linking word follows; lists and appositions stay whole.
_BOUNDARIES = compile_pattern(
    rf"[;:]\s|\s-+\s|[()\"]|,\"?\s+{_SUBJECT}|\.\.\.|\s(?:and|but|while)\s+(?:it|he|she|they|we|i|there)\s"
)
_WORD = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'-?")
_TRIM = b' ,;:"-()'

Range = tuple[int, int]


class ScopeReader:
    """Grows matches in one text; the clauses of a sentence are found once, so that many hits stay cheap."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._boundaries: dict[int, tuple[list[int], list[int]]] = {}

    def grow(self, match: Range, sentence: Range, scope: Scope) -> Range:
        """The evidence span of a match, never beyond its sentence."""
        if scope == "match":
            return self._whole_words(*match, sentence)
        start, end = self.clause(match, sentence) if scope == "clause" else sentence
        return self._trim(*self._whole_words(start, end, sentence))

    def clause(self, match: Range, sentence: Range) -> Range:
        """The clause around a match, from the last boundary before it to the first one behind it."""
        ends, starts = self._of_sentence(sentence)
        before = bisect_right(starts, match[0]) - 1
        behind = bisect_left(ends, match[1])
        start = starts[before] if before >= 0 else sentence[0]
        return start, ends[behind] if behind < len(ends) else sentence[1]

    def _of_sentence(self, sentence: Range) -> tuple[list[int], list[int]]:
        """Where clauses end, and where the ones behind them begin."""
        known = self._boundaries.get(sentence[0])
        if known is None:
            spans = [found.span() for found in _BOUNDARIES.finditer(self._text, *sentence)]
            known = [start for start, _ in spans], [self._behind(span) for span in spans]
            self._boundaries[sentence[0]] = known
        return known

    def _behind(self, boundary: Range) -> int:
        """A clause begins with its subject or linking word, so only the mark before it is left out."""
        start, end = boundary
        if self._text[start : start + 1] not in (b" ", b","):
            return end
        return start + (2 if self._text[start + 1 : start + 2] == b'"' else 1)

    def _whole_words(self, start: int, end: int, sentence: Range) -> Range:
        text = self._text
        while start > sentence[0] and text[start] in _WORD and text[start - 1] in _WORD:
            start -= 1
        while end < sentence[1] and text[end] in _WORD and text[end - 1] in _WORD:
            end += 1
        return start, end

    def _trim(self, start: int, end: int) -> Range:
        inside = self._text[start:end]
        start += len(inside) - len(inside.lstrip(_TRIM))
        return start, start + len(inside.strip(_TRIM))
