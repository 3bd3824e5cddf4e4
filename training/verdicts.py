"""What moderators decided about articles, as an export tells it: `caveat reviews export`, `docs/reviews-export.md`.

Each verdict that stands is a marked article like those of the gold files, and can be fitted on like them. Where a
conflict was settled, the decision that settled it counts and the opinions before it do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from models.contract import Article, Band, Voice
from models.contract import Field as TextField
from training.corpora import CorpusError
from training.folds import is_held
from training.readings import Mark, MarkedArticle

PART = "verdicts"

_Offset = Annotated[int, Field(ge=0)]


class _Strict(BaseModel):
    """A line may hold more than is read here; what is read must be right."""

    model_config = ConfigDict(strict=True, frozen=True, hide_input_in_errors=True)


class _Item(_Strict):
    action: Literal["accepted", "rejected", "corrected", "added"]
    found_signal: str | None
    signal: str
    voice: Voice | None
    field: TextField
    start: _Offset
    end: _Offset
    exact: str


class _Line(_Strict):
    review: str
    kind: Literal["opinion", "revision", "covered", "adjudication", "undo"]
    is_standing: bool
    reviewer: str
    rating: Annotated[int, Field(ge=1, le=5)] | None
    items: list[_Item]
    is_blind: bool
    band: Band | None
    external_id: str | None
    article_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    title: str
    text: str

    @model_validator(mode="after")
    def _quotes_its_article(self) -> Self:
        """Offsets that do not give the words that were marked would teach something else."""
        for item in self.items:
            whole = self.title if item.field == "title" else self.text
            if whole[item.start : item.end] != item.exact:
                raise PydanticCustomError("offsets", "an item does not quote the article")
        return self

    @property
    def article_id(self) -> str:
        """The newsroom's own id where there is one; otherwise what the text is known by."""
        return self.external_id or self.article_sha256

    @property
    def counts(self) -> bool:
        """Whether it says how misleading the article is, today."""
        return self.is_standing and self.rating is not None


@dataclass(frozen=True, slots=True)
class VerdictReading(MarkedArticle):
    """An article with one moderator's verdict: `marks` are right, `rejected` were found wrongly."""

    reviewer: str
    is_blind: bool
    band: Band | None
    rejected: tuple[Mark, ...]
    # Signal as it was found, and what was said of it.
    judged: tuple[tuple[str, str], ...]


def iter_verdicts(path: Path, *, held: bool = False) -> Iterator[VerdictReading]:
    """Every verdict of an export that counts: on articles outside the held fold, or (`held`) only on those in it.

    Args:
        path: lines of JSON, as `caveat reviews export --format ndjson` writes them.
        held: True reads the fifth that is reported on and never fitted or tuned on.

    Raises:
        CorpusError: the file cannot be read, or a line is none of an export; the message says which.
    """
    counted = (line for line in _lines(path) if line.counts and is_held(line.article_id) == held)
    for _, lines in groupby(counted, key=lambda line: line.review):
        yield from map(_reading, _outweighing(list(lines)))


@dataclass(slots=True)
class VerdictCounts:
    """What an export holds, in figures."""

    verdicts: int = 0
    blind: int = 0
    articles: set[str] = field(default_factory=set)
    ratings: dict[str, Counter[int]] = field(default_factory=dict)
    judged: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, reading: VerdictReading) -> None:
        """Count one verdict."""
        self.verdicts += 1
        self.blind += reading.is_blind
        self.articles.add(reading.id)
        band = self.ratings.setdefault(reading.band or "none", Counter())
        band[round(reading.mislead)] += 1
        for signal, action in reading.judged:
            self.judged.setdefault(signal, Counter())[action] += 1


def count_verdicts(readings: Iterable[VerdictReading]) -> VerdictCounts:
    """The figures of an export."""
    counts = VerdictCounts()
    for reading in readings:
        counts.add(reading)
    return counts


def report(counts: VerdictCounts) -> str:
    """The figures as text: ratings for each band, and how often each signal was accepted and rejected."""
    lines = [
        f"{counts.verdicts:,} verdicts on {len(counts.articles):,} articles, {counts.blind:,} of them blind",
        "",
        "band            1     2     3     4     5   mean",
    ]
    for band, ratings in sorted(counts.ratings.items()):
        mean = sum(rating * count for rating, count in ratings.items()) / ratings.total()
        each = "".join(f"{ratings[rating]:6}" for rating in range(1, 6))
        lines.append(f"{band:11}{each} {mean:6.2f}")
    lines += ["", f"{'signal':28}  judged  accepted  rejected  corrected"]
    for signal, actions in sorted(counts.judged.items()):
        shares = [actions[name] / actions.total() for name in ("accepted", "rejected", "corrected")]
        lines.append(
            f"{signal:28}{actions.total():8}{shares[0]:10.0%}{shares[1]:10.0%}{shares[2]:11.0%}"
        )
    return "\n".join(lines)


def _lines(path: Path) -> Iterator[_Line]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                yield _parse(line, f"{path}:{number}")
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror}") from error


def _parse(line: bytes, place: str) -> _Line:
    try:
        return _Line.model_validate_json(line)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, fault["loc"])) or "the line"
        raise CorpusError(f"{place}: {where}: {fault['msg']}") from None


def _outweighing(lines: list[_Line]) -> list[_Line]:
    """The verdicts on one review that say what it is: the one that settled a conflict, otherwise all opinions."""
    return [line for line in lines if line.kind == "adjudication"] or lines


def _reading(line: _Line) -> VerdictReading:
    body_offset = len(line.title) + 2
    return VerdictReading(
        id=line.article_id,
        part=PART,
        dataset=PART,
        article=Article(title=line.title, text=line.text),
        mislead=float(line.rating or 0),
        marks=tuple(_mark(i, body_offset) for i in line.items if i.action != "rejected"),
        reviewer=line.reviewer,
        is_blind=line.is_blind,
        band=line.band,
        rejected=tuple(_mark(i, body_offset) for i in line.items if i.action == "rejected"),
        judged=tuple((i.found_signal, i.action) for i in line.items if i.found_signal is not None),
    )


def _mark(item: _Item, body_offset: int) -> Mark:
    shift = 0 if item.field == "title" else body_offset
    return Mark(item.signal, item.start + shift, item.end + shift, item.voice or "outlet")
