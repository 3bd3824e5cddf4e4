"""The W3C view shows the same evidence as the plain one."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from tests.builders import STORY, a_request

LD_JSON = {"accept": "application/ld+json"}


def _both(client: TestClient, **changes: object) -> tuple[dict[str, Any], dict[str, Any]]:
    created = client.post("/v1/scores", json=a_request(store=True, **changes))
    viewed = client.get(created.headers["location"], headers=LD_JSON)
    assert viewed.headers["content-type"].startswith("application/ld+json")
    return created.json(), viewed.json()


def test_there_is_one_annotation_for_each_item_of_evidence(client: TestClient) -> None:
    answer, collection = _both(client)

    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(answer["evidence"]) == len(collection["first"]["items"])


def test_quote_and_position_select_the_same_words(client: TestClient) -> None:
    _, collection = _both(client)

    for item in collection["first"]["items"]:
        quote, position = item["target"]["selector"]
        assert quote["type"] == "TextQuoteSelector"
        assert position["type"] == "TextPositionSelector"
        assert STORY[position["start"] : position["end"]] == quote["exact"]


def test_an_annotation_says_which_signal_why_and_to_what_effect(client: TestClient) -> None:
    answer, collection = _both(client)

    classified, described = collection["first"]["items"][0]["body"]
    assert classified["value"] == answer["evidence"][0]["signal"]
    assert classified["caveat:effect"] == answer["evidence"][0]["effect"]
    assert described["value"] == answer["evidence"][0]["why"]


def test_a_new_score_can_be_answered_as_annotations(client: TestClient) -> None:
    response = client.post("/v1/scores", json=a_request(), headers=LD_JSON)

    assert response.json()["@context"][0] == "http://www.w3.org/ns/anno.jsonld"


def test_the_address_of_the_article_is_named_but_not_fetched(client: TestClient) -> None:
    """Port 9 is closed everywhere; whoever tried to fetch the address would fail."""
    _, collection = _both(client, url="http://127.0.0.1:9/a")

    assert collection["first"]["items"][0]["target"]["scope"] == "http://127.0.0.1:9/a"


def test_offsets_of_annotations_are_converted_too(client: TestClient) -> None:
    text = "\N{GRINNING FACE}" + STORY
    response = client.post(
        "/v1/scores?offsets=utf16", json=a_request(text=text, include=["annotations"])
    ).json()

    position = response["annotations"][0]["target"]["selector"][1]
    assert position["start"] == response["evidence"][0]["start"]
    assert position["start"] == text.index("officials said") + 1
