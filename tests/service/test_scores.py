"""A newsroom asks for scores, over HTTP without a network."""

from __future__ import annotations

import math
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from models import ModelInfo
from service.db.engine import Database
from service.db.tables import ScoreRow
from tests.builders import STORY, a_request
from tests.fakes import FixedScorer
from tests.service.conftest import AppMaker

EMOJI = "\N{SMILING FACE WITH OPEN MOUTH}\N{LATIN SMALL LETTER E WITH ACUTE} "


def _score(client: TestClient, **changes: object) -> dict[str, Any]:
    response = client.post("/v1/scores", json=a_request(**changes))
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_an_answer_has_every_key_of_the_contract(client: TestClient) -> None:
    answer = _score(client, external_id="cms-42")

    assert list(answer) == [
        "id",
        "stored",
        "external_id",
        "risk",
        "parts",
        "base_log_odds",
        "contributions",
        "evidence",
        "sources",
        "claims",
        "attributions",
        "questions",
        "document",
        "model",
        "sides",
        "headline",
        "quote_pairs",
    ]
    assert answer["external_id"] == "cms-42"


def test_contributions_and_base_sum_to_the_logit_of_the_risk(client: TestClient) -> None:
    answer = _score(client)

    total = answer["base_log_odds"] + sum(c["log_odds"] for c in answer["contributions"])
    risk = answer["risk"]["score"]
    assert total == pytest.approx(math.log(risk / (1 - risk)), abs=1e-6)


def test_offsets_are_code_points_of_the_submitted_text(client: TestClient) -> None:
    answer = _score(client, text=EMOJI + STORY)

    assert answer["evidence"]
    for item in answer["evidence"]:
        assert (EMOJI + STORY)[item["start"] : item["end"]] == item["exact"]


def test_an_id_is_a_uuid_of_version_7_behind_a_prefix(client: TestClient) -> None:
    answer = _score(client)

    assert answer["id"].startswith("sc_")
    assert UUID(hex=answer["id"][3:]).version == 7


def test_a_stored_answer_is_read_again_byte_for_byte(client: TestClient) -> None:
    created = client.post("/v1/scores", json=a_request(store=True))

    read = client.get(created.headers["location"])

    assert created.json()["stored"] is True
    assert read.content == created.content


def test_store_false_leaves_nothing_that_an_id_could_find(
    client: TestClient, database: Database
) -> None:
    answer = _score(client)

    assert answer["stored"] is False
    assert client.get(f"/v1/scores/{answer['id']}").status_code == 404
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ScoreRow)) == 0


def test_a_short_text_is_answered_with_an_abstention(client: TestClient) -> None:
    answer = _score(client, text="Officials closed the harbour.")

    assert answer["risk"] == {
        "score": None,
        "band": None,
        "interval": None,
        "abstained": "too_short",
    }


def test_html_comes_back_as_the_text_that_offsets_point_into(client: TestClient) -> None:
    answer = _score(client, text=None, html=f"<p>{STORY}</p>")

    text = answer["document"]["text"]
    assert "title" in answer["document"]
    assert all(text[e["start"] : e["end"]] == e["exact"] for e in answer["evidence"])


def test_a_stored_html_page_can_be_read_in_other_offsets(client: TestClient) -> None:
    created = client.post(
        "/v1/scores", json=a_request(text=None, html=f"<p>{EMOJI}{STORY}</p>", store=True)
    )

    converted = client.get(created.headers["location"], params={"offsets": "utf16"}).json()

    shift = converted["evidence"][0]["start"] - created.json()["evidence"][0]["start"]
    assert shift == 1


def test_text_of_the_document_is_left_out_unless_asked_for(client: TestClient) -> None:
    assert "text" not in _score(client)["document"]
    assert _score(client, include=["document.text"])["document"]["text"] == STORY


def test_annotations_are_included_on_request(client: TestClient) -> None:
    answer = _score(client, include=["annotations"])

    assert len(answer["annotations"]) == len(answer["evidence"])


def test_sentences_are_included_on_request(client: TestClient) -> None:
    answer = _score(client, include=["sentences"])

    assert answer["sentences"] == [{"id": 0, "field": "text", "start": 0, "end": len(STORY)}]


def test_requiring_the_encoder_without_one_is_refused_with_a_time(client: TestClient) -> None:
    response = client.post("/v1/scores", json=a_request(require="full"))

    assert response.status_code == 503
    assert response.json()["type"] == "/problems/mode-unavailable"
    assert int(response.headers["retry-after"]) > 0


def test_a_degraded_scorer_is_named_in_a_header(make_app: AppMaker) -> None:
    info = ModelInfo("fixed", "1", "0", "1", "linear", ["encoder_missing"])
    client = TestClient(make_app(FixedScorer(info)))

    response = client.post("/v1/scores", json=a_request())

    assert response.headers["x-degraded"] == "encoder_missing"


def test_long_and_short_articles_are_answered_alike(client: TestClient) -> None:
    """The short one is read on the event loop, the long one in a thread."""
    long = _score(client, text=STORY * 40)
    short = _score(client, text=STORY)

    assert list(long) == list(short)
    assert len(long["evidence"]) == 40 * len(short["evidence"])


def test_the_taxonomy_is_listed_with_measured_figures(client: TestClient) -> None:
    [signal] = client.get("/v1/signals").json()["signals"]

    assert signal["id"] == "source.anonymous"
    assert signal["precision"] == 0.5


def test_a_stored_score_is_found_on_every_database(database_url: str, make_app: AppMaker) -> None:
    client = TestClient(make_app(database_url=database_url))
    request = a_request(
        store=True, url="https://example.org/a", published_at="2026-01-31T09:30:00+02:00"
    )
    created = client.post("/v1/scores", json=request)

    read = client.get(created.headers["location"])

    assert read.content == created.content
