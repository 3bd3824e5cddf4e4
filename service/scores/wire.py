"""The bytes of an answer. The dataclasses of the contract are the wire shape, so nothing is described twice."""

from __future__ import annotations

from typing import Final

import orjson

from models.contract import Answer, DocumentInfo
from service.scores.schemas import Sentence, Texts

_ANSWER_FIELDS: Final = tuple(Answer.__dataclass_fields__)
# Given for HTML, where offsets point into them, and on request; otherwise the caller has them already.
_DOCUMENT_FIELDS: Final = tuple(
    name for name in DocumentInfo.__dataclass_fields__ if name not in {"title", "text"}
)


def answer_fields(
    answer: Answer, *, score_id: str, stored: bool, external_id: str | None
) -> dict[str, object]:
    """An answer as the mapping that is written, one level deep."""
    fields: dict[str, object] = {"id": score_id, "stored": stored, "external_id": external_id}
    for name in _ANSWER_FIELDS:
        fields[name] = getattr(answer, name)
    fields["document"] = _document_fields(answer.document)
    return fields


def _document_fields(document: DocumentInfo) -> dict[str, object]:
    fields: dict[str, object] = {name: getattr(document, name) for name in _DOCUMENT_FIELDS}
    if document.text is not None:
        fields |= {"title": document.title, "text": document.text}
    return fields


def include_texts(fields: dict[str, object], texts: Texts) -> None:
    """Add what was read to the answer."""
    document = fields["document"]
    assert isinstance(document, dict)  # noqa: S101 - made by `answer_fields`
    document |= {"title": texts.title or None, "text": texts.text}


def include_sentences(fields: dict[str, object], sentences: list[Sentence]) -> None:
    """Add the sentences to the answer."""
    fields["sentences"] = sentences


def encode(fields: object) -> bytes:
    """JSON, the same bytes for the same answer."""
    return orjson.dumps(fields)
