"""The reference as HTML. Everything in it comes from the OpenAPI document and the table of problems."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from service.errors import PROBLEMS, ServiceError


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("service.reference"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["type_name"] = type_name
    environment.filters["pretty"] = lambda value: json.dumps(value, indent=2, ensure_ascii=False)
    return environment


def stylesheet() -> str:
    """The style of the pages."""
    return (files("service.reference") / "templates" / "style.css").read_text("utf-8")


def render_reference(document: dict[str, Any]) -> str:
    """The whole reference on one page."""
    return (
        _environment().get_template("reference.html").render(document=document, problems=PROBLEMS)
    )


def render_problem(kind: type[ServiceError]) -> str:
    """One type of problem."""
    return _environment().get_template("problem.html").render(problem=kind)


def type_name(schema: dict[str, Any]) -> str:
    """A schema in a few words: `string or null`, `list of Evidence`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " or ".join(json.dumps(value) for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(type_name(option) for option in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {type_name(schema.get('items', {}))}"
    return str(schema.get("type", "anything"))
