"""Measures cue lexicons on articles that were read to the guideline: per signal, per cue, with the errors in context.

Only articles outside the held fold are read; annotated and silver articles and our own readings are reported apart. The
ledger's sourcing rules are measured beside them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from models.errors import LexiconError
from models.rules import Cue, Hit, Ruleset
from models.rules.examples import run_examples
from models.rules.lexicon import lexicon_files, load_lexicon, load_macros
from models.text import read_document
from training.matching import as_mark, pairs
from training.own_readings import MARKS, PART, iter_own_readings
from training.readings import Mark, ReadArticle, iter_readings
from training.sourcing_figures import measure_rules

BUNDLE = Path("models/bundles/default")
PARTS = ("annotated", "silver")
# Beta(2, 2): a cue seen once is not yet certain either way.
_PRIOR = 2.0


@dataclass(frozen=True, slots=True)
class Found:
    """A hit in the coordinates of the marks."""

    mark: Mark
    hit: Hit


@dataclass(frozen=True, slots=True)
class Reading:
    """One article with its marks and everything that the cues found."""

    joint: str
    marks: Sequence[Mark]
    found: list[Found]


@dataclass(slots=True)
class Tally:
    """Counts of one signal or one cue."""

    true: int = 0
    found: int = 0
    marked: int = 0

    def line(self) -> str:
        """Precision, recall and F1 in one line."""
        precision = self.true / self.found if self.found else 0.0
        recall = self.true / self.marked if self.marked else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"P {precision:.2f} R {recall:.2f} F1 {f1:.2f}  true {self.true} found {self.found} marked {self.marked}"


def read_article(row: ReadArticle, ruleset: Ruleset) -> Reading:
    """Run the cues over one article."""
    document = read_document(row.article)
    found = [
        Found(as_mark(hit.cue.signal, document.to_source(hit.start, hit.end), row.body_offset), hit)
        for hit in _without_doubles(ruleset.find(document))
    ]
    return Reading(f"{row.article.title}\n\n{row.article.text}", row.marks, found)


def pair(reading: Reading) -> tuple[set[int], set[int]]:
    """Which finds are true and which marks are found."""
    hits = list(pairs([found.mark for found in reading.found], reading.marks))
    return {number for number, _ in hits}, {index for _, index in hits}


def _without_doubles(hits: Iterable[Hit]) -> list[Hit]:
    """One hit where several cues of a signal meet: the widest, so that each place counts once."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.cue.id)):
        if not any(
            other.cue.signal == hit.cue.signal and hit.start < other.end and other.start < hit.end
            for other in kept
        ):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def count(readings: Sequence[Reading]) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """Tallies by signal and by cue."""
    signals: dict[str, Tally] = defaultdict(Tally)
    cues: dict[str, Tally] = defaultdict(Tally)
    for reading in readings:
        true, _ = pair(reading)
        for mark in reading.marks:
            signals[mark.signal].marked += 1
        for number, found in enumerate(reading.found):
            for tally in (signals[found.mark.signal], cues[found.hit.cue.id]):
                tally.found += 1
                tally.true += number in true
    return signals, cues


def precision_by_cue(
    cues: Sequence[Cue], readings: Sequence[Reading]
) -> dict[str, dict[str, float]]:
    """Smoothed precision of every cue: Beta prior around the precision of its signal."""
    by_signal, by_cue = count(readings)
    figures = {}
    for cue in cues:
        of_signal, of_cue = by_signal[cue.signal], by_cue[cue.id]
        mean = (of_signal.true + _PRIOR) / (of_signal.found + 2 * _PRIOR)
        smoothed = (of_cue.true + 2 * _PRIOR * mean) / (of_cue.found + 2 * _PRIOR)
        figures[cue.id] = {
            "precision": round(smoothed, 4),
            "hits": of_cue.found,
            "true": of_cue.true,
        }
    return figures


def failing_examples(cues: Sequence[Cue]) -> list[str]:
    """A line for every example sentence that does not do what its lexicon promises."""
    ruleset = Ruleset(cues)
    return [
        f"{cue.id}: {'no hit' if result.kind == 'positive' else 'hit'} in {result.kind}: {result.sentence}"
        for cue in cues
        for result in run_examples(ruleset, cue)
        if not result.holds
    ]


