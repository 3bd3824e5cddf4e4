"""A process that decides the same reviews again and again, and says so each time, until somebody ends it.

python -m tests.service.reviews.crashing DATABASE_URL MODERATOR REVIEW...
"""

from __future__ import annotations

import sys
from itertools import cycle
from uuid import UUID

from service.db.engine import open_database
from service.reviews.workflow import deciding, leasing
from service.roles import Moderator, Preferences
from tests.service.reviews.builders import PLAIN, a_verdict_request
from tests.service.reviews.desk import SIGNALS

ITEMS = [{"signal": "language.loaded", "field": "text", "start": 4, "end": 10}] * 2


def main(url: str, user_id: str, *reviews: str) -> None:
    """Decide without end; what was printed was acknowledged."""
    database = open_database(url)
    anna = Moderator(
        UUID(user_id), "anna", "Anna", "reviewer", is_trial=False, preferences=Preferences()
    )
    for number, review in enumerate(cycle(reviews)):
        lease = leasing.take(review, moderator=anna, database=database, policy=PLAIN)
        request = a_verdict_request(
            lease.review,
            lease,
            1 + number % 5,
            note=f"decision {number}",
            reasons=["source.anonymous", "language.loaded"],
            evidence=[{"evidence": 0, "action": "rejected"}],
            added=ITEMS[:1],
        )
        decision = deciding.decide(request, moderator=anna, signals=SIGNALS, database=database)
        sys.stdout.write(f"{decision.verdict.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
