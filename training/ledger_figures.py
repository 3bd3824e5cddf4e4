"""Figures of the sourcing ledger on the open readings: `python -m training.ledger_figures --shared FOLDER [SET ...]`.

Tuning sees the rest fold and the FactAppeal training sentences (one fifth left out); `factappeal_val` and `polnear`
are for reporting only. PolNeAR carries no licence: it is read for evaluation, nothing of it is shipped.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict, cast

from models.contract import Article
from models.ledger import Gazetteer, Ledger, SourceEntry, load_gazetteer, read_ledger
from models.text import read_document
from training.folds import is_held

Range = tuple[int, int]
TOKEN = re.compile(r"\w+|[^\w\s]")
TAG = re.compile(r"<(/?)([^<>]+)>|[^<]+|<")
GAZETTEER = Path("models/bundles/default/gazetteer")


class GoldSource(TypedDict):
    """A source as the readers marked it."""

    mention: str
    named: bool
    kind: str
    side: str


class Row(TypedDict, total=False):
    """The columns of the open sets that are read here."""

    id: str
    title: str
    text: str
    split: str
    annotation: str
    sources: list[GoldSource]
    main_claim: str
    single_source: bool
    attributions: list[dict[str, list[list[int]]]]


@dataclass(slots=True)
class Overlap:
    """Hits, predictions and references, added up over articles."""

    hits: int = 0
    predicted: int = 0
    expected: int = 0

    def add(self, hits: int, predicted: int, expected: int) -> None:
        """Count one more article."""
        self.hits += hits
        self.predicted += predicted
        self.expected += expected

    def line(self, name: str) -> str:
        """F1 with precision and recall, for print."""
        p = self.hits / self.predicted if self.predicted else 0.0
        r = self.hits / self.expected if self.expected else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return f"{name:36} {f1:.3f}  P {p:.2f}  R {r:.2f}  n {self.expected}"


@dataclass(slots=True)
class Read:
    """A ledger in the coordinates of title, two newlines and text as submitted."""

    ledger: Ledger
    shift: Callable[[Range], Range]


class Reader:
    """Reads rows with one gazetteer and keeps the time that the ledger alone took."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.seconds = 0.0
        self.characters = 0

    def read(self, title: str, text: str) -> Read:
        """The ledger of one article."""
        document = read_document(Article(title=title or None, text=text))
        start = time.perf_counter()
        ledger = read_ledger(document, self.gazetteer)
        self.seconds += time.perf_counter() - start
        self.characters += len(document.normal)
        before_text = len(title) + 2 if title else 0

        def shift(span: Range) -> Range:
            source = document.to_source(*span)
            offset = 0 if source.field == "title" else before_text
            return source.start + offset, source.end + offset

        return Read(ledger, shift)


def rows(path: Path) -> list[Row]:
    """Every row of one file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [cast("Row", json.loads(line)) for line in lines]


def overlaps(one: Range, other: Range) -> bool:
    """Whether two ranges share a character."""
    return min(one[1], other[1]) > max(one[0], other[0])


@dataclass(slots=True)
class GoldFigures:
    """Sums over the annotated articles."""

    found: Overlap = field(default_factory=Overlap)
    named: Counter[bool] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    single: Counter[bool] = field(default_factory=Counter)
    claim: Counter[bool] = field(default_factory=Counter)

    def add(self, row: Row, read: Read) -> None:
        """Compare one article with its reading."""
        joint = row["title"] + "\n\n" + row["text"]
        pairs = matched(read, row["sources"], joint)
        self.found.add(len(pairs), len(read.ledger.sources), len(row["sources"]))
        self.named.update(source.named == gold["named"] for source, gold in pairs)
        self.kinds.update((source.kind, gold["kind"]) for source, gold in pairs)
        self._add_sides([(source.side, gold["side"]) for source, gold in pairs])
        self.single[read.ledger.single_source == row["single_source"]] += 1
        claim, start = read.ledger.main_claim(), joint.find(row["main_claim"])
        gold_range = (start, start + len(row["main_claim"]))
        self.claim[
            claim is not None and overlaps(read.shift((claim.start, claim.end)), gold_range)
        ] += 1

    def _add_sides(self, sides: list[tuple[str, str]]) -> None:
        by_ours: dict[str, list[str]] = defaultdict(list)
        by_gold: dict[str, list[str]] = defaultdict(list)
        for ours, gold in sides:
            by_ours[ours].append(gold)
            by_gold[gold].append(ours)
        for ours, gold in sides:
            self.precision.append(by_ours[ours].count(gold) / len(by_ours[ours]))
            self.recall.append(by_gold[gold].count(ours) / len(by_gold[gold]))

    def lines(self) -> Iterator[str]:
        """The figures, one a line."""
        yield self.found.line("sources found")
        yield f"{'named':36} {share(self.named):.3f}"
        right = sum(count for (ours, gold), count in self.kinds.items() if ours == gold)
        yield f"{'kind':36} {right / max(1, self.kinds.total()):.3f}"
        p = sum(self.precision) / max(1, len(self.precision))
        r = sum(self.recall) / max(1, len(self.recall))
        yield f"{'sides, B-cubed F1':36} {2 * p * r / max(1e-9, p + r):.3f}  P {p:.2f}  R {r:.2f}"
        yield f"{'single source agreement':36} {share(self.single):.3f}"
        yield f"{'main claim overlap':36} {share(self.claim):.3f}"


def share(counter: Counter[bool]) -> float:
    """The share of True."""
    return counter[True] / max(1, counter.total())


def matched(read: Read, gold: list[GoldSource], joint: str) -> list[tuple[SourceEntry, GoldSource]]:
    """Each marked source with the first unused source of ours that one of its mentions overlaps."""
    mentions = [(read.shift(span), s) for s in read.ledger.sources for span in s.mentions]
    used: set[int] = set()
    pairs = []
    for mark in gold:
        start = joint.find(mark["mention"])
        marked = (start, start + len(mark["mention"]))
        for span, source in mentions:
            if source.id not in used and overlaps(span, marked):
                used.add(source.id)
                pairs.append((source, mark))
                break
    return pairs


def gold_figures(reader: Reader, annotated: Iterable[Row]) -> Iterator[str]:
    """Sources, sides and the main claim on annotated articles."""
    figures = GoldFigures()
    for row in annotated:
        figures.add(row, reader.read(row["title"], row["text"]))
    yield from figures.lines()


def token_overlap(predicted: list[Range], expected: list[Range], text: str) -> tuple[int, int, int]:
    """Tokens in both, in the prediction and in the reference."""
    tokens = [match.span() for match in TOKEN.finditer(text)]
    ours = {n for n, token in enumerate(tokens) if any(overlaps(token, s) for s in predicted)}
    theirs = {n for n, token in enumerate(tokens) if any(overlaps(token, s) for s in expected)}
    return len(ours & theirs), len(ours), len(theirs)


def polnear_figures(reader: Reader, articles: Iterable[Row]) -> Iterator[str]:
    """Token F1 of source, cue and content; the first annotator of each development article."""
    sums = {part: Overlap() for part in ("source", "cue", "content")}
    first = {row["id"]: row for row in reversed(list(articles)) if row["split"] == "dev"}
    for row in first.values():
        read = reader.read("", row["text"])
        ours = ranges_of(read)
        for part, total in sums.items():
            marks = [(a, b) for entry in row["attributions"] for a, b in entry.get(part) or []]
            total.add(*token_overlap(ours[part], marks, row["text"]))
    for part, total in sums.items():
        yield total.line(f"polnear {part} tokens")


def ranges_of(read: Read) -> dict[str, list[Range]]:
    """The source, cue and content ranges of a ledger."""
    entries = read.ledger.attributions
    return {
        "source": [read.shift(e.source_span) for e in entries if e.source_span],
        "cue": [read.shift(span) for e in entries for span in e.cue],
        "content": [read.shift(span) for e in entries for span in e.content],
    }


def tags_of(annotation: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The plain text of a tagged sentence, and its tags with offsets."""
    plain, found, opened = "", [], []
    for match in TAG.finditer(annotation):
        closing, tag = match.groups()
        if tag and not closing:
            opened.append((tag, len(plain)))
        elif tag:
            if opened:
                name, start = opened.pop()
                found.append((name, start, len(plain)))
        else:
            plain += match.group()
    return plain, found


