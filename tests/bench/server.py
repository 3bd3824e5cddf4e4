"""A server under measurement: a real process on a loopback port, and the CPU time that it used."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `started_s` is the wall time from the start of the process to its first answer."""

    pid: int
    port: int
    started_s: float

    def cpu_s(self) -> float:
        """User and system time of the process so far, in seconds (10 ms steps)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / TICKS_PER_S

    def post_all(self, bodies: Sequence[bytes]) -> None:
        """Send every body over one connection.

        Raises:
            RuntimeError: an answer was not 200.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for body in bodies:
            connection.request("POST", "/v1/scores", body, {"content-type": "application/json"})
            response = connection.getresponse()
            answer = response.read()
            if response.status != http.HTTPStatus.OK:
                raise RuntimeError(f"{response.status}: {answer[:300]!r}")
        connection.close()

    def cpu_per_request_s(self, bodies: Sequence[bytes], rounds: int) -> float:
        """Mean CPU seconds a request, after one round of warm-up."""
        self.post_all(bodies)
        before = self.cpu_s()
        for _ in range(rounds):
            self.post_all(bodies)
        return (self.cpu_s() - before) / (rounds * len(bodies))


@contextmanager
def serving(
    arguments: Sequence[str], first_body: bytes, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run `python -m ARGUMENTS... --port PORT` until the block ends.

    Raises:
        RuntimeError: no answer within 60 s.
    """
    port = _free_port()
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments, "--port", str(port)],
        env={**os.environ, "OMP_NUM_THREADS": "1", **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_answered(process, port, first_body, began + 60)
        yield Server(process.pid, port, time.monotonic() - began)
    finally:
        process.terminate()
        process.wait(timeout=30)


def body_of(title: str | None, text: str | None, **extra: object) -> bytes:
    """A request body."""
    return json.dumps({"title": title, "text": text, **extra}).encode()


def _wait_until_answered(
    process: subprocess.Popen[bytes], port: int, body: bytes, deadline: float
) -> None:
    while time.monotonic() < deadline and process.poll() is None:
        try:
            Server(process.pid, port, 0.0).post_all([body])
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise RuntimeError("the server did not answer in time")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
