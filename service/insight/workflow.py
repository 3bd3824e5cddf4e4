"""Reads all figures of the insight page in one transaction, with the same few statements however much is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from models import ModelInfo, Reference
from service.db.engine import Database
from service.insight import store, verdict_store
from service.insight.calibration import calibration_of
from service.insight.drift import distance_of, shift_of, signal_shifts
from service.insight.figures import BandCounts, Drift, Insight, Verdicts, Window
from service.insight.rates import rate_of
from service.insight.spans import spans_of, step_for
from service.insight.store import Sample

# More would only take longer: what is compared with is the reference, and that is no larger.
MOST_COMPARED: Final = 2_500
MOST_DECISIONS: Final = 5_000
CALIBRATION_BINS: Final = 10
_CALIBRATION_EDGES: Final = tuple(place / CALIBRATION_BINS for place in range(1, CALIBRATION_BINS))


def read_insight(
    window: Window,
    *,
    info: ModelInfo,
    reference: Reference | None,
    database: Database,
    now: datetime | None = None,
) -> Insight:
    """The figures of a window that ends now. Its first day is a whole one (UTC), like all others.

    Args:
        window: how many days, today among them.
        info: the model that is loaded; only its scores are compared with the reference.
        reference: the counts of its bundle, None where it has none.
        database: where scores and verdicts are.
        now: the end of the window.
    """
    today = (now or datetime.now(UTC)).date()
    since = start_of_window(window, today)
    with database.reading() as session:
        days = store.count_days(session, since)
        sources = store.count_sources(session, since)
        signals = store.count_signals(session, since)
        outcomes = verdict_store.sum_outcomes(session, since, _CALIBRATION_EDGES)
        bundles = verdict_store.count_bundles(session, since)
        decisions = verdict_store.count_decisions(session, since, MOST_DECISIONS)
        sample = store.sample_newest(
            session, since, bundle=info.sha256, mode=info.mode, most=MOST_COMPARED
        )
    first = since.date() if since is not None else min(days, default=today)
    step = step_for(first, today)
    total = sum(days.values(), BandCounts())
    return Insight(
        window=window,
        step=step,
        total=total,
        spans=spans_of(days, first, today, step) if total.total else [],
        sources=sources,
        signals={s: rate_of(count, total.total) for s, count in _most_first(signals)},
        blind=calibration_of(outcomes[True], CALIBRATION_BINS),
        seen=calibration_of(outcomes[False], CALIBRATION_BINS),
        bundles=bundles,
        verdicts=_verdicts_of(decisions),
        drift=_drift_of(sample, reference if _fits(reference, info) else None),
    )


def start_of_window(window: Window, today: date) -> datetime | None:
    """The first moment of a window; None where it has no start."""
    if window == "all":
        return None
    first = today - timedelta(days=int(window) - 1)
    return datetime(first.year, first.month, first.day, tzinfo=UTC)


def _fits(reference: Reference | None, info: ModelInfo) -> bool:
    """Rules alone find and score differently from rules and wording; one is no reference for the other."""
    return reference is not None and reference.mode == info.mode


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def _verdicts_of(decisions: Sequence[tuple[str, str, int]]) -> list[Verdicts]:
    """By signal, those that are rejected most often first; few decisions come after many of the same share."""
    counts: dict[str, dict[str, int]] = {}
    for signal, action, count in decisions:
        counts.setdefault(signal, {})[action] = count
    found = [
        Verdicts(
            signal=signal,
            accepted=by.get("accepted", 0),
            corrected=by.get("corrected", 0),
            added=by.get("added", 0),
            rejected=rate_of(by.get("rejected", 0), by.get("rejected", 0) + by.get("accepted", 0)),
        )
        for signal, by in counts.items()
    ]
    return sorted(found, key=lambda v: (-(v.rejected.share or 0.0), -v.rejected.of, v.signal))


def _drift_of(sample: Sample, reference: Reference | None) -> Drift:
    counts = sample.counts
    is_comparable = reference is not None and counts.total > 0
    return Drift(
        reference=reference,
        looked_at=sample.looked_at,
        others=sample.looked_at - counts.total,
        counts=counts,
        risk=sample.risk,
        shift=shift_of(sample.risk, reference.risk) if reference and is_comparable else None,
        distance=distance_of(sample.risk, reference.risk) if reference else None,
        signals=signal_shifts(sample.signals, counts.total, reference.signals, reference.articles)
        if reference and is_comparable
        else [],
    )
