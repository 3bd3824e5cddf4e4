"""All verdicts on their way out, in bounded memory: as a stream, and as files that are whole or not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

from models.contract import Band, Voice
from service.audit.chain import append
from service.db.engine import Database
from service.db.tables import ReviewRow, ScoreRow
from service.errors import RoleError
from service.reviews.exports.rows import ExportChoice, ExportItem, ExportRow, pseudonym
from service.reviews.schemas import Verdict, VerdictItem
from service.reviews.states import Event, Standing, standing
from service.reviews.store import verdicts
from service.reviews.store.exporting import list_decided
from service.reviews.store.verdicts import StoredVerdict
from service.roles import Moderator

# So many articles with their verdicts are held in memory at one time.
_REVIEWS_AT_A_TIME: Final = 25


@dataclass(frozen=True, slots=True)
class Decided:
    """A review with its article and with everything that was decided about it up to the time of the choice."""

    review: ReviewRow
    score: ScoreRow
    stored: list[StoredVerdict]


def check_may_export(moderator: Moderator) -> None:
    """Refuse those who may not see everybody's verdicts.

    Raises:
        RoleError: the moderator is neither senior nor admin.
    """
    if not moderator.may("senior"):
        raise RoleError


def note_export(database: Database, *, actor: str, form: str, choice: ExportChoice) -> None:
    """Write down that verdicts leave, before the first one does."""
    detail = {
        "format": form,
        "everything": choice.everything,
        "names": choice.with_names,
        "since": choice.since.isoformat() if choice.since else None,
        "until": choice.until.isoformat() if choice.until else None,
    }
    with database.recording() as session:
        append(session, actor=actor, action="export", subject="verdicts", detail=detail)


def reader_of(moderator: Moderator) -> UUID | None:
    """Whose independence an export has to leave intact; admins answer for everything and are trusted with it."""
    return None if moderator.may("admin") else moderator.id


def iterate_rows(
    choice: ExportChoice, *, database: Database, reader: UUID | None = None
) -> Iterator[ExportRow]:
    """The verdicts of a choice, review by review. Each batch is read in a transaction of its own.

    A slow reader therefore holds no transaction open; what is decided meanwhile may or may not be in it, unless the
    choice has an end (`until`). For a `reader`, what waits for an opinion that could be theirs is left out.
    """
    after = 0
    while True:
        with database.reading() as session:
            batch = _read_batch(session, after, choice, reader)
        if not batch:
            return
        for decided in batch:
            yield from _rows_of(decided, choice)
        after = batch[-1].review.number


def _read_batch(
    session: Session, after: int, choice: ExportChoice, reader: UUID | None
) -> list[Decided]:
    found = list_decided(
        session, after=after, until=choice.until, limit=_REVIEWS_AT_A_TIME, reader=reader
    )
    stored: dict[int, list[StoredVerdict]] = {review.number: [] for review, _ in found}
    for one in verdicts.list_of(session, list(stored)):
        if choice.until is None or one.row.created_at < choice.until:
            stored[one.row.number].append(one)
    return [Decided(review, score, stored[review.number]) for review, score in found]


def _rows_of(decided: Decided, choice: ExportChoice) -> Iterator[ExportRow]:
    now = _standing_of(decided)
    voices = _voices(decided.score.answer)
    for one in decided.stored:
        is_wanted = choice.everything or now.counts(one.row.id)
        if is_wanted and (choice.since is None or one.row.created_at >= choice.since):
            yield _row(decided, one, now, voices, with_names=choice.with_names)


def _standing_of(decided: Decided) -> Standing:
    events = [
        Event(
            row.id,
            row.version,
            verdicts.verdict_of(one).kind,
            row.refers_to,
            row.user_id,
            row.rating,
        )
        for one in decided.stored
        for row in (one.row,)
    ]
    band = cast("Band | None", decided.review.band)
    return standing(events, wants_second=decided.review.wants_second, band=band)


def _voices(answer: bytes) -> dict[int, Voice]:
    """In whose voice each item of evidence stands; read from the bytes, because the rest is not needed."""
    evidence: list[Mapping[str, object]] = orjson.loads(answer)["evidence"]
    return {cast("int", item["id"]): cast("Voice", item["voice"]) for item in evidence}


def _row(
    decided: Decided,
    stored: StoredVerdict,
    now: Standing,
    voices: Mapping[int, Voice],
    *,
    with_names: bool,
) -> ExportRow:
    verdict = verdicts.verdict_of(stored)
    score = decided.score
    return ExportRow(
        verdict=verdict.id,
        review=verdict.review,
        score=verdict.score,
        version=verdict.version,
        kind=verdict.kind,
        refers_to=verdict.refers_to,
        is_standing=now.counts(stored.row.id),
        created_at=verdict.created_at,
        reviewer=verdict.reviewer if with_names else pseudonym(stored.row.user_id),
        rating=verdict.rating,
        reasons=verdict.reasons,
        note=verdict.note,
        items=_items(verdict, voices),
        is_blind=verdict.is_blind,
        seconds=verdict.seconds,
        state=now.state,
        outcome=now.outcome,
        bundle_sha256=verdict.bundle_sha256,
        mode=verdict.mode,
        band=verdict.band,
        risk=verdict.risk,
        external_id=score.external_id,
        url=score.url,
        published_at=score.published_at,
        language=decided.review.language,
        article_sha256=score.article_sha256,
        title=score.title or "",
        text=score.text,
    )


def _items(verdict: Verdict, voices: Mapping[int, Voice]) -> list[ExportItem]:
    return [_item(place, item, voices) for place, item in enumerate(verdict.items)]


def _item(position: int, item: VerdictItem, voices: Mapping[int, Voice]) -> ExportItem:
    return ExportItem(
        position=position,
        action=item.action,
        evidence=item.evidence,
        found_signal=item.found_signal,
        signal=item.signal,
        voice=None if item.evidence is None else voices.get(item.evidence),
        field=item.field,
        start=item.start,
        end=item.end,
        exact=item.exact,
    )
