"""Lexicons tried on articles, and what that comes to for each cue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from models import BundleScorer, Check, Finding, HtmlError, TriedArticle, try_lexicons
from service.tryout.articles import FoundArticle, Skipped


@dataclass(frozen=True, slots=True)
class TriedFile:
    """An article in which something matched, and where it came from."""

    source: FoundArticle
    tried: TriedArticle


@dataclass(frozen=True, slots=True)
class CueCount:
    """What a cue found: hits, the articles that have one, matches that do not count, hits that the bundle has too."""

    cue: str
    signal: str
    live: bool
    hits: int
    articles: int
    dropped: int
    already: int


@dataclass(frozen=True, slots=True)
class Trial:
    """Lexicons tried on a number of articles; `files` are those in which something matched."""

    check: Check
    articles: int
    files: tuple[TriedFile, ...]
    skipped: tuple[Skipped, ...]

    def without_dropped(self) -> Trial:
        """The same with hits alone."""
        files = (
            replace(file, tried=replace(file.tried, findings=hits))
            for file in self.files
            if (hits := tuple(f for f in file.tried.findings if not f.dropped))
        )
        return replace(self, files=tuple(files))

    def counts(self) -> list[CueCount]:
        """One row a cue, also for those that found nothing, in the order of the files."""
        by_cue: dict[str, list[tuple[int, Finding]]] = {
            cue.id: [] for file in self.check.files for cue in file.cues
        }
        for number, file in enumerate(self.files):
            for finding in file.tried.findings:
                by_cue[finding.cue].append((number, finding))
        return [
            _count(cue.id, cue.signal, by_cue[cue.id], live=file.mode == "live")
            for file in self.check.files
            for cue in file.cues
        ]


def try_articles(
    scorer: BundleScorer, check: Check, found: Iterable[FoundArticle | Skipped]
) -> Trial:
    """Try every cue that can be read, live or in shadow, on every article."""
    articles = 0
    files: list[TriedFile] = []
    skipped: list[Skipped] = []
    for source in found:
        if isinstance(source, Skipped):
            skipped.append(source)
            continue
        try:
            tried = try_lexicons(scorer, check.lexicons, source.article)
        except HtmlError:
            skipped.append(Skipped(source.name, "HTML beyond the limits"))
            continue
        articles += 1
        if tried.findings:
            files.append(TriedFile(source, tried))
    return Trial(check, articles, tuple(files), tuple(skipped))


def _count(cue: str, signal: str, found: list[tuple[int, Finding]], *, live: bool) -> CueCount:
    hits = [(number, finding) for number, finding in found if not finding.dropped]
    return CueCount(
        cue=cue,
        signal=signal,
        live=live,
        hits=len(hits),
        articles=len({number for number, _ in hits}),
        dropped=len(found) - len(hits),
        already=sum(bool(finding.already) for _, finding in hits),
    )
