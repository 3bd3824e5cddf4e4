"""What the service tells its operator: one JSON line an event, and counters. Never the text of an article."""

from __future__ import annotations

import collections
import json
import logging
import traceback
from dataclasses import dataclass
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from models.contract import Answer, Shadow

# The namespace that the newsroom's own cues stand in.
USER_CUES: Final = "user."
LOGGER: Final = logging.getLogger("caveat")
# From a rules-only reading of a short article to the longest wait that a proxy commonly allows.
_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_ENCODER: Final = json.JSONEncoder(ensure_ascii=True, default=str)


class JsonLines(logging.Formatter):
    """Formats a record as one line of ASCII JSON, whatever line breaks or terminal codes are in it."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; of an exception only type and places, because its message may quote an article."""
        event: dict[str, object] = {
            "at": round(record.created, 3),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        event.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[1]:
            event.update(_shape(record.exc_info[1]))
        return _ENCODER.encode(event)


def _shape(error: BaseException) -> dict[str, object]:
    """Type and places of an exception; its message may quote an article and is left out."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"exception": type(error).__name__, "places": places}


def log_failure(error: BaseException, request_id: str) -> None:
    """Log a bug. Not as an exception, because a logger without our formatter would print its message."""
    LOGGER.error("unexpected failure", extra={"fields": {"request": request_id, **_shape(error)}})


def log_config(level: str) -> dict[str, object]:
    """Logging of the server process, for uvicorn: everything through the one formatter, to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": JsonLines}},
        "handlers": {
            "lines": {
                "class": "logging.StreamHandler",
                "formatter": "lines",
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {
            "caveat": {"handlers": ["lines"], "level": level.upper(), "propagate": False},
            "uvicorn": {"handlers": ["lines"], "level": level.upper(), "propagate": False},
        },
    }


@dataclass(frozen=True, slots=True)
class FinishedRequest:
    """What is told of a request; `route` is the pattern, because a path may hold anything."""

    route: str
    method: str
    status: int
    seconds: float
    request_id: str


class Telemetry:
    """Counters of one server process, and the log of its requests."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "caveat_requests_total",
            "Requests answered.",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "caveat_request_seconds",
            "Time from the first byte of a request to its answer.",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._answers = Counter(
            "caveat_answers_total",
            "Articles answered, by band, or by reason where no score is given.",
            ("band", "mode"),
            registry=self.registry,
        )
        self._cue_hits = Counter(
            "caveat_user_cue_hits_total",
            "Places found by a cue of the newsroom's own.",
            ("cue", "mode"),
            registry=self.registry,
        )
        self._cue_articles = Counter(
            "caveat_user_cue_articles_total",
            "Articles in which a cue of the newsroom's own found something.",
            ("cue", "mode"),
            registry=self.registry,
        )
        self._cues = Gauge(
            "caveat_user_cues",
            "Cues of the newsroom's own that are in use.",
            ("mode",),
            registry=self.registry,
        )
        self._stale = Gauge(
            "caveat_lexicons_stale",
            "1 while the folder of lexicons is faulty and the last good set is in use.",
            registry=self.registry,
        )
        # Looking a labelled counter up costs more than counting.
        self._known: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self.slots_busy = Gauge(
            "caveat_scoring_slots_busy",
            "Articles being scored in a thread.",
            registry=self.registry,
        )

    def count_answer(self, answer: Answer, shadow: Shadow) -> None:
        """Count what was said about an article, and what the newsroom's cues found in it."""
        outcome = answer.risk.band or answer.risk.abstained or "none"
        self._answers.labels(str(outcome), answer.model.mode).inc()
        live = (item.by.removeprefix("rule:") for item in answer.evidence)
        self._count_cues("live", [cue for cue in live if cue.startswith(USER_CUES)])
        self._count_cues("shadow", [hit.cue for hit in shadow.hits])

    def note_lexicons(self, live: int, shadow: int, *, is_stale: bool) -> None:
        """Show which lexicons are in use."""
        self._cues.labels("live").set(live)
        self._cues.labels("shadow").set(shadow)
        self._stale.set(is_stale)

    def _count_cues(self, mode: str, found: list[str]) -> None:
        for cue, hits in collections.Counter(found).items():
            self._cue_hits.labels(cue, mode).inc(hits)
            self._cue_articles.labels(cue, mode).inc()

    def record_request(self, request: FinishedRequest) -> None:
        """Count a request and log it."""
        key = (request.route, request.method, request.status)
        if (counters := self._known.get(key)) is None:
            counters = self._known[key] = (
                self._requests.labels(request.route, request.method, str(request.status)),
                self._seconds.labels(request.route),
            )
        counters[0].inc()
        counters[1].observe(request.seconds)
        if LOGGER.isEnabledFor(logging.INFO):
            LOGGER.handle(_record_of(request))


def _record_of(request: FinishedRequest) -> logging.LogRecord:
    """Made by hand, because the logger would look up its caller at the price of a short article's rules."""
    fields = {
        "request": request.request_id,
        "method": request.method,
        "route": request.route,
        "status": request.status,
        "ms": round(request.seconds * 1000, 2),
    }
    record = logging.LogRecord(LOGGER.name, logging.INFO, "", 0, "request", None, None)
    record.fields = fields
    return record
