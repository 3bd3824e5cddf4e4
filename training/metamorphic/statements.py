"""Caveats, corroborations and footage: sentences and clauses put into an article or taken out of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.contract import Article
from training.metamorphic.law import Pair, Sample, number_of
from training.metamorphic.places import Page

_FILE = Path(__file__).with_name("statements.toml")
# The marks of a reader that are caveats when the outlet itself speaks.
_CAVEATS = frozenset(
    {
        "claim.unverified",
        "denial.response_sought",
        "denial.third_party_doubt",
        "footage.verified",
        "source.anonymity_explained",
        "transparency.correction",
    }
)
# A mark that covers this much of its sentence is the sentence; what is left is the attribution or a connecting word.
_WHOLE = 0.75
# Longer sentences that hold a caveat say other things too, and what somebody says is not the outlet's caveat.
_LONGEST_CAVEAT = 160
_SAID = re.compile(r"\b(?:said|says|told|tells|added|argued|claimed|wrote|tweeted|according to)\b")
# Inserted sentences an article, and what is taken out of it.
_INSERTED = 3


@dataclass(frozen=True, slots=True)
class _Statements:
    caveats: Sequence[str]
    clauses: Sequence[str]
    corroborations: Sequence[str]
    footage: Sequence[tuple[str, str]]
    rewrites: Sequence[tuple[re.Pattern[str], str]]
    natural: re.Pattern[str]
    natural_clauses: re.Pattern[str]


@cache
def _statements() -> _Statements:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return _Statements(
        caveats=data["caveats"]["sentences"],
        clauses=data["caveats"]["clauses"],
        corroborations=data["corroborations"]["sentences"],
        footage=[(bare, disclosed) for bare, disclosed in data["footage"]["sentences"]],
        rewrites=[(re.compile(r["find"]), r["replace"]) for r in data["footage"]["rewrites"]],
        natural=re.compile("|".join(data["natural"]["sentences"])),
        natural_clauses=re.compile("|".join(data["natural"]["clauses"])),
    )


def caveats_inserted(sample: Sample) -> Iterator[Pair]:
    """A caveat is put in, as a sentence, a paragraph or a clause; the pair takes it out again."""
    page = Page.of(sample.article)
    ends = page.sentence_ends()
    if not ends:
        return
    for turn in range(_INSERTED):
        at = ends[number_of(sample.id, "caveat", turn) % len(ends)]
        index = number_of(sample.id, "which", turn)
        words = _statements().caveats[index % len(_statements().caveats)]
        kind = f"inserted sentence: {words}"
        if turn == _INSERTED - 1:
            at = _paragraph_end(page.text, at)
            yield _caveat(sample, f"inserted paragraph: {words}", page.insert(at, f"\n\n{words}"))
        else:
            yield _caveat(sample, kind, page.insert(at, f" {words}"))
    at = ends[number_of(sample.id, "clause") % len(ends)]
    clause = _statements().clauses[number_of(sample.id, "words") % len(_statements().clauses)]
    yield _caveat(sample, f"inserted clause: {clause}", page.insert(at - 1, clause))


def caveats_removed(sample: Sample) -> Iterator[Pair]:
    """A caveat that the article has is taken out: where a reader marked one, and where its wording shows it."""
    page = Page.of(sample.article)
    offset = len(sample.article.title or "") + 2
    marked = [
        (m.start - offset, m.end - offset, m.signal)
        for m in sample.marks
        if m.signal in _CAVEATS and m.voice == "outlet" and m.start >= offset
    ]
    for number, (start, end) in enumerate(page.sentences()):
        words = page.text[start:end]
        signal = next((s for a, b, s in marked if _covers((a, b), (start, end))), None)
        if signal is None and _is_caveat(words):
            signal = "worded as a caveat"
        if signal is not None:
            yield _removal(sample, f"sentence {number}: {signal}", page.without(start, end))
    for found in _statements().natural_clauses.finditer(page.text):
        if page.text[found.end() : found.end() + 1] == "," and found[0].startswith(","):
            at = f"clause at {found.start()}"
            yield _removal(sample, at, page.without(found.start(), found.end() + 1))
        elif page.text[found.end() : found.end() + 1] == ".":
            at = f"clause at {found.start()}"
            yield _removal(sample, at, page.without(found.start(), found.end()))


def corroborations_added(sample: Sample) -> Iterator[Pair]:
    """An independent corroboration is put in."""
    page = Page.of(sample.article)
    ends = page.sentence_ends()
    if not ends:
        return
    known = _statements().corroborations
    for turn in range(_INSERTED):
        words = known[number_of(sample.id, "corroboration", turn) % len(known)]
        at = ends[number_of(sample.id, "corroborated", turn) % len(ends)]
        after = page.insert(at, f" {words}")
        yield Pair("corroboration added", f"added: {words}", sample.id, sample.article, after)


def footage_disclosed(sample: Sample) -> Iterator[Pair]:
    """Footage is warned about: what the article has, and a sentence that is put in both ways."""
    page = Page.of(sample.article)
    for number, (pattern, replacement) in enumerate(_statements().rewrites):
        for start, end in page.sentences():
            words = page.text[start:end]
            after = pattern.sub(replacement, words, count=1)
            if after != words:
                kind = f"the article's own footage at {start}, rewrite {number}"
                warned = page.with_text(page.text[:start] + after + page.text[end:])
                yield Pair("footage disclosed", kind, sample.id, sample.article, warned)
    if ends := page.sentence_ends():
        at = ends[number_of(sample.id, "footage") % len(ends)]
        known = _statements().footage
        bare, disclosed = known[number_of(sample.id, "clip") % len(known)]
        yield Pair(
            "footage disclosed",
            f"inserted: {disclosed}",
            sample.id,
            page.insert(at, f" {bare}"),
            page.insert(at, f" {disclosed}"),
        )


def _caveat(sample: Sample, kind: str, honest: Article) -> Pair:
    return Pair("caveat removed", kind, sample.id, honest, sample.article)


def _removal(sample: Sample, kind: str, after: Article) -> Pair:
    return Pair("caveat removed", f"taken out, {kind}", sample.id, sample.article, after)


def _is_caveat(words: str) -> bool:
    return (
        len(words) <= _LONGEST_CAVEAT
        and _statements().natural.search(words) is not None
        and _SAID.search(words) is None
    )


def _covers(mark: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether a mark lies in a sentence and is nearly all of it."""
    inside = sentence[0] <= mark[0] + 1 and mark[1] - 1 <= sentence[1]
    return inside and mark[1] - mark[0] >= _WHOLE * (sentence[1] - sentence[0])


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
