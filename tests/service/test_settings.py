"""Settings are documented, bounded and never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.settings import Settings, is_loopback, settings_page

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_of_settings_is_current() -> None:
    """Write it anew with: python -c "from service.settings import *; print(settings_page(), end='')"."""
    assert (DOCS / "settings.md").read_text(encoding="utf-8") == settings_page()


def test_every_setting_is_described_with_a_sentence() -> None:
    described = [field.description or "" for field in Settings.model_fields.values()]

    assert all(text.endswith(".") for text in described)


def test_a_variable_sets_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAVEAT_PORT", "9000")

    assert Settings().port == 9000


def test_a_variable_that_nobody_knows_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAVEAT_PROT", "9000")

    with pytest.raises(ValidationError):
        Settings()


def test_a_password_in_the_database_url_is_not_shown() -> None:
    settings = Settings.model_validate({"database_url": "postgresql://a:kingfisher@127.0.0.1/b"})

    assert "kingfisher" not in repr(settings)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - that it is open is the point
        ("::", False),
        ("10.0.0.4", False),
        ("example.org", False),
    ],
)
def test_only_loopback_addresses_count_as_this_machine(host: str, *, expected: bool) -> None:
    assert is_loopback(host) is expected
