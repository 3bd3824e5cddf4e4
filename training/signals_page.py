"""Writes `docs/signals.md` from the taxonomy, the lexicons and the measured figures in the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.scorer import BundleScorer
from models.signals import WORDING, Signal

INTRODUCTION = """\
# Signals

What each signal means, how it is found, and how well. `python -m training measure` writes this page; edit the
taxonomy (`models/bundles/default/signals.toml`) or the lexicons instead.

A signal is a place in the text with a reason to check something. It never says that a statement is false.
*raises* and *lowers* say which way a signal moves the risk; *context* raises what there is to check, and never
the risk when the outlet itself says it.

The figures come from {articles} articles, read to the guideline, that no cue was tuned on (the held fold of the
annotated and the once-read articles). A hit has the same signal and overlaps the mark by more than 30 % of the
shorter span. Intervals are 95 %, bootstrap by article. *Readers* is the F1 of two independent readers before
their differences were settled.
"""
EXAMPLES = 3


def signals_page(scorer: BundleScorer) -> str:
    """The page as Markdown."""
    metrics = scorer.bundle.manifest["metrics"]
    figures: Mapping[str, Any] = metrics["signals"]
    parts = [INTRODUCTION.format(articles=metrics["signal_articles"]), _table(scorer, figures)]
    parts += [
        _section(scorer, signal) for signal in scorer.taxonomy.values() if signal.id != WORDING
    ]
    return "\n".join(parts)


def write_signals_page(scorer: BundleScorer, path: Path) -> None:
    """Write the page."""
    path.write_text(signals_page(scorer), encoding="utf-8")


def _table(scorer: BundleScorer, figures: Mapping[str, Any]) -> str:
    lines = [
        "| signal | effect | cues | marks | precision | recall | F1 (95 %) | readers |",
        "|---|---|---|---|---|---|---|---|",
    ]
    names = [name for name in [*scorer.taxonomy, "furniture", "micro"] if name != WORDING]
    lines += [_row(scorer, name, figures.get(name)) for name in names]
    return "\n".join(lines) + "\n"


def _row(scorer: BundleScorer, name: str, figure: Mapping[str, float] | None) -> str:
    effect = scorer.taxonomy[name].effect if name in scorer.taxonomy else ""
    cues = sum(cue.signal == name for cue in scorer.ruleset.cues) or ""
    if figure is None:
        return f"| {name} | {effect} | {cues} | 0 | | | not measured | |"
    readers = figure.get("readers_f1")
    return (
        f"| {name} | {effect} | {cues} | {figure['marked']} "
        f"| {figure['precision']:.2f} | {figure['recall']:.2f} "
        f"| {figure['f1']:.2f} ({figure['low']:.2f}-{figure['high']:.2f}) "
        f"| {'' if readers is None else f'{readers:.2f}'} |"
    )


def _section(scorer: BundleScorer, signal: Signal) -> str:
    cues = [cue for cue in scorer.ruleset.cues if cue.signal == signal.id]
    lines = [f"## {signal.id}", "", signal.definition, ""]
    if signal.not_when:
        lines += [f"Not when: {signal.not_when}", ""]
    if signal.ask:
        lines += [f"The editor asks: *{signal.ask}*", ""]
    if signal.w3c:
        lines += [f"W3C credibility signals: {signal.w3c}", ""]
    lines += [f"- `{cue.id}`: {cue.positive[0]}" for cue in cues[:EXAMPLES]]
    return "\n".join([*lines, ""]) if cues else "\n".join(lines)
