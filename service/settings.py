"""Every variable that an operator can set; the descriptions are the documentation (`docs/settings.md`)."""

from __future__ import annotations

import os
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Final, Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.contract import Mode

LogLevel = Literal["debug", "info", "warning", "error"]
_PREFIX: Final = "CAVEAT_"


class Settings(BaseSettings):
    """Read from the environment, prefix `CAVEAT_`; a variable with that prefix and an unknown name is refused."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True)

    host: str = Field(
        default="127.0.0.1",
        description="Address to listen on. Any other than a loopback address needs at least one key or account.",
    )
    port: int = Field(default=8000, ge=0, le=65535, description="TCP port; 0 takes a free one.")
    workers: int = Field(default=1, ge=1, le=64, description="Server processes.")
    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///caveat.db"),
        description="SQLAlchemy URL of the database, `sqlite:///FILE` or `postgresql://USER@HOST/NAME`.",
    )
    database_wait_s: float = Field(
        default=5.0,
        gt=0,
        le=60,
        description="Longest wait for a database lock or connection, seconds.",
    )
    bundle_path: Path | None = Field(
        default=None, description="Folder of the bundle that scores; unset means the built-in one."
    )
    mode: Mode = Field(
        default="linear",
        description="What scores: `full`, `linear` or `rules`, as far as the bundle has it.",
    )
    max_body_bytes: int = Field(
        default=1_000_000, ge=1_000, le=50_000_000, description="Largest request body, bytes."
    )
    max_characters: int = Field(
        default=200_000,
        ge=1_000,
        le=2_000_000,
        description="Longest title and text together, code points.",
    )
    inline_body_bytes: int = Field(
        default=6_000,
        ge=0,
        le=20_000,
        description="Bodies up to this size that are not stored are scored on the event loop, bytes.",
    )
    scoring_slots: int = Field(
        default=4,
        ge=1,
        le=256,
        description="Longer articles scored at one time by one server process.",
    )
    scoring_queue: int = Field(
        default=64,
        ge=0,
        le=10_000,
        description="Articles that may wait for a slot; more are answered 503.",
    )
    scoring_wait_s: float = Field(
        default=2.0,
        gt=0,
        le=60,
        description="Longest wait for a slot before the answer is 503, seconds.",
    )
    receipt_timeout_s: float = Field(
        default=15.0,
        gt=0,
        le=600,
        description="Longest time for a whole request to arrive, seconds.",
    )
    max_header_bytes: int = Field(
        default=16_384,
        ge=1_024,
        le=1_048_576,
        description="Largest request line with headers, bytes.",
    )
    key_cache_s: float = Field(
        default=2.0,
        ge=0,
        le=300,
        description="Longest time until a new or revoked key is noticed, seconds.",
    )
    lexicons_path: Path | None = Field(
        default=None,
        description="Folder of the newsroom's own lexicons (`docs/lexicons.md`); unset means none.",
    )
    lexicons_poll_s: float = Field(
        default=1.0,
        gt=0,
        le=3600,
        description="Time between two looks at the folder of lexicons, seconds.",
    )
    lexicons_kept_path: Path | None = Field(
        default=None,
        description="File for a copy of the last good lexicons; a start with faulty ones then goes on with the copy.",
    )
    lease_s: float = Field(
        default=900.0,
        ge=5,
        le=86_400,
        description="How long an article stays with a moderator whose page gives no sign of life, seconds.",
    )
    lease_live_s: float = Field(
        default=120.0,
        ge=5,
        le=86_400,
        description="How long it stays after the last sign of life of an open page, seconds.",
    )
    blind_share: float = Field(
        default=0.1,
        ge=0,
        le=1,
        description="Share of the articles that are decided before the score is shown.",
    )
    second_share: float = Field(
        default=0.1,
        ge=0,
        le=1,
        description="Share of the articles that get a second opinion whatever the first one says.",
    )
    session_hours: float = Field(
        default=12.0, gt=0, le=720, description="Hours until a moderator has to sign in again."
    )
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/\s]+$",
        description="Scheme and host under which browsers reach the service, such as `https://caveat.example`; "
        "needed for the identity provider, and `https` makes cookies secure ones.",
    )
    oidc_issuer: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="Issuer URL of the identity provider (OpenID Connect); needs the extra `oidc`.",
    )
    oidc_client_id: str | None = Field(
        default=None, description="Client id at the identity provider."
    )
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="Client secret at the identity provider."
    )
    log_level: LogLevel = Field(default="info", description="Least severe events that are logged.")

    @field_validator("lexicons_path")
    @classmethod
    def _must_be_a_folder(cls, path: Path | None) -> Path | None:
        """An empty folder is a set of no lexicons; a missing one is a typing error."""
        if path is not None and not path.is_dir():
            message = "there is no such folder"
            raise ValueError(message)
        return path

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown_variables(cls, values: dict[str, object]) -> dict[str, object]:
        """The library ignores variables it does not know; a typing error would go unnoticed."""
        known = {f"{_PREFIX}{name.upper()}" for name in cls.model_fields}
        ours = {name.upper() for name in os.environ if name.upper().startswith(_PREFIX)}
        if unknown := sorted(ours - known):
            message = f"not known: {', '.join(unknown)}"
            raise ValueError(message)
        return values

    @property
    def listens_beyond_loopback(self) -> bool:
        """Whether other machines could connect."""
        return not is_loopback(self.host)


@cache
def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def settings_page() -> str:
    """`docs/settings.md`, made from the fields above."""
    lines = [
        "# Settings",
        "",
        "Read from the environment when the service starts. A variable that starts with `CAVEAT_` and is not in this",
        "table stops the start, so that a typing error is noticed. Command-line options win over variables.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        value = field.default
        default = value.get_secret_value() if isinstance(value, SecretStr) else value
        shown = "unset" if default is None else f"`{default}`"
        lines.append(f"| `CAVEAT_{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(lines) + "\n"