def load_cues(folder: Path, only: Path | None) -> list[Cue]:
    """Cues of one lexicon or of all; a file that is wrong is named and left out."""
    cues: dict[str, Cue] = {}
    try:
        shared = load_macros(folder)
    except LexiconError as error:
        typer.echo(f"left out: {error}", err=True)
        shared = {}
    for path in [only] if only else lexicon_files(folder):
        try:
            found = load_lexicon(path, shared=shared, taken=cues)
        except LexiconError as error:
            typer.echo(f"left out: {error}", err=True)
            continue
        cues.update((cue.id, cue) for cue in found)
    return list(cues.values())


def report(name: str, readings: Sequence[Reading], wanted: set[str]) -> None:
    """Print the figures of the wanted signals."""
    signals, cues = count(readings)
    typer.echo(f"\n== {name}: {len(readings)} articles")
    for signal in sorted(wanted):
        typer.echo(f"{signal:30} {signals[signal].line()}")
    for cue in sorted(cues):
        tally = cues[cue]
        typer.echo(
            f"    {cue:44} {tally.true:4} of {tally.found:4}  {tally.true / tally.found:.2f}"
        )


def show_errors(readings: Sequence[Reading], wanted: set[str], limit: int) -> None:
    """Print false finds and missed marks in context, for reading on the screen only."""
    shown: Counter[tuple[str, str]] = Counter()
    for reading in readings:
        true, used = pair(reading)
        wrong = [
            ("FALSE", found.mark, found.hit.cue.id)
            for number, found in enumerate(reading.found)
            if number not in true
        ]
        missed = [
            ("MISSED", mark, "") for index, mark in enumerate(reading.marks) if index not in used
        ]
        for kind, mark, cue in wrong + missed:
            if mark.signal in wanted and shown[kind, mark.signal] < limit:
                shown[kind, mark.signal] += 1
                typer.echo(f"{kind} {mark.signal} {cue} {_in_context(reading.joint, mark)}")


def _in_context(joint: str, mark: Mark) -> str:
    before = joint[max(0, mark.start - 90) : mark.start]
    after = joint[mark.end : mark.end + 90]
    return f"{before}[[{joint[mark.start : mark.end]}]]{after}".replace("\n", " / ")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurement; 1 when an example fails."""
    chosen = _parser().parse_args(arguments)
    cues = load_cues(chosen.bundle / "lexicons" / "en", chosen.lexicon)
    if chosen.signal:
        cues = [cue for cue in cues if cue.signal in chosen.signal]
    failures = failing_examples(cues)
    typer.echo("\n".join(failures) or "every example holds")
    wanted = set(chosen.signal or {cue.signal for cue in cues})
    ruleset = Ruleset(cues)
    everything, rows = [], []
    for name, part in _parts(chosen):
        readings = [read_article(row, ruleset) for row in part]
        report(name, readings, wanted)
        show_errors(readings, wanted, chosen.errors)
        everything += readings
        rows += part
    report("together", everything, wanted)
    rules = measure_rules(chosen.bundle, rows)
    for rule, figure in rules.items():
        typer.echo(f"    {rule:44} {figure['true']:4} of {figure['hits']:4}")
    if chosen.write:
        stored = {**precision_by_cue(cues, everything), **rules}
        figures = json.dumps(stored, indent=1, sort_keys=True)
        (chosen.bundle / "cues.json").write_text(figures + "\n", encoding="utf-8")
    return 1 if failures else 0


def _parts(chosen: argparse.Namespace) -> Iterator[tuple[str, list[ReadArticle]]]:
    """The read articles outside the held fold, file by file."""
    for part in PARTS:
        yield part, list(iter_readings(chosen.shared, (part,)))
    yield PART, list(iter_own_readings(chosen.shared, chosen.marks))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.cue_figures", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds gold/open")
    parser.add_argument("--bundle", type=Path, default=BUNDLE, help="bundle with the lexicons")
    parser.add_argument("--lexicon", type=Path, help="only the cues of this file")
    parser.add_argument("--signal", nargs="+", help="only these signals")
    parser.add_argument("--marks", type=Path, default=MARKS, help="our own readings")
    parser.add_argument("--errors", type=int, default=0, help="errors to show, a kind and signal")
    parser.add_argument("--write", action="store_true", help="store precision a cue in cues.json")
    return parser


if __name__ == "__main__":
    sys.exit(main())
