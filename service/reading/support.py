"""What the headline rests on, and statements that are quoted in two wordings, as pieces of the submitted text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.contract import Answer, Drift, Field, HeadlineSupport, QuotePair, Span, Support

# A sentence on the way from the title to its source is shown up to here.
MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Rung:
    """One step from the title down: what it is, and its words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Drifted:
    """What the title and its support say differently; None where one of them says nothing of the kind."""

    kind: Drift
    title: str | None
    body: str | None


@dataclass(frozen=True, slots=True)
class Headline:
    """The way from the title to its weakest support."""

    rests_on: Support
    path: tuple[Rung, ...]
    differences: tuple[Drifted, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A piece of a quotation; `changed` where the other copy has other words."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class TwoWordings:
    """One statement quoted twice; `who` is None where the speaker is not known."""

    who: str | None
    first: tuple[Wording, ...]
    second: tuple[Wording, ...]


def headline(answer: Answer, fields: Mapping[Field, str]) -> Headline | None:
    """What the title rests on, or None for a text without a title or a ledger that found no way."""
    found = answer.headline
    if found is None:
        return None
    return Headline(found.rests_on, _path(found, fields), _differences(found, fields))


def two_wordings(answer: Answer, fields: Mapping[Field, str]) -> tuple[TwoWordings, ...]:
    """Every statement that is quoted in two wordings, in the order of the ledger."""
    names = {source.id: source.name for source in answer.sources}
    return tuple(_pair(pair, names, fields) for pair in answer.quote_pairs)


def words_of(span: Span | None, fields: Mapping[Field, str]) -> str | None:
    """The submitted words of a span, cut where they run on too long."""
    if span is None:
        return None
    words = fields[span.field][span.start : span.end]
    return words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN].rstrip()} …"


def _path(found: HeadlineSupport, fields: Mapping[Field, str]) -> tuple[Rung, ...]:
    rungs = ((step.kind, words_of(step.span, fields)) for step in found.path)
    return tuple(Rung(kind, words) for kind, words in rungs if words)


def _differences(found: HeadlineSupport, fields: Mapping[Field, str]) -> tuple[Drifted, ...]:
    return tuple(
        Drifted(item.kind, words_of(item.title, fields), words_of(item.body, fields))
        for item in found.differences
    )


def _pair(pair: QuotePair, names: Mapping[int, str], fields: Mapping[Field, str]) -> TwoWordings:
    return TwoWordings(
        who=None if pair.source is None else names.get(pair.source),
        first=_wordings(pair.first, (one for one, _ in pair.changed), fields),
        second=_wordings(pair.second, (other for _, other in pair.changed), fields),
    )


def _wordings(
    whole: Span, changed: Iterable[Span | None], fields: Mapping[Field, str]
) -> tuple[Wording, ...]:
    """A quotation cut at its changed words; changes outside of it or over one another are passed over."""
    text = fields[whole.field]
    inside = sorted(
        (span.start, span.end)
        for span in changed
        if span and span.field == whole.field and whole.start <= span.start < span.end <= whole.end
    )
    pieces: list[Wording] = []
    at = whole.start
    for start, end in inside:
        if start < at:
            continue
        pieces += [Wording(text[at:start], changed=False), Wording(text[start:end], changed=True)]
        at = end
    pieces.append(Wording(text[at : whole.end], changed=False))
    return tuple(piece for piece in pieces if piece.text)