def appeals_of(ledger: Ledger) -> dict[str, bool]:
    """Whether a sentence rests on somebody, and on somebody named or unnamed."""
    cited = [ledger.sources[e.source].named for e in ledger.attributions if e.source is not None]
    return {"appeal": bool(cited), "named": any(cited), "unnamed": not all(cited)}


def factappeal_figures(reader: Reader, sentences: Iterable[Row]) -> Iterator[str]:
    """Sentence F1 of appeal, named and unnamed source, and token F1 of source and content."""
    sums = {name: Overlap() for name in ("appeal", "named", "unnamed", "source", "content")}
    for row in sentences:
        read = reader.read("", row["text"])
        plain, tags = tags_of(row["annotation"])
        truth = {
            "appeal": any(tag.startswith("Fact_Appeal") for tag, _, _ in tags),
            "named": any(tag.startswith("Source:Named") for tag, _, _ in tags),
            "unnamed": any(tag.startswith("Source:Unnamed") for tag, _, _ in tags),
        }
        for name, ours in appeals_of(read.ledger).items():
            sums[name].add(int(ours and truth[name]), int(ours), int(truth[name]))
        if plain == row["text"]:
            ranges = ranges_of(read)
            for name, prefix in (("source", "Source:"), ("content", "Fact_Appeal")):
                marks = [(a, b) for tag, a, b in tags if tag.startswith(prefix)]
                sums[name].add(*token_overlap(ranges[name], marks, plain))
    for name, total in sums.items():
        yield total.line(f"factappeal {name}")


def figures(shared: Path, name: str, reader: Reader) -> Iterator[str]:
    """The figures of one set by its name on the command line."""
    if name in ("annotated", "silver"):
        path = shared / "gold" / "open" / f"{name}.jsonl.gz"
        yield from gold_figures(reader, (row for row in rows(path) if not is_held(row["id"])))
    elif name == "polnear":
        yield from polnear_figures(reader, rows(shared / "data" / "polnear.jsonl.gz"))
    else:
        sentences = rows(shared / "data" / f"{name}.jsonl.gz")
        tuned_on = name == "factappeal_train"
        kept = (row for row in sentences if not (tuned_on and is_held(row["id"])))
        yield from factappeal_figures(reader, kept)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of the sets that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with gold/ and data/")
    choices = ["annotated", "silver", "factappeal_train", "factappeal_val", "polnear"]
    parser.add_argument("sets", nargs="*", default=choices[:3], help=" ".join(choices))
    options = parser.parse_args(arguments)
    gazetteer = load_gazetteer(GAZETTEER)
    for name in options.sets:
        reader = Reader(gazetteer)
        for line in figures(options.shared, name, reader):
            print(f"{name:18} {line}")  # noqa: T201 -- a command's output
        rate = reader.seconds * 1e6 * 2400 / max(1, reader.characters)
        print(f"{name:18} {'microseconds for 2,400 characters':36} {rate:.0f}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
