"""The description of the API that clients are generated from."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, TypeAdapter

from service.accounts.cookies import SESSION
from service.gate import OPEN_PATHS, REVIEW_FOLDERS, is_under
from service.problems import MEDIA_TYPE
from service.reviews.parsing import HeartbeatRequest, LeaseRequest, UndoBody
from service.reviews.schemas import VerdictRequest
from service.scores.schemas import OffsetUnit, ScoreRequest

# Of the paths under /v1, not of the program: it rises when an answer changes its shape.
API_VERSION: Final = "1.0"
_Way = dict[str, list[str]]
# Names of the ways in, as operations refer to them.
_KEY: Final = "key"
_SESSION: Final = "session"
_WAYS_IN: Final = {
    _KEY: {
        "type": "http",
        "scheme": "bearer",
        "description": (
            "A key as `caveat keys create` prints it. Its scopes say whether it scores, reviews or both; one that "
            "reviews acts for a moderator."
        ),
    },
    _SESSION: {
        "type": "apiKey",
        "in": "cookie",
        "name": SESSION,
        "description": (
            "The session of a moderator who signed in on the pages (`__Host-` stands before the name where the "
            "service is reached by HTTPS). Every method but GET, HEAD and OPTIONS also needs the header `X-CSRF-Token` "
            "with the token that stands in every page."
        ),
    },
}
# Without any key, a service that listens on loopback alone scores for everybody who reaches it.
_SCORERS: Final[tuple[_Way, ...]] = ({_KEY: []}, {})
_REVIEWERS: Final[tuple[_Way, ...]] = ({_KEY: []}, {_SESSION: []})
_BODIES: Final = (ScoreRequest, LeaseRequest, HeartbeatRequest, VerdictRequest, UndoBody)


def describe(app: FastAPI) -> None:
    """Let the application describe itself with what the framework cannot see."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = build_openapi(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the documented way to change the description


def build_openapi(app: FastAPI) -> dict[str, Any]:  # the framework's own type of a JSON object
    """The framework's description, corrected where routes read the body or write the answer themselves."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
    )
    schemas = document["components"]["schemas"]
    for model in _BODIES:
        _add_shape(schemas, model)
    schemas["OffsetUnit"] = TypeAdapter(OffsetUnit).json_schema()
    schemas["ModelInfo"]["required"] = list(schemas["ModelInfo"]["properties"])
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    document["components"]["securitySchemes"] = _WAYS_IN
    for path, operations in document["paths"].items():
        for operation in operations.values():
            _correct_problems(operation["responses"])
            operation["security"] = _security_of(path)
    return document


def _security_of(path: str) -> list[_Way]:
    """One of these has to be shown; an empty one stands for nothing at all."""
    if is_under(path, REVIEW_FOLDERS):
        return list(_REVIEWERS)
    return list(_SCORERS) if path not in OPEN_PATHS else []


def _add_shape(schemas: dict[str, Any], model: type[BaseModel]) -> None:
    """The shape of a body that a route reads by itself, with the shapes inside it beside it."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= schema.pop("$defs", {})
    schemas[model.__name__] = schema


def _correct_problems(responses: dict[str, Any]) -> None:
    """The framework lists a model under JSON, whatever the media type of the response is."""
    for status, response in responses.items():
        content = response.get("content", {})
        if not status.startswith("2") and "application/json" in content:
            content[MEDIA_TYPE] = content.pop("application/json")
