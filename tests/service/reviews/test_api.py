"""The review API from end to end, with keys of moderators, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from service.db.engine import Database
from service.keys.workflow import create_key
from tests.builders import STORY
from tests.service.conftest import AppMaker
from tests.service.reviews.builders import BLIND, a_review
from tests.service.reviews.callers import Caller, a_caller, a_decision


@pytest.fixture
def api(make_app: AppMaker, database_url: str) -> Iterator[TestClient]:
    """The application on a database of each kind."""
    with TestClient(make_app(database_url=SecretStr(database_url))) as opened:
        yield opened


@pytest.fixture
def anna(api: TestClient, any_database: Database) -> Caller:
    """A reviewer."""
    return a_caller(api, any_database)


def test_the_next_review_is_taken_read_and_decided(anna: Caller, any_database: Database) -> None:
    review = a_review(any_database)

    lease = anna.post("/v1/leases", {}).json()
    detail = anna.get(f"/v1/reviews/{review}").json()
    decided = anna.post("/v1/verdicts", a_decision(lease, 4, note="Who are they?"))

    assert lease["review"]["id"] == review
    assert detail["text"] == STORY
    assert detail["lease"]["id"] == lease["id"]
    assert decided.status_code == 201
    assert decided.json()["review"]["state"] == "settled"
    assert anna.get(decided.headers["location"]).json() == decided.json()["verdict"]


def test_the_answer_of_a_review_is_the_one_that_was_given(
    anna: Caller, any_database: Database
) -> None:
    review = a_review(any_database)

    answer = anna.get(f"/v1/reviews/{review}").json()["answer"]

    assert [item["exact"] for item in answer["evidence"]] == ["officials said"] * 2


def test_filters_of_the_address_choose_reviews(anna: Caller, any_database: Database) -> None:
    a_review(any_database, text=f"{STORY} Low.", band="low")
    high = a_review(any_database, text="Another story. " * 20, band="high")

    found = anna.get("/v1/reviews", band="high", copies="false", min_age_h=0).json()["reviews"]

    assert [one["id"] for one in found] == [high]


def test_pages_lead_through_all_reviews_and_end(anna: Caller, any_database: Database) -> None:
    stored = {a_review(any_database, text=f"Story number {n}. " * 20) for n in range(5)}

    seen: list[str] = []
    query: dict[str, str | int] = {"limit": 2, "order": "oldest"}
    while True:
        page = anna.get("/v1/reviews", **query).json()
        seen += [one["id"] for one in page["reviews"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]

    assert len(seen) == 5
    assert set(seen) == stored


def test_a_filter_in_the_body_chooses_what_is_taken(anna: Caller, any_database: Database) -> None:
    a_review(any_database, text="First story. " * 20, band="low")
    high = a_review(any_database, text="Second story. " * 20, band="high")

    lease = anna.post("/v1/leases", {"filter": {"band": "high", "order": "oldest"}}).json()

    assert lease["review"]["id"] == high


def test_a_heartbeat_keeps_a_review(anna: Caller, any_database: Database) -> None:
    lease = anna.take(a_review(any_database))

    kept = anna.put(f"/v1/leases/{lease['id']}", {"review": lease["review"]["id"]})

    assert kept.status_code == 200
    assert kept.json()["id"] == lease["id"]


def test_a_review_that_is_given_back_is_free_for_others(
    api: TestClient, anna: Caller, any_database: Database
) -> None:
    ben = a_caller(api, any_database, "ben")
    review = a_review(any_database)
    lease = anna.take(review)
    before = ben.post("/v1/leases", {"review": review})

    given_back = anna.delete(f"/v1/leases/{lease['id']}", review=review)

    assert before.status_code == 409
    assert before.json()["current"]["holder"] == "anna"
    assert given_back.status_code == 204
    assert ben.post("/v1/leases", {"review": review}).status_code == 201


def test_a_review_that_is_laid_aside_is_not_given_again(
    anna: Caller, any_database: Database
) -> None:
    lease = anna.take(a_review(any_database))

    anna.delete(f"/v1/leases/{lease['id']}", review=lease["review"]["id"], skip="true")
    again = anna.post("/v1/leases", {})

    assert again.status_code == 404
    assert again.json()["type"] == "/problems/nothing-to-review"


def test_an_old_lease_does_not_end_a_later_one(anna: Caller, any_database: Database) -> None:
    review = a_review(any_database)
    old = anna.take(review)
    anna.delete(f"/v1/leases/{old['id']}", review=review)
    new = anna.take(review)

    late = anna.delete(f"/v1/leases/{old['id']}", review=review)

    assert late.status_code == 409
    assert anna.get(f"/v1/reviews/{review}").json()["lease"]["id"] == new["id"]


def test_only_admins_take_a_review_away_from_somebody(
    api: TestClient, anna: Caller, any_database: Database
) -> None:
    ben = a_caller(api, any_database, "ben")
    chief = a_caller(api, any_database, "chief", "admin")
    review = a_review(any_database)
    anna.take(review)

    refused = ben.delete(f"/v1/reviews/{review}/lease")
    done = chief.delete(f"/v1/reviews/{review}/lease")

    assert refused.json()["type"] == "/problems/role"
    assert done.status_code == 204
    assert ben.take(review)["review"]["holder"]["is_you"]


def test_an_undo_opens_the_review_again(anna: Caller, any_database: Database) -> None:
    decided = anna.decide(a_review(any_database))

    path = f"/v1/verdicts/{decided['verdict']['id']}/undo"
    undone = anna.post(path, {"version": decided["review"]["version"]})

    assert undone.status_code == 201
    assert undone.json()["verdict"]["refers_to"] == decided["verdict"]["id"]
    assert undone.json()["review"]["state"] == "open"


def test_a_blind_review_tells_nothing_of_the_score_until_it_is_decided(
    anna: Caller, any_database: Database
) -> None:
    review = a_review(any_database, policy=BLIND)

    listed = anna.get("/v1/reviews").json()["reviews"][0]
    before = anna.get(f"/v1/reviews/{review}").json()
    decided = anna.decide(review)
    after = anna.get(f"/v1/reviews/{review}").json()

    assert [listed[name] for name in ("band", "risk", "signals", "disagreement")] == [None] * 4
    assert before["answer"] is None
    assert decided["verdict"]["is_blind"]
    assert decided["lease"] is not None
    assert after["answer"]["risk"]["band"] == "elevated"


def test_a_key_for_scoring_does_not_review(api: TestClient, any_database: Database) -> None:
    key = create_key("cms", ["score"], database=any_database)

    refused = api.get("/v1/reviews", headers={"Authorization": f"Bearer {key.text}"})

    assert refused.status_code == 403
    assert refused.json()["type"] == "/problems/key-scope"


def test_nobody_gets_in_without_a_key_once_there_is_one(anna: Caller) -> None:
    refused = anna.client.get("/v1/reviews")

    assert refused.status_code == 401
    assert "www-authenticate" in refused.headers
