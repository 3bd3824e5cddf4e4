"""What one request may cost: the size and kind of its body, and its share of the processor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

import anyio.to_thread
from fastapi import Request
from prometheus_client import Gauge

from service.errors import OverloadedError, TooLargeError, UnsupportedMediaTypeError

Result = TypeVar("Result")

_JSON: Final = "application/json"


def check_declared_body(headers: list[tuple[bytes, bytes]], max_bytes: int) -> None:
    """Refuse a body by what its headers say, before a byte of it is read."""
    for name, value in headers:
        if name == b"content-length" and value.isdigit() and int(value[:20]) > max_bytes:
            raise TooLargeError
        if name == b"content-encoding" and value.strip().lower() != b"identity":
            raise UnsupportedMediaTypeError


def check_is_json(content_type: str) -> None:
    """Refuse what does not say that it is JSON in UTF-8; other encodings would be guessed wrong."""
    kind, _, parameters = content_type.partition(";")
    if kind.strip().lower() != _JSON:
        raise UnsupportedMediaTypeError
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip(' "').lower() not in {"utf-8", "utf8"}:
            raise UnsupportedMediaTypeError


async def read_json_body(request: Request) -> bytes:
    """The bytes of a body that says it is JSON."""
    check_is_json(request.headers.get("content-type", ""))
    return await request.body()


class ScoringSlots:
    """So many articles are scored at one time, so many may wait, and none waits long.

    An unbounded queue would answer everybody late; this one answers most in time and the rest with 503.
    """

    def __init__(self, slots: int, queue: int, wait_s: float, busy: Gauge) -> None:
        self._semaphore = asyncio.Semaphore(slots)
        self._limit = slots + queue
        self._wait_s = wait_s
        self._busy = busy
        self._inside = 0

    async def run(self, work: Callable[[], Result]) -> Result:
        """Do the work in a thread once a slot is free."""
        with self._counted():
            await self._take_slot()
            try:
                return await anyio.to_thread.run_sync(work)
            finally:
                self._semaphore.release()

    @property
    def has_room(self) -> bool:
        """Whether another article would be let in."""
        return self._inside < self._limit

    @contextmanager
    def _counted(self) -> Iterator[None]:
        if not self.has_room:
            raise OverloadedError
        self._inside += 1
        self._busy.inc()
        try:
            yield
        finally:
            self._inside -= 1
            self._busy.dec()

    async def _take_slot(self) -> None:
        try:
            await asyncio.wait_for(self._semaphore.acquire(), self._wait_s)
        except TimeoutError:
            raise OverloadedError from None
