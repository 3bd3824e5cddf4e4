"""Tools that use the review API with a key, for a moderator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from service.db.engine import Database
from service.keys.workflow import create_key
from service.roles import Moderator
from tests.service.reviews.builders import a_moderator

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Caller:
    """A moderator's tool."""

    client: TestClient
    moderator: Moderator
    key: str

    @property
    def headers(self) -> dict[str, str]:
        """What lets the tool in."""
        return {"Authorization": f"Bearer {self.key}"}

    def get(self, path: str, **query: str | int) -> Response:
        """Read something."""
        return self.client.get(path, params=query or None, headers=self.headers)

    def post(self, path: str, body: Mapping[str, object]) -> Response:
        """Do something."""
        return self.client.post(path, json=body, headers=self.headers)

    def put(self, path: str, body: Mapping[str, object]) -> Response:
        """Keep something."""
        return self.client.put(path, json=body, headers=self.headers)

    def delete(self, path: str, **query: str) -> Response:
        """Give something back."""
        return self.client.delete(path, params=query, headers=self.headers)

    def take(self, review: str) -> Json:
        """The lease on a review that is free."""
        response = self.post("/v1/leases", {"review": review})
        assert response.status_code == 201, response.text
        taken: Json = response.json()
        return taken

    def decide(self, review: str, rating: int = 3, **changes: object) -> Json:
        """Take a review and decide it."""
        response = self.post("/v1/verdicts", a_decision(self.take(review), rating, **changes))
        assert response.status_code == 201, response.text
        decided: Json = response.json()
        return decided


def a_caller(
    client: TestClient, database: Database, name: str = "anna", role: str = "reviewer"
) -> Caller:
    """Somebody with an account and a key for reviewing."""
    moderator = a_moderator(database, name, role)
    key = create_key(f"tool of {name}", ["review"], user=name, database=database)
    return Caller(client, moderator, key.text)


def a_decision(lease: Json, rating: int = 3, **changes: object) -> Json:
    """The body of a decision on a review that is held."""
    review = lease["review"]
    body: Json = {
        "review": review["id"],
        "version": review["version"],
        "lease": lease["id"],
        "rating": rating,
    }
    return body | changes
