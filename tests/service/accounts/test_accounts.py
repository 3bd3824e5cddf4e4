"""Making accounts, and what their owners do with them; on both databases."""

from __future__ import annotations

import hmac
import inspect

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from starlette.testclient import TestClient

from service.accounts import own, passwords, sessions, tokens, users
from service.accounts.people import moderator_of
from service.accounts.sessions import Browser
from service.accounts.store import find_user
from service.accounts.users import Identity
from service.accounts.who import find_signed_in
from service.db.engine import Database
from service.db.tables import AuditRow, UserRow
from service.errors import InvalidRequestError, NotFoundError, TooManyAttemptsError
from service.roles import Moderator, Preferences
from tests.service.accounts.builders import PASSWORD, an_account, csrf_of, sign_in

BROWSER = Browser("192.0.2.7", None, lifetime_s=3600)
NEW = "another horse, another battery"


def _moderator(database: Database, name: str = "anna") -> Moderator:
    with database.reading() as session:
        row = find_user(session, name)
        assert row is not None
        return moderator_of(row)


def _hash(database: Database) -> str:
    with database.reading() as session:
        return str(session.scalars(select(UserRow.password_hash)).one())


@pytest.mark.parametrize(
    "name", ["trial", " TRIAL ", "", "a b", "<b>", "a" * 65, "-a", "\u043enna"]
)
def test_some_names_cannot_be_had(any_database: Database, name: str) -> None:
    with pytest.raises(InvalidRequestError):
        users.create_user(name, "admin", database=any_database, password=PASSWORD)

    assert users.list_users(database=any_database) == []


def test_two_accounts_do_not_differ_in_case_only(any_database: Database) -> None:
    an_account(any_database)

    with pytest.raises(InvalidRequestError):
        users.create_user("Anna", "admin", database=any_database, password=PASSWORD)

    assert [user.role for user in users.list_users(database=any_database)] == ["reviewer"]


def test_two_accounts_do_not_share_a_subject(any_database: Database) -> None:
    identity = Identity("https://id.example", "1")
    users.create_user("anna", "reviewer", database=any_database, identity=identity)

    with pytest.raises(InvalidRequestError):
        users.create_user("bert", "reviewer", database=any_database, identity=identity)


@pytest.mark.parametrize("password", ["", "eleven char", "x" * 257])
def test_a_password_is_refused_for_its_length_only(any_database: Database, password: str) -> None:
    with pytest.raises(InvalidRequestError):
        users.create_user("anna", "admin", database=any_database, password=password)

    users.create_user("anna", "admin", database=any_database, password="x" * 12)
    users.set_password("anna", "\U0001f98a" * 256, database=any_database)


def test_the_same_letters_are_the_same_password_from_any_keyboard() -> None:
    assert passwords.is_right(
        "caf\u00e9 au lait noir", passwords.hash_password("cafe\u0301 au lait noir")
    )


def test_an_account_without_a_password_cannot_be_entered_by_one(any_database: Database) -> None:
    identity = Identity("https://id.example", "1")
    users.create_user("anna", "reviewer", database=any_database, identity=identity)

    assert not own.has_password(_moderator(any_database), database=any_database)
    assert not passwords.is_right("", None)


def test_an_unknown_name_costs_a_hash_of_today_too() -> None:
    """Its parameters have to be those of the others, or the time would tell names apart."""
    assert not passwords.is_outdated(passwords._NOBODY)  # noqa: SLF001 - the point of the test


def test_a_hash_of_older_parameters_is_replaced_at_the_next_sign_in(
    any_database: Database,
) -> None:
    an_account(any_database)
    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    with any_database.recording() as session:
        session.scalars(select(UserRow)).one().password_hash = weak

    sessions.sign_in("anna", PASSWORD, browser=BROWSER, database=any_database)

    assert "m=47104" in _hash(any_database)
    sessions.sign_in("anna", PASSWORD, browser=BROWSER, database=any_database)


def test_tokens_are_compared_in_constant_time() -> None:
    assert hmac.compare_digest.__name__ in inspect.getsource(tokens.is_same)


def test_another_password_ends_all_other_sessions(any_database: Database) -> None:
    an_account(any_database)
    here = sessions.sign_in("anna", PASSWORD, browser=BROWSER, database=any_database)
    there = sessions.sign_in("anna", PASSWORD, browser=BROWSER, database=any_database)
    moderator = _moderator(any_database)

    new = own.change_password(
        moderator, PASSWORD, NEW, browser=Browser("", here, 60), database=any_database
    )

    assert find_signed_in(new, any_database) is not None
    assert find_signed_in(here, any_database) is None
    assert find_signed_in(there, any_database) is None
    sessions.sign_in("anna", NEW, browser=BROWSER, database=any_database)


def test_who_finds_an_open_browser_cannot_guess_the_password(any_database: Database) -> None:
    an_account(any_database)
    before = _hash(any_database)
    moderator = _moderator(any_database)

    for expected in [InvalidRequestError] * 10 + [TooManyAttemptsError]:
        with pytest.raises(expected):
            own.change_password(moderator, "a guess", NEW, browser=BROWSER, database=any_database)

    assert _hash(any_database) == before


