"""Articles as a fit sees them: read by the code that serves, masked by the code that serves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from rich.progress import Progress

from models.contract import Article
from models.linear import HouseStyle, read_words
from models.linear.tokens import WordRun
from models.text import read_document
from training.corpora import Corpus, Example, Label
from training.readings import STUDY_DATASETS, ReadArticle, iter_readings

READINGS = "readings"

# A title of fewer words is a rubric that unrelated articles share.
_TITLE_WORDS = 5
_OPENING_WORDS = 30


@dataclass(frozen=True, slots=True)
class Prepared:
    """One article for a fit. `targets` are shares of classes that sum to 1; `group` is its outlet or itself.

    `fingerprints` are equal for two copies of an article, whatever file they stand in.
    """

    id: str
    dataset: str
    group: str
    targets: tuple[tuple[Label, float], ...]
    runs: tuple[WordRun, ...]
    fingerprints: frozenset[str]

    @property
    def label(self) -> Label:
        """The class with the largest share."""
        return max(self.targets, key=lambda target: target[1])[0]


def prepare_corpora(corpora: Iterable[Corpus], shared: Path, progress: Progress) -> list[Prepared]:
    """Every article of the corpora outside the held fold."""
    prepared: list[Prepared] = []
    house_style = HouseStyle()
    for corpus in corpora:
        examples = [example for example in corpus.read(shared) if not example.is_held]
        tracked = progress.track(examples, description=f"reading {corpus.name}")
        prepared.extend(prepare_example(example, house_style) for example in tracked)
    return prepared


def prepare_readings(shared: Path, outlets: dict[str, str], progress: Progress) -> list[Prepared]:
    """Rated articles outside the held fold whose texts may be trained on; `outlets` maps ids to outlets."""
    house_style = HouseStyle()
    readings = [row for row in iter_readings(shared) if row.dataset not in STUDY_DATASETS]
    return [
        prepare_reading(row, outlets.get(row.id, row.id), house_style)
        for row in progress.track(readings, description="reading the rated articles")
    ]


def prepare_example(example: Example, house_style: HouseStyle) -> Prepared:
    """A labelled article: its label has the whole share."""
    return Prepared(
        id=example.id,
        dataset=example.dataset,
        group=example.source or example.id,
        targets=((example.label, 1.0),),
        runs=_runs(Article(title=example.title, text=example.text), house_style),
        fingerprints=fingerprints(example.title, example.text),
    )


def prepare_reading(reading: ReadArticle, outlet: str, house_style: HouseStyle) -> Prepared:
    """A rated article: `mislead` shares it between unreliable and reliable, unless it is satire."""
    share = (reading.mislead - 1.0) / 4.0
    between: tuple[tuple[Label, float], ...] = (("reliable", 1.0 - share), ("unreliable", share))
    return Prepared(
        id=reading.id,
        dataset=READINGS,
        group=outlet,
        targets=(("satire", 1.0),) if reading.genre == "satire" else between,
        runs=_runs(reading.article, house_style),
        fingerprints=fingerprints(reading.article.title or "", reading.article.text or ""),
    )


def without_ids(rows: Sequence[Prepared], ids: AbstractSet[str]) -> list[Prepared]:
    """Give the rows whose ids are not among the given ones."""
    return [row for row in rows if row.id not in ids]


def without_copies(rows: Sequence[Prepared], of: Sequence[Prepared]) -> list[Prepared]:
    """The rows that share no fingerprint with any of the others."""
    seen = frozenset().union(*(row.fingerprints for row in of))
    return [row for row in rows if not row.fingerprints & seen]


def fingerprints(title: str, text: str) -> frozenset[str]:
    """What two copies of an article have in common: the title, if it says something, or the opening words."""
    heading = re.findall(r"\w+", title.lower())
    opening = re.findall(r"\w+", text[:2_000].lower())[:_OPENING_WORDS]
    marks = {"text " + " ".join(opening)}
    if len(heading) >= _TITLE_WORDS:
        marks.add("title " + " ".join(heading))
    return frozenset(marks)


def _runs(article: Article, house_style: HouseStyle) -> tuple[WordRun, ...]:
    return tuple(read_words(read_document(article), house_style))
