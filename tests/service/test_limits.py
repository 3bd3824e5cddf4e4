"""When more is asked than can be done, some are answered late and the rest at once with a time to come back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI
from httpx2 import Client, Response

from tests.builders import STORY, a_request
from tests.fakes import SlowScorer
from tests.service.conftest import AppMaker, serving

LONG = a_request(text=STORY * 60)


def _post(port: int) -> Response:
    with Client(timeout=60) as client:
        return client.post(f"http://127.0.0.1:{port}/v1/scores", json=LONG)


def _app(make_app: AppMaker, scorer: SlowScorer, **changes: object) -> FastAPI:
    return make_app(scorer, scoring_slots=1, **changes)


def test_a_full_queue_refuses_at_once_with_a_time_to_come_back(make_app: AppMaker) -> None:
    scorer = SlowScorer()
    with serving(_app(make_app, scorer, scoring_queue=0)) as port, ThreadPoolExecutor() as pool:
        first = pool.submit(_post, port)
        scorer.started.acquire(timeout=30)

        refused = _post(port)

        scorer.gate.set()
        assert refused.status_code == 503
        assert refused.json()["type"] == "/problems/overloaded"
        assert int(refused.headers["retry-after"]) >= 1
        assert first.result().status_code == 200


def test_nobody_waits_longer_than_the_limit_for_a_slot(make_app: AppMaker) -> None:
    scorer = SlowScorer()
    app = _app(make_app, scorer, scoring_queue=5, scoring_wait_s=0.05)
    with serving(app) as port, ThreadPoolExecutor() as pool:
        first = pool.submit(_post, port)
        scorer.started.acquire(timeout=30)

        refused = _post(port)

        scorer.gate.set()
        assert refused.status_code == 503
        assert first.result().status_code == 200


def test_health_answers_while_all_slots_are_taken(make_app: AppMaker) -> None:
    scorer = SlowScorer()
    with serving(_app(make_app, scorer, scoring_queue=0)) as port, ThreadPoolExecutor() as pool:
        first = pool.submit(_post, port)
        scorer.started.acquire(timeout=30)
        with Client(base_url=f"http://127.0.0.1:{port}") as client:
            live, ready = client.get("/livez"), client.get("/readyz")

        scorer.gate.set()
        assert live.status_code == 200
        assert ready.status_code == 503
        assert first.result().status_code == 200


def test_a_slot_is_given_back_after_each_article(make_app: AppMaker) -> None:
    scorer = SlowScorer()
    scorer.gate.set()
    with serving(_app(make_app, scorer, scoring_queue=0)) as port:
        assert [_post(port).status_code for _ in range(4)] == [200] * 4
