"""Who speaks at a match: the outlet, or somebody it quotes or paraphrases."""

from __future__ import annotations

from bisect import bisect_right

from models.contract import Voice
from models.rules.pattern import compile_pattern
from models.text.document import Document

_SAY = (
    r"(?:said|says?|told|tells|claim(?:s|ed)?|alleg(?:es|ed)|insist(?:s|ed)|argu(?:es|ed)|assert(?:s|ed)|"
    r"add(?:s|ed)|stat(?:es|ed)|warn(?:s|ed)|wrote|writes|tweeted|suggest(?:s|ed)|believ(?:e|es|ed)|"
    r"thinks?|thought|acknowledg(?:es|ed)|admit(?:s|ted)|declar(?:es|ed)|explain(?:s|ed)|not(?:es|ed)|"
    r"speculat(?:es|ed)|report(?:s|ed)|point(?:s|ed)\s+out)"
)
# "..., the mayor said." and "..., said the mayor on Friday.": the speech stands before the comma.
_TRAILING = compile_pattern(
    rf",[\"']?\s+(?:[\w'.-]+\s+){{0,8}}?{_SAY}\b[^,]{{0,60}}[.]?[\"']?\s*$"
    r"|,?\s+according\s+to\b[^,]{1,80}$"
)
# "The mayor said that ...", "According to the mayor, ...": the speech stands behind.
_LEADING = compile_pattern(
    rf"\b{_SAY}(?:\s+(?:[\w'.-]+\s+){{0,6}}?that)?\s|^\W*according\s+to\b[^,]{{1,80}},"
)

# The guideline's ruling on voice: a party's claim or denial is always somebody's words.
_SPOKEN = frozenset({"denial.explicit", "source.interested"})
# A guess or a doubt belongs to whom it is ascribed to. How a statement is sourced, hedged or framed stays the outlet's,
# also inside a reported sentence.
_REPORTED = frozenset({"claim.speculation", "denial.third_party_doubt"})


class VoiceReader:
    """Reads the voice at places of one document."""

    def __init__(self, document: Document, haystack: bytes) -> None:
        self._haystack = haystack
        self._quotes = document.quotes
        self._starts = [quote.start for quote in document.quotes]
        self._contents: dict[int, tuple[int, int]] = {}

    def has_quotation(self, start: int, end: int) -> bool:
        """Whether any words of a range stand between quotation marks."""
        before = bisect_right(self._starts, end) - 1
        return before >= 0 and self._quotes[before].end > start

    def is_between_marks(self, start: int, end: int) -> bool:
        """Whether a range stands wholly between two quotation marks."""
        before = bisect_right(self._starts, start) - 1
        return before >= 0 and end <= self._quotes[before].end

    def read(self, signal: str, match: tuple[int, int], sentence: tuple[int, int]) -> Voice:
        """The voice of a match of a signal's cue inside a sentence."""
        start, end = match
        if signal in _SPOKEN or self.is_between_marks(start, end):
            return "quoted"
        if signal not in _REPORTED:
            return "outlet"
        content = self._contents.get(sentence[0])
        if content is None:
            content = self._contents[sentence[0]] = self._content(sentence)
        return "quoted" if content[0] <= start and end <= content[1] else "outlet"

    def _content(self, sentence: tuple[int, int]) -> tuple[int, int]:
        """The part of a sentence that reports what somebody said; empty when nobody is said to speak."""
        text = self._haystack[sentence[0] : sentence[1]]
        trailing = _TRAILING.search(text)
        if trailing is not None:
            return sentence[0], sentence[0] + trailing.span()[0]
        leading = _LEADING.search(text)
        if leading is not None:
            return sentence[0] + leading.span()[1], sentence[1]
        return sentence[0], sentence[0]
