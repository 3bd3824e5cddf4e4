"""Who says what: the main claim, the sources by side, and every attribution, with names in the place of ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.contract import Answer, Attribution, Claim, Field, Quotation, Source, Span
from service.reading.support import words_of

Stance = Literal["asserts", "denies", "doubts", "corroborates"]


@dataclass(frozen=True, slots=True)
class MainClaim:
    """The claim that the article is about, and the names of those who take a stand on it."""

    exact: str
    status: str
    sides: int
    stances: tuple[tuple[Stance, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One source and its stands on the main claim.

    `basis` are the words that tell how it knows, `anonymity` those that tell why it is not named.
    """

    source: Source
    stances: tuple[Stance, ...]
    basis: str | None
    anonymity: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """Everybody who speaks for one party; `opposes` are the parties that it is in dispute with."""

    name: str
    voices: tuple[Voice, ...]
    opposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution in words; `who` is None where the article makes nobody responsible.

    `told` is the outlet that it was said to, `reported_by` whoever is quoted as saying that it was said.
    """

    who: str | None
    cue: str
    content: str
    quote: Quotation
    about_main_claim: bool
    told: str | None
    reported_by: str | None


def main_claim(answer: Answer) -> MainClaim | None:
    """The main claim with names, or None when the ledger found none."""
    claim = _main(answer)
    if claim is None:
        return None
    names = {source.id: source.name for source in answer.sources}
    stances = tuple(
        (stance, tuple(names[id_] for id_ in ids if id_ in names))
        for stance, ids in _stances(claim).items()
        if ids
    )
    return MainClaim(claim.exact, claim.status, claim.sides, stances)


def sides(answer: Answer, fields: dict[Field, str]) -> tuple[Side, ...]:
    """The sources grouped by side; sides with a stand on the main claim come first."""
    claim = _main(answer)
    grouped: dict[str, list[Voice]] = {}
    for source in answer.sources:
        grouped.setdefault(source.side, []).append(_voice(source, claim, fields))
    opposed = {side.name: tuple(side.opposes) for side in answer.sides}
    listed = (Side(n, tuple(voices), opposed.get(n, ())) for n, voices in grouped.items())
    return tuple(sorted(listed, key=lambda side: not any(v.stances for v in side.voices)))


def sayings(answer: Answer, fields: dict[Field, str]) -> tuple[Saying, ...]:
    """Every attribution in the order of the text."""
    claim = _main(answer)
    names = {source.id: source.name for source in answer.sources}
    by_id = {item.id: item for item in answer.attributions}
    return tuple(
        Saying(
            who=_who(item, fields, names),
            cue=_words(item.cue, fields),
            content=_words(item.content, fields),
            quote=item.quote,
            about_main_claim=claim is not None and item.claim == claim.id,
            told=None if item.via is None else names.get(item.via),
            reported_by=_reporter(item, by_id, fields, names),
        )
        for item in answer.attributions
    )


def _voice(source: Source, claim: Claim | None, fields: dict[Field, str]) -> Voice:
    return Voice(
        source,
        _stances_of(source.id, claim),
        words_of(source.basis, fields),
        words_of(source.anonymity, fields),
    )


def _reporter(
    item: Attribution,
    by_id: dict[int, Attribution],
    fields: dict[Field, str],
    names: dict[int, str],
) -> str | None:
    """Who is quoted as saying that this was said."""
    outer = None if item.within is None else by_id.get(item.within)
    return None if outer is None or outer is item else _who(outer, fields, names)


def _who(item: Attribution, fields: dict[Field, str], names: dict[int, str]) -> str | None:
    if item.source_span is not None:
        return _words([item.source_span], fields)
    return None if item.source is None else names.get(item.source)


def _words(spans: list[Span], fields: dict[Field, str]) -> str:
    return " … ".join(fields[span.field][span.start : span.end] for span in spans)


def _main(answer: Answer) -> Claim | None:
    return next((claim for claim in answer.claims if claim.main), None)


def _stances(claim: Claim) -> dict[Stance, list[int]]:
    return {
        "asserts": claim.asserted_by,
        "denies": claim.denied_by,
        "doubts": claim.doubted_by,
        "corroborates": claim.corroborated_by,
    }


def _stances_of(source: int, claim: Claim | None) -> tuple[Stance, ...]:
    if claim is None:
        return ()
    return tuple(stance for stance, ids in _stances(claim).items() if source in ids)
