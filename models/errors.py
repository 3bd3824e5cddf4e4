"""What can go wrong in scoring, as types that a caller can act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LexiconFault:
    """One thing that is wrong in a lexicon: where it stands, why it is refused, what to do.

    `line` and `column` count from 1; `column` is 0 where a whole line is meant, `cue` empty where no cue is.
    `in_examples` faults leave the cue readable: its examples are missing or do not do what they promise. `example` is
    the sentence, which the message leaves out: it may be somebody's article, and messages are logged.
    """

    path: str
    line: int
    column: int
    cue: str
    reason: str
    do: str
    in_examples: bool = False
    example: str = ""

    def __str__(self) -> str:
        """One line as compilers write it, so that editors can jump to the place."""
        cue = f" cue {self.cue!r}:" if self.cue else ""
        advice = f" {self.do}" if self.do else ""
        mark = "." if advice and self.reason[-1:] not in ".?!" else ""
        return f"{self.path}:{self.line}:{cue} {self.reason}{mark}{advice}"


class ModelError(Exception):
    """Base of every expected failure of the scoring package."""


class LexiconError(ModelError):
    """A cue lexicon is wrong; the message names file, line, cue and reason."""


class FaultyLexiconError(LexiconError):
    """Every fault of the lexicons that were read together, one a line of the message."""

    def __init__(self, faults: Sequence[LexiconFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


class UserLexiconError(FaultyLexiconError):
    """A lexicon of the newsroom's own is wrong; correct what the message names."""


class BundleError(ModelError):
    """A bundle is missing, altered or of another format; nothing of it was loaded."""


class HtmlError(ModelError):
    """HTML could not be read within its limits; submit plain text instead."""
