"""Readable defaults for tests."""

from __future__ import annotations

STORY = (
    "The harbour was closed on Tuesday after two cranes failed. Several officials said the repair would take a week. "
    "The port authority published the inspection report in full. Ships were sent to the neighbouring town, where "
    "local officials said there was room for six of them. Nobody was hurt, according to the authority.\n"
)


def a_request(**changes: object) -> dict[str, object]:
    """The body of a request for a score that is not stored."""
    request: dict[str, object] = {"title": "Harbour closed", "text": STORY, "store": False}
    return request | changes
