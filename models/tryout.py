"""Tries a newsroom's lexicons on articles: every match, why it would not count, and what the bundle finds anyway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.contract import Article, Span, Voice
from models.rules.examples import OBSTACLES
from models.rules.trial import Trial, try_out
from models.rules.user import UserLexicons
from models.scorer import BundleScorer
from models.signals import Observation
from models.text import Document, read_document


@dataclass(frozen=True, slots=True)
class Finding:
    """One match of a cue: `span` is the evidence that it would be, `match` the words of the pattern.

    `dropped` names the key that keeps it from counting and `because` says it in words; both are empty for a hit.
    `already` names what the bundle finds there for the same signal, `beside` what it finds for others.
    """

    cue: str
    signal: str
    live: bool
    voice: Voice
    span: Span
    match: Span
    dropped: str
    because: str
    already: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriedArticle:
    """An article with everything that was found; spans point into these texts."""

    title: str
    text: str
    findings: tuple[Finding, ...]


def try_lexicons(scorer: BundleScorer, lexicons: UserLexicons, article: Article) -> TriedArticle:
    """Everything that live and shadowed cues match in an article, in reading order.

    Args:
        scorer: the bundle alone; what it finds is compared with.
        lexicons: tried, whether they run or not.
        article: as submitted.

    Raises:
        HtmlError: the HTML cannot be read within its limits.
    """
    document = read_document(article)
    live, shadow = try_out(lexicons.live, document), try_out(lexicons.shadow, document)
    found = scorer.read(document).observations if live or shadow else ()
    findings = [_finding(document, trial, found, live=True) for trial in live]
    findings += [_finding(document, trial, found, live=False) for trial in shadow]
    findings.sort(key=lambda f: (f.match.field == "text", f.match.start, f.match.end, f.cue))
    return TriedArticle(document.title, document.text, tuple(findings))


def _finding(
    document: Document, trial: Trial, found: Sequence[Observation], *, live: bool
) -> Finding:
    over = [(o.signal, o.by) for o in found if o.start < trial.end and trial.start < o.end]
    signal = trial.cue.signal
    return Finding(
        cue=trial.cue.id,
        signal=signal,
        live=live,
        voice=trial.voice,
        span=document.to_source(trial.start, trial.end),
        match=document.to_source(trial.match_start, trial.match_end),
        dropped=trial.obstacle or "",
        because=OBSTACLES[trial.obstacle] if trial.obstacle else "",
        already=tuple(by for name, by in over if name == signal),
        beside=tuple(f"{name} ({by})" for name, by in over if name != signal),
    )