def test_the_operator_gives_a_password_and_ends_the_sessions(any_database: Database) -> None:
    an_account(any_database)
    token = sessions.sign_in("anna", PASSWORD, browser=BROWSER, database=any_database)

    users.set_password("anna", NEW, database=any_database)

    assert find_signed_in(token, any_database) is None
    sessions.sign_in("anna", NEW, browser=BROWSER, database=any_database)


def test_the_trial_and_unknown_names_are_nobody_to_the_operator(any_database: Database) -> None:
    for name in ("trial", "nobody"):
        with pytest.raises(NotFoundError):
            users.set_role(name, "admin", database=any_database)


def test_every_change_of_an_account_is_written_down_once(any_database: Database) -> None:
    an_account(any_database)
    users.set_role("anna", "senior", database=any_database)
    users.set_password("anna", NEW, database=any_database)
    own.save_preferences(_moderator(any_database), Preferences(blur=True), database=any_database)
    users.disable_user("anna", database=any_database)
    users.disable_user("anna", database=any_database)

    with any_database.reading() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.sequence)).all()
    assert [(row.actor, row.action, row.subject) for row in rows] == [
        ("operator", "user.create", "anna"),
        ("operator", "user.role", "anna"),
        ("operator", "user.password", "anna"),
        ("anna", "user.preferences", "anna"),
        ("operator", "user.disable", "anna"),
    ]
    assert not [row for row in rows if NEW in row.detail or "argon2" in row.detail]


def test_preferences_of_a_later_version_lock_nobody_out(any_database: Database) -> None:
    an_account(any_database)
    with any_database.recording() as session:
        session.scalars(select(UserRow)).one().preferences = '{"unheard_of": 1}'

    assert _moderator(any_database).preferences == Preferences()


@pytest.fixture
def signed_in(client: TestClient, database: Database) -> TestClient:
    """A browser in which Anna has signed in."""
    an_account(database)
    sign_in(client)
    return client


def test_the_page_changes_the_password(signed_in: TestClient, database: Database) -> None:
    data = {"csrf": csrf_of(signed_in), "old": PASSWORD, "new": NEW, "again": NEW}

    answer = signed_in.post("/account/password", data=data)

    assert "The password is changed" in answer.text
    sessions.sign_in("anna", NEW, browser=BROWSER, database=database)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"old": "wrong"}, "The present password is wrong."),
        ({"again": "something else entirely"}, "typed in two different ways"),
        ({"new": "short", "again": "short"}, "at least 12 characters"),
    ],
)
def test_the_page_says_why_a_password_is_not_taken(
    signed_in: TestClient, fields: dict[str, str], message: str
) -> None:
    data = {"csrf": csrf_of(signed_in), "old": PASSWORD, "new": NEW, "again": NEW} | fields

    answer = signed_in.post("/account/password", data=data)

    assert answer.status_code == 422
    assert message in answer.text


def test_signing_out_everywhere_ends_this_session_too(signed_in: TestClient) -> None:
    signed_in.post("/account/sessions", data={"csrf": csrf_of(signed_in)})

    assert signed_in.get("/account", follow_redirects=False).status_code == 303


def test_preferences_are_kept_and_shown(signed_in: TestClient, database: Database) -> None:
    data = {
        "csrf": csrf_of(signed_in), "blur": "on", "break_after_min": "45", "key-rate-1": "Z", "key-undo": "",
    }  # fmt: skip

    page = signed_in.post("/account/preferences", data=data).text

    kept = _moderator(database).preferences
    assert kept == Preferences(
        shortcuts=False, blur=True, daily_count=False, break_after_min=45,
        keys={"rate-1": "z", "undo": ""},
    )  # fmt: skip
    assert "The preferences are saved." in page
    assert 'data-shortcuts="off"' in page
    assert "protect" not in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"key-rate-1": "j"}, "have the same key"),
        ({"key-save": "a", "key-accept": "a"}, "have the same key"),
        ({"key-save": "ab"}, "one key, or none"),
        ({"key-save": "\u0007"}, "one key, or none"),
        ({"break_after_min": "481"}, "0 to 480 minutes"),
        ({"break_after_min": "\u0663"}, "0 to 480 minutes"),
        ({"break_after_min": "-1"}, "0 to 480 minutes"),
    ],
)
def test_preferences_that_cannot_be_are_refused_and_stay_in_the_form(
    signed_in: TestClient, database: Database, fields: dict[str, str], message: str
) -> None:
    data = {"csrf": csrf_of(signed_in), "key-help": "!"} | fields

    answer = signed_in.post("/account/preferences", data=data)

    assert answer.status_code == 422
    assert message in answer.text
    assert 'name="key-help" type="text" size="2" maxlength="1" autocomplete="off"' in answer.text
    assert 'value="!"' in answer.text
    assert _moderator(database).preferences == Preferences()


def test_two_keys_may_change_places(signed_in: TestClient, database: Database) -> None:
    data = {"csrf": csrf_of(signed_in), "key-accept": "x", "key-reject": "a"}

    signed_in.post("/account/preferences", data=data)

    assert _moderator(database).preferences.keys == {"accept": "x", "reject": "a"}
