"""Scoring an article, and remembering the answer. No HTTP in here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast
from uuid import UUID

import orjson

from models import Answer, Scorer
from models.errors import HtmlError
from service.db.engine import Database
from service.db.tables import ScoreRow
from service.dependencies import OnStored
from service.errors import ModeUnavailableError, NotFoundError, TooLargeError, UnreadableHtmlError
from service.identifiers import format_id, new_uuid7, parse_id
from service.scores import store
from service.scores.annotations import annotate, annotation_collection
from service.scores.offsets import Json, convert_offsets
from service.scores.schemas import OffsetUnit, ScoreRequest, ScoreView, Sentence, Texts
from service.scores.wire import answer_fields, encode, include_sentences, include_texts
from service.telemetry import Telemetry


def check_submission(submission: ScoreRequest, *, scorer: Scorer, max_characters: int) -> None:
    """Refuse what cannot be answered, before anything is computed. Nothing is ever cut to fit."""
    if submission.characters > max_characters:
        raise TooLargeError
    if submission.require == "full" and scorer.info.mode != "full":
        raise ModeUnavailableError


def score_article(submission: ScoreRequest, *, scorer: Scorer, telemetry: Telemetry) -> ScoreView:
    """Score an article and forget it."""
    return _score(submission, new_uuid7(), scorer, telemetry)[0]


def score_and_store(
    submission: ScoreRequest,
    *,
    scorer: Scorer,
    telemetry: Telemetry,
    database: Database,
    on_stored: OnStored,
) -> ScoreView:
    """Score an article and remember the answer; it can be read again as soon as this returns."""
    score_id = new_uuid7()
    view, answer = _score(submission, score_id, scorer, telemetry)
    row = _row(submission, score_id, view, answer)
    # Scoring stands outside: a transaction that waited for it would keep every other writer waiting.
    with database.writing() as session:
        store.insert_score(session, row)
        on_stored(session, row, answer)
    return view


def read_score(score_id: str, *, database: Database) -> ScoreView:
    """The answer that was stored, byte for byte."""
    with database.reading() as session:
        row = store.find_score(session, parse_id("score", score_id))
        if row is None:
            raise NotFoundError
        texts = Texts(row.title or "", row.text)
        return ScoreView(format_id("score", row.id), row.answer, texts, row.url)


def render(view: ScoreView, *, unit: OffsetUnit, as_annotations: bool) -> bytes:
    """The view of an answer that the caller asked for."""
    if unit is OffsetUnit.CODEPOINTS and not as_annotations:
        return view.body
    answer = cast("dict[str, Json]", convert_offsets(orjson.loads(view.body), view.texts, unit))
    if as_annotations:
        return encode(annotation_collection(answer, view.url))
    if "annotations" in answer:
        answer["annotations"] = annotate(answer, view.url)
    return encode(answer)


def _score(
    submission: ScoreRequest, score_id: UUID, scorer: Scorer, telemetry: Telemetry
) -> tuple[ScoreView, Answer]:
    try:
        answer, shadow = scorer.score_with_shadow(submission.article())
    except HtmlError as error:
        raise UnreadableHtmlError from error
    telemetry.count_answer(answer, shadow)
    texts = _texts(submission, answer)
    name = format_id("score", score_id)
    fields = answer_fields(
        answer, score_id=name, stored=submission.store, external_id=submission.external_id
    )
    if "shadow" in submission.include:
        fields["shadow"] = shadow
    if submission.include:
        _include(fields, submission, scorer, texts)
    return ScoreView(name, encode(fields), texts, submission.url), answer


def _texts(submission: ScoreRequest, answer: Answer) -> Texts:
    if submission.html is None:
        return Texts(submission.title or "", submission.text or "")
    return Texts(answer.document.title or "", answer.document.text or "")


def _include(
    fields: dict[str, object], submission: ScoreRequest, scorer: Scorer, texts: Texts
) -> None:
    if "document.text" in submission.include:
        include_texts(fields, texts)
    if "sentences" in submission.include:
        spans = scorer.sentences(submission.article())
        include_sentences(
            fields, [Sentence(n, span.field, span.start, span.end) for n, span in enumerate(spans)]
        )
    if "annotations" in submission.include:
        fields["annotations"] = annotate(orjson.loads(encode(fields)), submission.url)


def _row(submission: ScoreRequest, score_id: UUID, view: ScoreView, answer: Answer) -> ScoreRow:
    return ScoreRow(
        id=score_id,
        created_at=datetime.now(UTC),
        external_id=submission.external_id,
        url=submission.url,
        published_at=submission.published_at,
        title=view.texts.title or None,
        text=view.texts.text,
        article_sha256=answer.document.sha256,
        bundle_sha256=answer.model.sha256,
        mode=answer.model.mode,
        band=answer.risk.band,
        risk=answer.risk.score,
        answer=view.body,
    )
