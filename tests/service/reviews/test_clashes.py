"""Conflicts with the opinions that clash: for whom, what they show, and what they cost the database."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from service.db.engine import Database
from service.errors import RoleError
from service.reviews.workflow.clashes import list_clashes
from tests.service.reviews.builders import TWICE
from tests.service.reviews.desk import Desk


def _conflicts(desk: Desk, count: int) -> list[str]:
    found = []
    for number in range(count):
        review = desk.review(number, policy=TWICE)
        desk.decide("anna", desk.take("anna", review), rating=1)
        desk.decide("ben", desk.take("ben", review), rating=5)
        found.append(review)
    return found


def test_conflicts_come_oldest_first_with_both_opinions(any_database: Database) -> None:
    desk = Desk(any_database, TWICE)
    reviews = _conflicts(desk, 3)

    page = list_clashes(moderator=desk.who("sena"), database=any_database, limit=2)
    rest = list_clashes(
        moderator=desk.who("sena"), database=any_database, cursor=page.next, limit=2
    )

    assert [clash.review.id for clash in page.clashes + rest.clashes] == reviews
    assert rest.next is None
    for clash in page.clashes:
        assert [(one.reviewer, one.rating) for one in clash.opinions] == [("anna", 1), ("ben", 5)]
        assert clash.is_yours_to_settle


def test_whoever_gave_an_opinion_does_not_settle_it(any_database: Database) -> None:
    desk = Desk(any_database, TWICE)
    review = desk.review(policy=TWICE)
    desk.decide("anna", desk.take("anna", review), rating=1)
    desk.decide("sena", desk.take("sena", review), rating=5)

    [clash] = list_clashes(moderator=desk.who("sena"), database=any_database).clashes

    assert not clash.is_yours_to_settle


def test_reviewers_see_no_conflicts(any_database: Database) -> None:
    desk = Desk(any_database, TWICE)
    _conflicts(desk, 1)

    with pytest.raises(RoleError):
        list_clashes(moderator=desk.who("anna"), database=any_database)


def test_more_conflicts_take_no_more_statements(any_database: Database) -> None:
    desk = Desk(any_database, TWICE)
    _conflicts(desk, 4)
    sena = desk.who("sena")
    sent: list[str] = []
    counts = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(any_database.reader, "before_cursor_execute", note)
    for limit in (1, 4):
        sent.clear()
        page = list_clashes(moderator=sena, database=any_database, limit=limit)
        assert len(page.clashes) == limit
        counts.append(len([one for one in sent if one.lstrip().startswith("SELECT")]))
    event.remove(any_database.reader, "before_cursor_execute", note)

    assert counts[0] == counts[1]
