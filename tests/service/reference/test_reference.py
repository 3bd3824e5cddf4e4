"""The reference shows the whole description and loads nothing from elsewhere."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from service.errors import PROBLEMS
from service.reference.page import type_name


def test_every_operation_and_shape_is_on_the_page(client: TestClient) -> None:
    page = client.get("/docs").text
    document = client.get("/openapi.json").json()

    for operations in document["paths"].values():
        for operation in operations.values():
            assert f'id="{operation["operationId"]}"' in page
    for name in document["components"]["schemas"]:
        assert f'id="shape-{name}"' in page


def test_the_page_has_no_script_and_loads_nothing_from_elsewhere(client: TestClient) -> None:
    response = client.get("/docs")

    assert "<script" not in response.text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', response.text)
    assert "script-src" not in response.headers["content-security-policy"]


def test_every_link_within_the_page_has_a_target(client: TestClient) -> None:
    page = client.get("/docs").text

    targets = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= targets


def test_the_style_is_served_from_here(client: TestClient) -> None:
    assert client.get("/docs/style.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("slug", [kind.slug for kind in PROBLEMS])
def test_the_type_of_every_problem_leads_to_its_explanation(client: TestClient, slug: str) -> None:
    response = client.get(f"/problems/{slug}")

    assert response.status_code == 200
    assert slug in response.text


def test_no_two_problems_share_a_type() -> None:
    slugs = [kind.slug for kind in PROBLEMS]

    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ({"type": "string"}, "string"),
        ({"$ref": "#/components/schemas/Span"}, "Span"),
        ({"type": "array", "items": {"type": "integer"}}, "list of integer"),
        ({"anyOf": [{"type": "number"}, {"type": "null"}]}, "number or null"),
        ({"enum": ["a", "b"]}, '"a" or "b"'),
        ({"const": "a"}, '"a"'),
        ({}, "anything"),
    ],
)
def test_a_schema_is_named_in_a_few_words(schema: dict[str, object], name: str) -> None:
    assert type_name(schema) == name
