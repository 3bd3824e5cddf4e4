"""The filters of the queue as they stand in an address or a form, read leniently and written one way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from pydantic import ValidationError

from service.reviews.schemas import QueueFilter

_NAMES: Final = tuple(QueueFilter.model_fields)
_LABELS: Final = {
    "state": "State",
    "band": "Band",
    "signal": "Signal",
    "source": "Source",
    "language": "Language",
    "min_age_h": "At least so old",
    "max_age_h": "At most so old",
    "min_disagreement": "Disagreement",
    "copies": "Copies",
    "search": "Search",
    "order": "Order",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked of the queue; `ignored` are the labels of filters that could not be understood."""

    filters: QueueFilter
    ignored: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The filters as they stand in an address, in one order and without what is left open."""
        chosen = self.filters.model_dump(mode="json", exclude_defaults=True)
        return urlencode({name: _text(value) for name, value in chosen.items()})

    @property
    def is_plain(self) -> bool:
        """Whether nothing is left out of the queue, whatever its order."""
        return not self.filters.model_dump(exclude_defaults=True, exclude={"order"})


def read_selection(sent: Mapping[str, str]) -> Selection:
    """The filters among what was sent; an old bookmark with a faulty one still opens the queue."""
    given = {name: sent[name].strip() for name in _NAMES if sent.get(name, "").strip()}
    try:
        return Selection(QueueFilter.model_validate(given))
    except ValidationError as error:
        faulty = {str(detail["loc"][0]) for detail in error.errors(include_input=False)}
    kept = {name: value for name, value in given.items() if name not in faulty}
    ignored = tuple(_LABELS[name] for name in _NAMES if name in faulty)
    return Selection(QueueFilter.model_validate(kept), ignored)


def selection_of(query: str) -> Selection:
    """The filters of a whole query string, as forms and saved views carry it."""
    return read_selection(dict(parse_qsl(query)))


def queue_address(selection: Selection, cursor: str | None = None) -> str:
    """Where the queue stands with these filters."""
    return with_query("/review", selection, cursor=cursor or "")


def with_query(path: str, selection: Selection, **more: str) -> str:
    """A path that carries the filters on, so that the way back leads to the same selection."""
    extra = urlencode({name: value for name, value in more.items() if value})
    query = "&".join(part for part in (selection.query, extra) if part)
    return f"{path}?{query}" if query else path


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)
