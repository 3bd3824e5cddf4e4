"""Writes `docs/signals.md` from the taxonomy, the lexicons and the measured figures in the manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from models.contract import WORDING
from models.scorer import BundleScorer
from models.signals import SINGLE, Signal

Figures = Mapping[str, Mapping[str, Any]]

INTRODUCTION = """\
# Signals

What each signal means, how it is found, how well, and what is known to go wrong. `python -m training measure` writes
this page; edit the taxonomy (`models/bundles/default/signals.toml`) or the lexicons instead.

A signal is a place in the text with a reason to check something. It never says that a statement is false.
*raises* and *lowers* say which way a signal moves the risk; *context* raises what there is to check, and never
the risk when the outlet itself says it.

The figures come from {articles} articles, read to the guideline, that no cue was tuned on (the held fold of the
annotated and the once-read articles). A hit has the same signal and overlaps the mark by more than 30 % of the
shorter span. Intervals are 95 %, bootstrap by article; with few marks they are wide, and say so. *Readers* is the F1
of two independent readers before their differences were settled. *W3C* is the number of the closest entry in the
credibility signals of the W3C credible web group (draft of 26 November 2019).
"""
# Signals that no cue finds, and what does.
FOUND_OTHERWISE = {
    "headline.overstates": "Found by comparing the title with the body, not by cues.",
    "quote.altered": "Found by comparing quotations of one speaker, not by cues.",
    SINGLE: "Follows from the sourcing ledger, not from cues; how well stands with the ledger's figures.",
}
EFFECTS = {
    "raises": "Raises the risk.",
    "lowers": "Lowers the risk.",
    "context": "Context: there is more to check, and the outlet that says so itself never pays for it.",
}
EXAMPLES = 5


def signals_page(scorer: BundleScorer) -> str:
    """The page as Markdown."""
    metrics = scorer.bundle.manifest["metrics"]
    figures: Figures = metrics["signals"]
    listed = [signal for signal in scorer.taxonomy.values() if signal.id != WORDING]
    parts = [INTRODUCTION.format(articles=metrics["signal_articles"]), _table(scorer, figures)]
    parts += ["\n".join(_section(scorer, signal, figures.get(signal.id))) for signal in listed]
    return "\n".join(parts)


def write_signals_page(scorer: BundleScorer, path: Path) -> None:
    """Write the page."""
    path.write_text(signals_page(scorer), encoding="utf-8")


def _table(scorer: BundleScorer, figures: Figures) -> str:
    lines = [
        "| signal | effect | W3C | cues | marks | precision (95 %) | recall (95 %) | F1 (95 %) | readers |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    names = [name for name in [*scorer.taxonomy, "furniture", "micro"] if name != WORDING]
    lines += [_row(scorer, name, figures.get(name)) for name in names]
    return "\n".join(lines) + "\n"


def _row(scorer: BundleScorer, name: str, figure: Mapping[str, Any] | None) -> str:
    signal = scorer.taxonomy.get(name)
    cues = sum(cue.signal == name for cue in scorer.ruleset.cues) or ""
    cells = [name, signal.effect if signal else "", signal.w3c if signal else "", str(cues)]
    if figure is None:
        return "| " + " | ".join([*cells, "0", "", "", "not measured", ""]) + " |"
    readers = figure.get("readers_f1")
    cells += [
        str(figure["marked"]),
        _precision(figure),
        _interval(figure["recall"], figure["recall_low"], figure["recall_high"]),
        _interval(figure["f1"], figure["low"], figure["high"]),
        "" if readers is None else f"{readers:.2f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _precision(figure: Mapping[str, Any]) -> str:
    if not figure["found"]:
        return "none found"
    return _interval(figure["precision"], figure["precision_low"], figure["precision_high"])


def _interval(value: float, low: float, high: float) -> str:
    return f"{value:.2f} ({low:.2f}-{high:.2f})"


def _section(
    scorer: BundleScorer, signal: Signal, figure: Mapping[str, Any] | None
) -> Iterator[str]:
    """One signal: what it is, what an editor asks, how it is found and what goes wrong."""
    yield from (f"## {signal.id}", "", f"{signal.definition} {EFFECTS[signal.effect]}", "")
    if signal.not_when:
        yield from (f"Not when: {signal.not_when}", "")
    if signal.example:
        yield from (f"Example: {signal.example}", "")
    if signal.ask:
        yield from (f"The editor asks: *{signal.ask}*", "")
    if signal.w3c:
        yield from (f"W3C credibility signals: {signal.w3c}", "")
    if figure is not None:
        recall = _interval(figure["recall"], figure["recall_low"], figure["recall_high"])
        marks = f"Measured on {figure['marked']} marks"
        yield from (f"{marks}: precision {_precision(figure)}, recall {recall}.", "")
    yield from _cues(scorer, signal)
    if signal.blind_spots:
        yield from ("Known blind spots:", "", *(f"- {spot}" for spot in signal.blind_spots), "")


def _cues(scorer: BundleScorer, signal: Signal) -> Iterator[str]:
    """Some cues with a sentence that each finds, and one that it leaves alone."""
    if signal.id in FOUND_OTHERWISE:
        yield from (FOUND_OTHERWISE[signal.id], "")
    cues = [cue for cue in scorer.ruleset.cues if cue.signal == signal.id]
    if not cues:
        return
    shown = f"the first {EXAMPLES} of {len(cues)}" if len(cues) > EXAMPLES else f"all {len(cues)}"
    yield from (f"Cues, {shown}:", "")
    for cue in cues[:EXAMPLES]:
        leaves = f" Leaves alone: {cue.negative[0]}" if cue.negative else ""
        yield f"- `{cue.id}`: {cue.positive[0]}{leaves}"
    yield ""
