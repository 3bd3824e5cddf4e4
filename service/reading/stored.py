"""Reads stored answers again, also those of versions whose answers had fewer fields."""

from __future__ import annotations

from typing import Final, cast

import orjson
from pydantic import TypeAdapter

from models import Answer

# What answers have gained since the first version, and how an answer says that it has nothing of it.
_ANSWER: Final[dict[str, object]] = {"sides": [], "headline": None, "quote_pairs": []}
_DOCUMENT: Final[dict[str, object]] = {"unattributed": []}
_PARTS: Final[dict[str, dict[str, object]]] = {
    "sources": {"basis": None, "anonymity": None},
    "claims": {"restated": []},
    "attributions": {"act": "asserts", "via": None, "within": None},
}
_ADAPTER: Final = TypeAdapter(Answer)


class UnreadableAnswerError(ValueError):
    """Stored bytes that are no answer of any version."""


def decode_answer(body: bytes) -> Answer:
    """The answer behind the bytes that were sent and stored; a field that they lack is empty.

    Raises:
        UnreadableAnswerError: they are no answer.
    """
    try:
        return _ADAPTER.validate_python(_completed(orjson.loads(body)))
    except (ValueError, TypeError, KeyError) as error:
        # The cause would quote the article.
        raise UnreadableAnswerError(type(error).__name__) from None


def _completed(stored: dict[str, object]) -> dict[str, object]:
    fields = _ANSWER | stored
    fields["document"] = _DOCUMENT | cast("dict[str, object]", stored["document"])
    for name, added in _PARTS.items():
        fields[name] = [added | part for part in cast("list[dict[str, object]]", stored[name])]
    return fields
