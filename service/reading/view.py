"""An answer arranged for people: numbered notes, marked paragraphs, weights, sources by side. No HTML here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from models.contract import WORDING, Answer, Article, Effect, Evidence, Field
from service.reading.people import MainClaim, Saying, Side, main_claim, sayings, sides
from service.reading.segments import Mark, Piece, paragraphs_of
from service.reading.support import Headline, TwoWordings, headline, two_wordings
from service.reading.words import attribute_words, feature_title, title_of

# A piece under several effects takes its colour from the first of these.
_EFFECT_ORDER = get_args(Effect)
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# Sentence weights are drawn in three strengths, relative to the strongest sentence.
_STRENGTHS = 3


@dataclass(frozen=True, slots=True)
class Note:
    """One evidence item under the number that stands beside its words."""

    number: int
    evidence: Evidence
    title: str
    attributes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters drawn in one way: the effects and notes over them, and the notes that end with them."""

    start: int
    text: str
    effects: tuple[Effect, ...]
    notes: tuple[int, ...]
    closing: tuple[Note, ...]
    furniture: bool
    wording: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the sum: its name, its weight, and the numbers of the notes that it consists of."""

    title: str
    log_odds: float
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, the notes it is about, and what the score would be if the answer settled them."""

    ask: str
    notes: tuple[int, ...]
    score_if_settled: float | None


@dataclass(frozen=True, slots=True)
class View:
    """Everything that is drawn, in the order of the page."""

    answer: Answer
    title: tuple[tuple[Fragment, ...], ...]
    body: tuple[tuple[Fragment, ...], ...]
    notes: tuple[Note, ...]
    terms: tuple[Term, ...]
    asks: tuple[Ask, ...]
    claim: MainClaim | None
    sides: tuple[Side, ...]
    sayings: tuple[Saying, ...]
    headline: Headline | None
    two_wordings: tuple[TwoWordings, ...]

    @property
    def language(self) -> str:
        """The language tag of the text."""
        return language_tag(self.answer.document.language)

    @property
    def has_wording(self) -> bool:
        """Whether there are sentence weights to show."""
        return any(item.signal == WORDING for item in self.answer.evidence)

    @property
    def largest_term(self) -> float:
        """The longest bar, to which the others are drawn."""
        return max((abs(term.log_odds) for term in self.terms), default=0.0)

    @property
    def sum_log_odds(self) -> float:
        """The sum that the bars add up to: the logit of the score."""
        return (self.answer.base_log_odds or 0.0) + sum(term.log_odds for term in self.terms)


def view_of(article: Article, answer: Answer) -> View:
    """Arrange an answer for reading; `article` is what was submitted."""
    fields = submitted_fields(article, answer)
    notes = _notes(answer)
    return View(
        answer=answer,
        title=_fragments("title", fields["title"], answer, notes),
        body=_fragments("text", fields["text"], answer, notes),
        notes=notes,
        terms=_terms(answer, notes),
        asks=_asks(answer, notes),
        claim=main_claim(answer),
        sides=sides(answer, fields),
        sayings=sayings(answer, fields),
        headline=headline(answer, fields),
        two_wordings=two_wordings(answer, fields),
    )


def unmarked(text: str) -> tuple[tuple[Fragment, ...], ...]:
    """A text as paragraphs that show nothing but its characters, for a reader who should decide first."""
    return tuple(
        tuple(_fragment(piece, {}, {}) for piece in paragraph)
        for paragraph in paragraphs_of(text, ())
    )


def language_tag(language: str) -> str:
    """What may stand in `lang`; `und` (undetermined) where what was found is no tag."""
    return language if _LANGUAGE_TAG.fullmatch(language) else "und"


def submitted_fields(article: Article, answer: Answer) -> dict[Field, str]:
    """The title and the text that offsets point into: the extracted ones when HTML was submitted."""
    if article.html is None:
        return {"title": article.title or "", "text": article.text or ""}
    return {"title": answer.document.title or "", "text": answer.document.text or ""}


def _notes(answer: Answer) -> tuple[Note, ...]:
    """Numbered as a reader meets them: title first, then by place."""
    items = sorted(
        (item for item in answer.evidence if item.signal != WORDING),
        key=lambda item: (item.field != "title", item.start, item.end, item.id),
    )
    return tuple(
        Note(
            number=number,
            evidence=item,
            title=title_of(item.signal),
            attributes=tuple(attribute_words(*pair) for pair in item.attributes.items()),
        )
        for number, item in enumerate(items, start=1)
    )


def _fragments(
    field: Field, text: str, answer: Answer, notes: tuple[Note, ...]
) -> tuple[tuple[Fragment, ...], ...]:
    by_number = {note.number: note for note in notes}
    wording = _wording_classes(answer)
    marks = [*_note_marks(field, notes), *_other_marks(field, answer)]
    return tuple(
        tuple(_fragment(piece, by_number, wording) for piece in paragraph)
        for paragraph in paragraphs_of(text, marks)
    )


def _note_marks(field: Field, notes: tuple[Note, ...]) -> list[Mark]:
    return [
        Mark(note.evidence.start, note.evidence.end, "evidence", note.number)
        for note in notes
        if note.evidence.field == field
    ]


def _other_marks(field: Field, answer: Answer) -> list[Mark]:
    wording = [
        Mark(item.start, item.end, "wording", item.id)
        for item in answer.evidence
        if item.signal == WORDING and item.field == field
    ]
    furniture = [
        Mark(span.start, span.end, "furniture", index)
        for index, span in enumerate(answer.document.furniture)
        if span.field == field
    ]
    return wording + furniture


def _fragment(piece: Piece, notes: dict[int, Note], wording: dict[int, str]) -> Fragment:
    numbers = piece.ids("evidence")
    effects = {notes[number].evidence.effect for number in numbers}
    return Fragment(
        start=piece.start,
        text=piece.text,
        effects=tuple(effect for effect in _EFFECT_ORDER if effect in effects),
        notes=numbers,
        closing=tuple(notes[mark.id] for mark in piece.ends if mark.kind == "evidence"),
        furniture=bool(piece.ids("furniture")),
        wording=next((wording[id_] for id_ in piece.ids("wording") if id_ in wording), None),
    )


def _wording_classes(answer: Answer) -> dict[int, str]:
    """How each sentence's wording is tinted: `up-3` strongest towards risk, `down-1` weakest away from it."""
    weights = {
        item.id: item.log_odds
        for item in answer.evidence
        if item.signal == WORDING and item.log_odds
    }
    strongest = max(map(abs, weights.values()), default=1.0)
    return {
        id_: f"{'up' if weight > 0 else 'down'}-{_strength(abs(weight) / strongest)}"
        for id_, weight in weights.items()
    }


def _strength(share: float) -> int:
    return min(_STRENGTHS, 1 + int(share * _STRENGTHS))


def _terms(answer: Answer, notes: tuple[Note, ...]) -> tuple[Term, ...]:
    """The terms of the sum, heaviest first."""
    heaviest_first = sorted(answer.contributions, key=lambda term: -abs(term.log_odds))
    return tuple(
        Term(feature_title(term.feature), term.log_odds, _numbers(term.evidence, notes))
        for term in heaviest_first
    )


def _asks(answer: Answer, notes: tuple[Note, ...]) -> tuple[Ask, ...]:
    return tuple(
        Ask(question.ask, _numbers(question.evidence, notes), question.score_if_settled)
        for question in answer.questions
    )


def _numbers(evidence: list[int], notes: tuple[Note, ...]) -> tuple[int, ...]:
    wanted = set(evidence)
    return tuple(note.number for note in notes if note.evidence.id in wanted)
