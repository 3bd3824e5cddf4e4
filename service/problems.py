"""One shape for every failure (RFC 9457). A problem never repeats input and has at most 2 kB."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException

from service.errors import (
    PROBLEMS,
    BadRequestError,
    ConflictError,
    FieldFault,
    InvalidRequestError,
    ServiceError,
)

MEDIA_TYPE: Final = "application/problem+json"
# Eight faults of at most some 200 bytes keep a problem under 2 kB; a caller repairs them a few at a time anyway.
FAULTS_SHOWN: Final = 8
_QUERY_NAMES: Final = ("offsets",)
# The first of each status is the plainest one.
_BY_STATUS: Final = {kind.status: kind for kind in reversed(PROBLEMS)}

_ADVICE: Final = {
    "missing": ("is missing", "Send it."),
    "string_type": ("is no string", "Send a JSON string."),
    "bool_type": ("is no boolean", "Send true or false."),
    "bool_parsing": ("is no boolean", "Send true or false."),
    "int_type": ("is no whole number", "Send a JSON number without a fraction."),
    "int_from_float": ("is no whole number", "Send a JSON number without a fraction."),
    "int_parsing": ("is no whole number", "Send digits only."),
    "int_parsing_size": ("is out of bounds", "The bounds stand in the API reference."),
    "float_type": ("is no number", "Send a JSON number."),
    "float_parsing": ("is no number", "Send digits, with a point before a fraction."),
    "finite_number": ("is no finite number", "Send a number."),
    "greater_than_equal": ("is out of bounds", "The bounds stand in the API reference."),
    "less_than_equal": ("is out of bounds", "The bounds stand in the API reference."),
    "place_of_correction": (
        "has a `place` without being corrected, or is corrected without one",
        "Send `place` exactly where `action` is `corrected`.",
    ),
    "review_or_filter": ("stands beside `review`", "Send one of `review` and `filter`, or none."),
    "list_type": ("is no list", "Send a JSON array."),
    "model_type": ("is no object", "Send a JSON object."),
    "string_too_long": (
        "is too long",
        "Send a shorter one; the limit stands in the API reference.",
    ),
    "string_too_short": (
        "is too short",
        "Send a longer one; the limit stands in the API reference.",
    ),
    "string_pattern_mismatch": (
        "has not the documented form",
        "See the API reference for the form.",
    ),
    "literal_error": ("is none of the allowed values", "Use one that the API reference lists."),
    "enum": ("is none of the allowed values", "Use one that the API reference lists."),
    "too_long": ("has too many entries", "Send fewer; the limit stands in the API reference."),
    "nul_character": ("contains a NUL character (U+0000)", "Remove it; it is no text."),
    "timezone_aware": ("has no time zone", "Send RFC 3339 with an offset, such as a final Z."),
    "datetime_type": ("is no date and time", "Send RFC 3339, such as 2026-01-31T09:30:00Z."),
    "datetime_parsing": ("is no date and time", "Send RFC 3339, such as 2026-01-31T09:30:00Z."),
    "datetime_from_date_parsing": (
        "is no date and time",
        "Send RFC 3339, such as 2026-01-31T09:30:00Z.",
    ),
    "text_and_html": ("cannot stand beside `html`", "Send exactly one of `text` and `html`."),
    "text_or_html": ("is missing", "Send exactly one of `text` and `html`."),
}
# Raised by the check of the whole body, which has no place of its own to name.
_PLACES: Final = {"text_and_html": "text", "text_or_html": "text", "review_or_filter": "filter"}
_UNKNOWN: Final = ("is not as documented", "See the API reference.")


class ProblemFault(BaseModel):
    """One field or parameter that was refused."""

    field: str = Field(description="Name of the field or parameter; `body` is the whole body.")
    problem: str = Field(description="What is wrong, without the value.")
    do: str = Field(description="What to do about it.")


class Problem(BaseModel):
    """What went wrong and what to do next (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="Stable identifier, relative to this service.")
    title: str = Field(description="The kind of problem; the same for every problem of the type.")
    status: int = Field(description="The HTTP status, repeated.")
    detail: str = Field(description="What to do next.")
    errors: list[ProblemFault] = Field(description="The faults found, at most eight; often empty.")


class ConflictProblem(Problem):
    """A clash with the current state of a review."""

    current: dict[str, object] | None = Field(
        description="The state that the review is in now; null where nothing is known of it."
    )


def problems_of(*statuses: int) -> dict[int | str, dict[str, object]]:
    """The failures of an operation, for its description."""
    described: dict[int | str, dict[str, object]] = {}
    for status in statuses:
        model = ConflictProblem if status == ConflictError.status else Problem
        described[status] = {"model": model, "content": {MEDIA_TYPE: {}}}
    return described


def problem_bytes(error: ServiceError) -> bytes:
    """The body of a problem."""
    members = {
        "type": f"/problems/{error.slug}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "errors": [asdict(fault) for fault in error.faults[:FAULTS_SHOWN]],
    }
    if isinstance(error, ConflictError):
        members["current"] = error.current
    return orjson.dumps(members)


def problem_headers(error: ServiceError) -> dict[str, str]:
    """What a problem says in headers: how to get in, when to come back."""
    headers = dict(error.headers)
    if error.retry_after_s is not None:
        headers["Retry-After"] = str(error.retry_after_s)
    return headers


def problem_response(error: ServiceError, extra: dict[str, str] | None = None) -> Response:
    """A problem as a response."""
    headers = problem_headers(error) | (extra or {})
    return Response(problem_bytes(error), error.status, headers, media_type=MEDIA_TYPE)


def faults_of(details: Sequence[ErrorDetails], known: Sequence[str]) -> tuple[FieldFault, ...]:
    """What pydantic found, in words that carry nothing the caller sent."""
    return tuple(_fault(detail, known) for detail in details[:FAULTS_SHOWN])


def _fault(detail: ErrorDetails, known: Sequence[str]) -> FieldFault:
    place = _PLACES.get(detail["type"], "body")
    name = next((part for part in detail["loc"] if part in known), place)
    if detail["type"] == "extra_forbidden":
        return _unknown_field(str(detail["loc"][-1]), known)
    problem, do = _ADVICE.get(detail["type"], _UNKNOWN)
    return FieldFault(str(name), problem, do)


def _unknown_field(sent: str, known: Sequence[str]) -> FieldFault:
    """The name that was sent is input and is not repeated; the nearest known one is a hint that is not."""
    near = difflib.get_close_matches(sent[:64], known, n=1)
    hint = f"Did you mean `{near[0]}`?" if near else f"Known are: {', '.join(known)}."
    return FieldFault("body", "has a field or parameter that is not known", hint)


def handle_problems(app: FastAPI) -> None:
    """Give every failure that reaches the framework the one shape."""
    app.add_exception_handler(ServiceError, _on_service_error)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_invalid)


async def _on_service_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)  # noqa: S101 - the framework calls this for that class only
    return problem_response(error)


async def _on_http_exception(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    kind = _BY_STATUS.get(error.status_code, BadRequestError)
    return problem_response(kind(), dict(error.headers or {}))


async def _on_invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    return problem_response(InvalidRequestError(faults=faults_of(error.errors(), _QUERY_NAMES)))
