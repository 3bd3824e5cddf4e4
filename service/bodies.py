"""From bodies and addresses to requests. Parsed once, by the validator itself; never quoted in what is answered."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Final, TypeVar

import orjson
from fastapi import Depends, Request, Response
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from service.errors import FieldFault, InvalidRequestError, MalformedJsonError
from service.limits import read_json_body
from service.problems import faults_of

Model = TypeVar("Model", bound=BaseModel)

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2999
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")
_LONE_SURROGATE: Final = FieldFault(
    "body",
    "contains a lone surrogate (an escape from \\ud800 to \\udfff)",
    "Send both halves of the pair, or neither.",
)


def _refuse_nul(text: str) -> str:
    """One rule on every database: PostgreSQL cannot store NUL, so nothing that is stored has it."""
    if "\x00" in text:
        raise PydanticCustomError("nul_character", "contains NUL")
    return text


def _to_utc(moment: datetime) -> datetime:
    """Near the years 1 and 9999 an offset leads out of the calendar, and nothing was published then."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise PydanticCustomError("datetime_parsing", "beyond the calendar")
    return moment.astimezone(UTC)


Text = Annotated[
    str, AfterValidator(_refuse_nul), Field(json_schema_extra={"pattern": "^[^\\u0000]*$"})
]
Moment = Annotated[
    AwareDatetime, AfterValidator(_to_utc), Field(json_schema_extra={"pattern": "^[12][0-9]{3}-"})
]


def _from_whole_float(value: object) -> object:
    """In JSON 1.0 is a whole number too, and some languages write no other."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


# For annotations of integers, behind their bounds.
WHOLE: Final = BeforeValidator(_from_whole_float)


async def _json_body(request: Request) -> bytes:
    return await read_json_body(request)


# For routes that run in a thread, where nothing can be awaited.
JsonBody = Annotated[bytes, Depends(_json_body)]


def parse_body(model: type[Model], body: bytes) -> Model:
    """The request in a body. Of a key that stands twice, the last one counts, as in JavaScript and Python."""
    try:
        return model.model_validate_json(body, strict=True)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        if details[0]["type"] != "json_invalid":
            raise InvalidRequestError(
                faults=faults_of(details, tuple(model.model_fields))
            ) from None
        # The parser reports half a character like broken JSON; it is well-formed JSON, though.
        if "hex escape" in details[0]["msg"] and _SURROGATE.search(body):
            raise InvalidRequestError(faults=(_LONE_SURROGATE,)) from None
        raise MalformedJsonError from None


def parse_query(model: type[Model], request: Request) -> Model:
    """The parameters of an address; unknown ones are refused where the model says so."""
    try:
        return model.model_validate(dict(request.query_params))
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        raise InvalidRequestError(faults=faults_of(details, tuple(model.model_fields))) from None


def json_answer(
    value: object, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """What a workflow returned, as it stands: its dataclasses are the wire shape."""
    body = orjson.dumps(value, option=orjson.OPT_UTC_Z)
    return Response(body, status, headers, media_type="application/json")


def query_parameters(model: type[BaseModel]) -> list[dict[str, object]]:
    """The parameters of an address as the description of the API lists them."""
    schema = model.model_json_schema()
    required = schema.get("required", [])
    return [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "description": field.get("description", ""),
            "schema": _sendable(field),
        }
        for name, field in schema["properties"].items()
    ]


def body_of(model: type[BaseModel]) -> dict[str, object]:
    """The body of an operation; `service.openapi` puts the shape itself where this points."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _sendable(field: dict[str, object]) -> dict[str, object]:
    """The shape of a parameter without null, which an address cannot hold: one leaves the parameter out."""
    shape = {name: value for name, value in field.items() if name not in {"title", "description"}}
    kinds = shape.get("anyOf")
    if not isinstance(kinds, list):
        return shape
    kinds = [kind for kind in kinds if kind != {"type": "null"}]
    if shape.get("default", "") is None:
        del shape["default"]
    return shape | {"anyOf": kinds}
