"""The door through which every request comes: size, key, one problem shape, one log line.

Written against ASGI itself: the framework's own middleware would cost as much as the reading of a short article.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Final, cast

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import InternalError, KeyRequiredError, ServiceError, TooLargeError
from service.limits import check_declared_body
from service.problems import MEDIA_TYPE, problem_bytes, problem_headers
from service.security import SCOPES, SCORING, KeyRecord, KeyRing, check_key, presented_key
from service.settings import Settings
from service.telemetry import FinishedRequest, Telemetry, log_failure

# Everything else asks for a key as soon as one exists, so that a new route is guarded without being told.
OPEN_PATHS: Final = frozenset(
    {"/livez", "/readyz", "/metrics", "/openapi.json", "/docs", "/docs/style.css"}
)
OPEN_FOLDERS: Final = ("/static/", "/problems/")
# Pages for moderators, who sign in: each of their routes asks `service.accounts.who` for the visit.
SESSION_FOLDERS: Final = ("/review", "/insight", "/account", "/login", "/logout", "/oidc")
# Scorers and reviewers alike have to know the signals.
SHARED_FOLDERS: Final = ("/v1/signals",)
# The API for moderators takes a key, or the session of a page; without a key the route asks for the session.
REVIEW_FOLDERS: Final = ("/v1/reviews", "/v1/leases", "/v1/verdicts")

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_HEADERS: Final = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_CLOSED_CSP: Final = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
_NO_STORE: Final = (b"cache-control", b"no-store")
_GONE: Final = 499
_KEY: Final = "caveat.key"
_ANSWER_HEADERS: Final = "caveat.answer_headers"


def key_of(scope: Scope) -> KeyRecord | None:
    """The key with which a request of the review API was let in, or None."""
    return cast("KeyRecord | None", scope.get(_KEY))


def add_answer_header(scope: Scope, name: str, value: str) -> None:
    """Give the answer one more header, whoever makes it: dependencies do not hold it in their hands."""
    scope[_ANSWER_HEADERS].append((name.encode("latin-1"), value.encode("latin-1")))


class Exchange:
    """One request and its answer on the way through the gate."""

    __slots__ = (
        "_max_bytes",
        "_receive",
        "_send",
        "_size",
        "added_headers",
        "overflowed",
        "request_id",
        "status",
    )

    def __init__(self, receive: Receive, send: Send, max_bytes: int) -> None:
        self._receive = receive
        self._send = send
        self._max_bytes = max_bytes
        self._size = 0
        self.added_headers: list[tuple[bytes, bytes]] = []
        self.overflowed = False
        self.request_id = os.urandom(8).hex()
        self.status = 0

    async def receive(self) -> Message:
        """The next part of the body, counted: a chunked one declares no length."""
        message = await self._receive()
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            if self._size > self._max_bytes:
                self.overflowed = True
                raise TooLargeError
        return message

    async def send(self, message: Message) -> None:
        """Pass the answer on, with the headers that every answer has.

        Once the body was too long nothing the application says passes: readers of forms turn the refusal into
        one of their own, of another status.
        """
        if self.overflowed:
            return
        if message["type"] == "http.response.start":
            self._start(message)
        await self._send(message)

    def _start(self, message: Message) -> None:
        self.status = message["status"]
        headers = list(message.get("headers", ()))
        names = {name for name, _ in headers}
        headers += _HEADERS
        headers += self.added_headers
        headers.append((b"x-request-id", self.request_id.encode()))
        headers += [pair for pair in (_CLOSED_CSP, _NO_STORE) if pair[0] not in names]
        message["headers"] = headers

    async def refuse(self, error: ServiceError) -> None:
        """Answer with a problem, unless an answer has begun."""
        body = problem_bytes(error)
        headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", b"%d" % len(body))]
        headers += [(k.lower().encode(), v.encode()) for k, v in problem_headers(error).items()]
        await self._answer(error.status, headers, body)

    async def refuse_with(self, page: Response) -> None:
        """Answer with a page, unless an answer has begun."""
        await self._answer(page.status_code, page.raw_headers, bytes(page.body))

    async def _answer(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        self.overflowed = False
        if self.status:
            return
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})


class Gate:
    """ASGI middleware around the whole application."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        keys: KeyRing,
        telemetry: Telemetry,
        draw_too_large: Callable[[], Response],
    ) -> None:
        self._app = app
        self._draw_too_large = draw_too_large
        self._max_bytes = settings.max_body_bytes
        self._is_exposed = settings.listens_beyond_loopback
        self._keys = keys
        self._telemetry = telemetry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        exchange = Exchange(receive, send, self._max_bytes)
        scope[_ANSWER_HEADERS] = exchange.added_headers
        try:
            await self._pass(scope, exchange)
        finally:
            self._record(scope, exchange, time.perf_counter() - started)

    async def _pass(self, scope: Scope, exchange: Exchange) -> None:
        try:
            await self._check_key(scope)
            check_declared_body(scope["headers"], self._max_bytes)
            await self._app(scope, exchange.receive, exchange.send)
            if exchange.overflowed:
                await self._refuse_size(scope, exchange)
        except TooLargeError:
            await self._refuse_size(scope, exchange)
        except ServiceError as error:
            await exchange.refuse(error)
        except ClientDisconnect:
            exchange.status = exchange.status or _GONE
        except Exception as error:  # noqa: BLE001 - the last line of defence: the caller gets a problem, the log a place
            log_failure(error, exchange.request_id)
            await exchange.refuse(InternalError())

    async def _refuse_size(self, scope: Scope, exchange: Exchange) -> None:
        """Too large: to a browser in a page, to a program in a problem."""
        if _asks_for_page(scope):
            await exchange.refuse_with(self._draw_too_large())
        else:
            await exchange.refuse(TooLargeError())

    async def _check_key(self, scope: Scope) -> None:
        path: str = scope["path"]
        if path in OPEN_PATHS or path.startswith(OPEN_FOLDERS) or is_under(path, SESSION_FOLDERS):
            return
        shown = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
        if is_under(path, REVIEW_FOLDERS):
            if shown:
                scope[_KEY] = check_key(presented_key(shown), await self._keys.records(), "review")
            return
        await self._check_scoring_key(path, shown)

    async def _check_scoring_key(self, path: str, shown: bytes) -> None:
        records = await self._keys.records()
        # Without any key only this machine may ask: an account lets moderators in, and nobody else.
        if not records and not self._is_exposed:
            return
        scopes = SCOPES if is_under(path, SHARED_FOLDERS) else SCORING
        try:
            check_key(presented_key(shown), records, *scopes)
        except KeyRequiredError:
            # A browser that opens a page asks its reader for the key when it is told that a password will do.
            raise (KeyRequiredError if path.startswith("/v1/") else _PageKeyRequiredError) from None

    def _record(self, scope: Scope, exchange: Exchange, seconds: float) -> None:
        route = scope.get("route")
        request = FinishedRequest(
            route=getattr(route, "path", "(none)"),
            method=scope["method"] if scope["method"] in _METHODS else "(other)",
            status=exchange.status,
            seconds=seconds,
            request_id=exchange.request_id,
        )
        self._telemetry.record_request(request)


def is_under(path: str, folders: tuple[str, ...]) -> bool:
    """Whether a path is one of these or below; `/reviewers` is not below `/review`."""
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)


def _asks_for_page(scope: Scope) -> bool:
    if scope["path"] != "/" and not is_under(scope["path"], SESSION_FOLDERS):
        return False
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


class _PageKeyRequiredError(KeyRequiredError):
    headers = {"WWW-Authenticate": 'Basic realm="caveat: any name, the key as password"'}  # noqa: RUF012 - ClassVar in the base
