"""The description of the API that clients are generated from."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from service.problems import MEDIA_TYPE
from service.scores.schemas import OffsetUnit, ScoreRequest

# Of the paths under /v1, not of the program: it rises when an answer changes its shape.
API_VERSION: Final = "1.0"


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
    schemas["ScoreRequest"] = ScoreRequest.model_json_schema(
        ref_template="#/components/schemas/{model}"
    )
    schemas["OffsetUnit"] = TypeAdapter(OffsetUnit).json_schema()
    schemas["ModelInfo"]["required"] = list(schemas["ModelInfo"]["properties"])
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    for path in document["paths"].values():
        for operation in path.values():
            _correct_problems(operation["responses"])
    return document


def _correct_problems(responses: dict[str, Any]) -> None:
    """The framework lists a model under JSON, whatever the media type of the response is."""
    for status, response in responses.items():
        content = response.get("content", {})
        if not status.startswith("2") and "application/json" in content:
            content[MEDIA_TYPE] = {"schema": {"$ref": "#/components/schemas/Problem"}}
            del content["application/json"]
