"""`caveat users`, `caveat keys` for reviewing, and when serving is refused; run as their users run them."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from service.accounts.sessions import Browser, sign_in
from service.cli import ExitCode, app
from service.db.engine import Database
from service.serving import OpenToEverybodyError, ProviderSettingsError, prepare
from service.settings import Settings
from tests.service.accounts.builders import PASSWORD, an_account
from tests.service.accounts.builders import sign_in as sign_in_by_form

BROWSER = Browser("192.0.2.7", None, lifetime_s=3600)


@pytest.fixture(autouse=True)
def _own_database(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> None:
    monkeypatch.setenv("CAVEAT_DATABASE_URL", sqlite_url)


def _caveat(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=typed)


def test_the_first_admin_is_made_with_a_password_that_nobody_sees(database: Database) -> None:
    result = _caveat(
        "users", "create", "--name", "Anna", "--role", "admin", typed=f"{PASSWORD}\n{PASSWORD}\n"
    )

    assert result.exit_code == ExitCode.DONE
    assert PASSWORD not in result.output
    assert sign_in("anna", PASSWORD, browser=BROWSER, database=database)


def test_a_password_comes_from_a_pipe_where_there_is_no_keyboard(database: Database) -> None:
    arguments = ("users", "create", "--name", "anna", "--password-stdin")

    assert _caveat(*arguments, typed=f"{PASSWORD}\r\n").exit_code == ExitCode.DONE
    assert sign_in("anna", PASSWORD, browser=BROWSER, database=database)


def test_a_display_name_stands_where_its_help_says(client: TestClient) -> None:
    arguments = ("users", "create", "--name", "anna", "--display-name", "Anna from Sports")

    _caveat(*arguments, "--password-stdin", typed=f"{PASSWORD}\n")
    told = " ".join(_caveat("users", "create", "--help").output.replace("│", "").split())
    sign_in_by_form(client)
    page = client.get("/review").text

    assert "Shown to them at the top of each page" in told
    assert "Anna from Sports" in page.partition("<main")[0]


@pytest.mark.parametrize(
    ("name", "password", "message"),
    [
        ("anna", "short", "12 characters"),
        ("trial", PASSWORD, "reserved"),
        ("a b", PASSWORD, "letters"),
    ],
)
def test_what_is_no_account_is_refused_with_the_reason(
    name: str, password: str, message: str
) -> None:
    result = _caveat("users", "create", "--name", name, "--password-stdin", typed=f"{password}\n")

    assert result.exit_code == ExitCode.FAILED
    assert message in result.output
    assert password not in result.output


def test_a_subject_needs_a_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("users", "create", "--name", "anna", "--oidc-subject", "1")

    assert _caveat(*arguments).exit_code == ExitCode.USAGE
    monkeypatch.setenv("CAVEAT_OIDC_ISSUER", "https://id.example")
    assert _caveat(*arguments).exit_code == ExitCode.DONE
    assert "identity" in _caveat("users", "list").output


def test_roles_passwords_and_ends_are_the_operator_s(database: Database) -> None:
    an_account(database)

    results = [
        _caveat("users", "role", "anna", "senior"),
        _caveat("users", "password", "anna", "--password-stdin", typed="another battery staple\n"),
        _caveat("users", "disable", "anna"),
    ]

    assert [result.exit_code for result in results] == [ExitCode.DONE] * 3
    shown = _caveat("users", "list").output
    assert "senior" in shown
    assert "battery" not in shown


def test_an_account_that_is_not_there_is_named_as_such() -> None:
    result = _caveat("users", "disable", "nobody")

    assert result.exit_code == ExitCode.FAILED
    assert "no account of this name" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--scope", "review"), "--user NAME"),
        (("--user", "anna"), "--scope review"),
        (("--scope", "review", "--user", "nobody"), "no active account"),
        (("--scope", "review", "--user", "trial"), "no active account"),
    ],
)
def test_a_key_for_reviewing_belongs_to_a_moderator(
    database: Database, arguments: tuple[str, ...], message: str
) -> None:
    an_account(database)

    result = _caveat("keys", "create", "--label", "tool", *arguments)

    assert result.exit_code == ExitCode.USAGE
    assert message in result.output


def test_the_list_of_keys_says_for_whom_they_review(database: Database) -> None:
    an_account(database)

    made = _caveat("keys", "create", "--label", "tool", "--scope", "review", "--user", "Anna")

    assert made.exit_code == ExitCode.DONE
    assert "anna" in _caveat("keys", "list").output


def test_an_account_guards_an_address_as_a_key_does(database: Database, sqlite_url: str) -> None:
    settings = Settings.model_validate({"database_url": sqlite_url, "host": "192.0.2.1"})

    with pytest.raises(OpenToEverybodyError, match="caveat users create"):
        prepare(settings)
    an_account(database)
    prepare(settings)
    assert _caveat("users", "disable", "anna").exit_code == ExitCode.DONE
    with pytest.raises(OpenToEverybodyError):
        prepare(settings)


def test_serving_is_refused_while_the_provider_cannot_be_asked(sqlite_url: str) -> None:
    settings = Settings.model_validate(
        {"database_url": sqlite_url, "oidc_issuer": "https://id.example"}
    )

    with pytest.raises(ProviderSettingsError, match="CAVEAT_PUBLIC_URL"):
        prepare(settings)
