"""HTTP/1.1 with a deadline: uvicorn's protocol waits for ever for the rest of a request.

A caller that connects and says nothing, sends a header byte a second or stalls in the body is answered 408 and
closed; a block of headers over the limit is answered 431. Without this a hundred such callers fill a server.
"""

from __future__ import annotations

import asyncio
import http
from typing import cast

from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from service.errors import BadRequestError, HeadersTooLargeError, RequestTimeoutError, ServiceError
from service.problems import MEDIA_TYPE, problem_bytes, problem_headers
from service.settings import Settings


class DeadlineProtocol(HttpToolsProtocol):
    """One connection to the application, whose settings give the limits."""

    _deadline: asyncio.TimerHandle | None = None
    _header_bytes = 0
    _in_headers = True
    _settings: Settings

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in the base class
        """Start the clock: the first request has to come."""
        super().connection_made(transport)
        self._settings = cast("FastAPI", self.app).state.desk.settings
        self._start_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, and see whether the headers have become too many without an end."""
        if self._deadline is None:
            self._start_clock()
        super().data_received(data)
        if self._in_headers:
            self._header_bytes += len(data)
            self._check_headers()

    def on_message_begin(self) -> None:
        """A new request: its headers are counted from nothing."""
        super().on_message_begin()
        self._in_headers = True
        self._header_bytes = 0

    def on_headers_complete(self) -> None:
        """Hand the request on, unless its headers are too many."""
        self._in_headers = False
        self._header_bytes = len(self.url) + sum(len(k) + len(v) + 4 for k, v in self.headers)
        if self._header_bytes <= self._settings.max_header_bytes:
            super().on_headers_complete()
        else:
            self._check_headers()

    def on_message_complete(self) -> None:
        """The whole request has come."""
        self._stop_clock()
        if self.cycle is not None:
            super().on_message_complete()

    def on_body(self, body: bytes) -> None:
        """A part of the body; of a request that was refused for its headers there is nobody to read it."""
        if self.cycle is not None:
            super().on_body(body)

    def send_400_response(self, msg: str) -> None:
        """What could not be parsed is answered in the one shape too."""
        del msg
        self._refuse(BadRequestError())

    def _start_clock(self) -> None:
        self._deadline = self.loop.call_later(self._settings.receipt_timeout_s, self._on_deadline)

    def _stop_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _on_deadline(self) -> None:
        self._deadline = None
        self._refuse(RequestTimeoutError())

    def _check_headers(self) -> None:
        if self._header_bytes > self._settings.max_header_bytes and not self.transport.is_closing():
            self._refuse(HeadersTooLargeError())

    def _refuse(self, error: ServiceError) -> None:
        """Answer on the wire and close, unless the application is in the middle of an answer of its own."""
        if self.transport.is_closing():
            return
        if self._in_headers or self.cycle is None or not self.cycle.response_started:
            self.transport.write(_response(error))
        self.transport.close()


def _response(error: ServiceError) -> bytes:
    body = problem_bytes(error)
    phrase = http.HTTPStatus(error.status).phrase
    headers = {
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Connection": "close",
        **problem_headers(error),
    }
    lines = [f"HTTP/1.1 {error.status} {phrase}", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
