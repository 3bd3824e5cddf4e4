"""Moderators keep filters under a name; who may share and delete them, and that it is written down."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from service.db.engine import Database
from service.db.tables import AuditRow
from service.errors import InvalidRequestError, NotFoundError, RoleError
from service.identifiers import new_uuid7
from service.reviews.schemas import QueueFilter
from service.reviews.workflow.views import MOST_VIEWS, delete_view, list_views, save_view
from service.roles import Moderator
from tests.service.reviews.builders import a_moderator

FILTERS = QueueFilter(
    state="second",
    band="high",
    signal="source.anonymous",
    source="example.org",
    language="en",
    min_age_h=1.5,
    max_age_h=48,
    min_disagreement=0.25,
    copies=False,
    search="ferry & 100 % = fire?",
    order="sample",
)


def _names(database: Database, moderator: Moderator) -> list[str]:
    return [view.name for view in list_views(moderator, database)]


@pytest.mark.parametrize("filters", [FILTERS, QueueFilter(), QueueFilter(copies=True)])
def test_a_saved_view_gives_back_its_filters(any_database: Database, filters: QueueFilter) -> None:
    anna = a_moderator(any_database)

    saved = save_view("Tonight", filters, is_shared=False, moderator=anna, database=any_database)

    assert list_views(anna, any_database) == [saved]
    assert (saved.name, saved.filters, saved.owner, saved.is_yours) == (
        "Tonight",
        filters,
        "anna",
        True,
    )


def test_the_same_name_replaces_ones_own_view_only(any_database: Database) -> None:
    anna, ben = a_moderator(any_database), a_moderator(any_database, "ben")
    first = save_view("Mine", FILTERS, is_shared=False, moderator=anna, database=any_database)
    of_ben = save_view("Mine", FILTERS, is_shared=False, moderator=ben, database=any_database)

    second = save_view(
        " Mine ", QueueFilter(order="risk"), is_shared=False, moderator=anna, database=any_database
    )

    assert second.id == first.id
    assert [view.filters.order for view in list_views(anna, any_database)] == ["risk"]
    assert list_views(ben, any_database) == [of_ben]


def test_a_shared_view_is_seen_by_everybody_and_shared_by_seniors_only(
    any_database: Database,
) -> None:
    anna = a_moderator(any_database)
    sara = a_moderator(any_database, "sara", role="senior")

    save_view("For all", FILTERS, is_shared=True, moderator=sara, database=any_database)
    save_view("For me", FILTERS, is_shared=False, moderator=sara, database=any_database)
    with pytest.raises(RoleError):
        save_view("For all", FILTERS, is_shared=True, moderator=anna, database=any_database)

    assert _names(any_database, sara) == ["For all", "For me"]
    [shared] = list_views(anna, any_database)
    assert (shared.name, shared.owner, shared.is_yours) == ("For all", "sara", False)


def test_ones_own_view_can_be_deleted_and_an_admin_deletes_any(any_database: Database) -> None:
    sara = a_moderator(any_database, "sara", role="senior")
    admin = a_moderator(any_database, "root", role="admin")
    own = save_view("A", FILTERS, is_shared=False, moderator=sara, database=any_database)
    other = save_view("B", FILTERS, is_shared=True, moderator=sara, database=any_database)

    delete_view(own.id, sara, any_database)
    delete_view(other.id, admin, any_database)

    assert list_views(sara, any_database) == []


def test_nobody_deletes_what_is_not_theirs(any_database: Database) -> None:
    anna = a_moderator(any_database)
    sara = a_moderator(any_database, "sara", role="senior")
    hidden = save_view("A", FILTERS, is_shared=False, moderator=sara, database=any_database)
    shared = save_view("B", FILTERS, is_shared=True, moderator=sara, database=any_database)

    with pytest.raises(RoleError):
        delete_view(shared.id, anna, any_database)
    for missing in (hidden.id, f"vw_{new_uuid7().hex}", "vw_x"):
        with pytest.raises(NotFoundError):
            delete_view(missing, anna, any_database)
    assert _names(any_database, sara) == ["A", "B"]


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 81, "a\x00b", "a\nb", "a\N{RIGHT-TO-LEFT OVERRIDE}b"]
)
def test_a_name_is_one_printable_line(database: Database, name: str) -> None:
    anna = a_moderator(database)

    with pytest.raises(InvalidRequestError) as caught:
        save_view(name, FILTERS, is_shared=False, moderator=anna, database=database)

    assert [fault.field for fault in caught.value.faults] == ["name"]
    assert list_views(anna, database) == []


def test_one_person_has_50_views_even_when_they_save_at_the_same_time(
    any_database: Database,
) -> None:
    anna = a_moderator(any_database)
    for number in range(MOST_VIEWS - 1):
        save_view(f"View {number}", FILTERS, is_shared=False, moderator=anna, database=any_database)

    def save(number: int) -> bool:
        try:
            save_view(
                f"Late {number}", FILTERS, is_shared=False, moderator=anna, database=any_database
            )
        except InvalidRequestError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        saved = list(pool.map(save, range(4)))

    assert sum(saved) == 1
    assert len(list_views(anna, any_database)) == MOST_VIEWS
    # Replacing needs no room.
    save_view("View 0", QueueFilter(), is_shared=False, moderator=anna, database=any_database)


def test_saving_and_deleting_are_written_down(any_database: Database) -> None:
    anna = a_moderator(any_database)
    view = save_view("Tonight", FILTERS, is_shared=False, moderator=anna, database=any_database)

    delete_view(view.id, anna, any_database)

    with any_database.reading() as session:
        entries = session.scalars(select(AuditRow).order_by(AuditRow.sequence)).all()
    assert [(one.actor, one.action, one.subject) for one in entries] == [
        ("anna", "view.save", view.id),
        ("anna", "view.delete", view.id),
    ]
