"""Starting the server: migrate, refuse what would be open to everybody, then hand over to uvicorn."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from service.accounts.oidc_settings import fault_of
from service.accounts.users import list_users
from service.app import create_app
from service.db.engine import Database, open_database
from service.db.revision import is_current
from service.keys.workflow import list_keys
from service.protocol import DeadlineProtocol
from service.settings import Settings
from service.telemetry import log_config

_SHUTDOWN_S = 20


class OpenToEverybodyError(Exception):
    """Other machines could connect, and neither a key nor an account exists to tell who may come in."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"Refusing to listen on {host}: other machines could connect, and there is neither a key nor an account.\n"
            "Make a key first:  caveat keys create --label NAME\n"
            "or an account:  caveat users create --name NAME --role admin\n"
            "or listen on this machine only:  caveat serve --host 127.0.0.1"
        )


class ProviderSettingsError(Exception):
    """The identity provider is configured in a way that cannot work; the message says what is missing."""


def prepare(settings: Settings) -> None:
    """Bring the database up to date and check that the address is guarded and the provider can be asked."""
    if fault := fault_of(settings):
        raise ProviderSettingsError(fault)
    database = open_database(settings.database_url.get_secret_value(), settings.database_wait_s)
    try:
        bring_up_to_date(database)
        is_guarded = _is_guarded(database)
    finally:
        database.close()
    if settings.listens_beyond_loopback and not is_guarded:
        raise OpenToEverybodyError(settings.host)


def _is_guarded(database: Database) -> bool:
    """Whether there is a key that opens or an account that can sign in."""
    return any(key.revoked_at is None for key in list_keys(database=database)) or any(
        user.disabled_at is None for user in list_users(database=database)
    )


def bring_up_to_date(database: Database) -> None:
    """Apply the migrations that are missing."""
    if not is_current(database.reader):
        # Imported only where there is something to do: Alembic would delay every start.
        from service.db import migrate  # noqa: PLC0415 - see above

        migrate.upgrade(database.writer)


@contextmanager
def _sharing_lexicons(settings: Settings) -> Iterator[Settings]:
    """Let server processes share a copy of the last good lexicons.

    One that has to be started anew while the folder is faulty then goes on with what the others have.
    """
    if settings.workers == 1 or settings.lexicons_path is None or settings.lexicons_kept_path:
        yield settings
        return
    with TemporaryDirectory(prefix="caveat-") as folder:
        kept = Path(folder) / "lexicons.json"
        # Through the environment, because server processes are started anew and read it there.
        os.environ["CAVEAT_LEXICONS_KEPT_PATH"] = str(kept)
        yield settings.model_copy(update={"lexicons_kept_path": kept})


def serve(settings: Settings) -> None:
    """Serve until a signal ends it."""
    prepare(settings)
    with _sharing_lexicons(settings) as shared:
        _run(shared)


def _run(settings: Settings) -> None:
    # The first scorer is loaded here in any case, so that a bad bundle ends the command with a sentence; server
    # processes that load their own would die of it and be started again for ever.
    app = create_app(settings)
    uvicorn.run(
        app if settings.workers == 1 else "service.app:create_app",
        factory=settings.workers > 1,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        loop="uvloop",
        http=DeadlineProtocol,
        ws="none",
        lifespan="on",
        log_config=log_config(settings.log_level),
        access_log=False,
        # What a caller writes into forwarding headers is not believed: nothing here depends on addresses.
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_SHUTDOWN_S,
    )
