"""Scorers that pass the contract of `models.contract.Scorer` and compute almost nothing."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace

from models import Answer, Article, ModelInfo, SignalInfo
from models.contract import (
    Abstention,
    Contribution,
    DocumentInfo,
    Evidence,
    Parts,
    Question,
    Risk,
    Shadow,
    Source,
    Span,
)
from models.errors import HtmlError

WORDS_NEEDED = 40
CONTEXT = 32


class FixedScorer:
    """Finds every "officials said" and adds the same log-odds for each; everything else is empty."""

    cue = "officials said"
    weight = 0.5

    def __init__(self, info: ModelInfo | None = None) -> None:
        self._info = info or ModelInfo("fixed", "1", "0" * 64, "1" * 12, "linear")

    @property
    def info(self) -> ModelInfo:
        """A bundle that exists only here."""
        return self._info

    def score(self, article: Article) -> Answer:
        """Abstain under forty words, as the real one does."""
        title, text = self._texts(article)
        answer = self._answer(title, text)
        if article.html is not None:
            return replace(
                answer, document=replace(answer.document, title=title or None, text=text)
            )
        return answer

    def score_with_shadow(self, article: Article) -> tuple[Answer, Shadow]:
        """Nothing is in shadow."""
        return self.score(article), Shadow("", [])

    def sentences(self, article: Article) -> list[Span]:
        """One sentence, the whole text."""
        _, text = self._texts(article)
        return [Span("text", 0, len(text))]

    def signals(self) -> list[SignalInfo]:
        """The one signal that is looked for."""
        return [
            SignalInfo(
                id="source.anonymous",
                effect="raises",
                definition="a statement rests on somebody without a name",
                not_when="a named institution speaks",
                example="a senior official said",
                ask="Who is this?",
                w3c="questioning",
                cues=1,
                precision=0.5,
                recall=0.5,
                readers_f1=None,
                blind_spots=[],
            )
        ]

    def _texts(self, article: Article) -> tuple[str, str]:
        if article.html is None:
            return article.title or "", article.text or ""
        if "<!bomb>" in article.html:
            msg = "too deep"
            raise HtmlError(msg)
        return article.title or "", article.html.replace("<p>", "").replace("</p>", "\n")

    def _answer(self, title: str, text: str) -> Answer:
        abstained = len(text.split()) < WORDS_NEEDED
        evidence = self._evidence(text, self.weight if not abstained else None)
        logit = -1.0 + self.weight * len(evidence)
        ids = [item.id for item in evidence]
        return Answer(
            risk=Risk(None, None, None, Abstention.TOO_SHORT)
            if abstained
            else Risk(1 / (1 + 2.718281828459045**-logit), "elevated", (0.1, 0.9), None),
            parts=Parts(None, None, None) if abstained else Parts(0.5, 0.5, 0.5),
            base_log_odds=None if abstained else -1.0,
            contributions=[]
            if abstained or not ids
            else [Contribution("signal:source.anonymous", self.weight * len(ids), ids)],
            evidence=evidence,
            sources=[
                Source(
                    0,
                    "officials",
                    named=False,
                    kind="official",
                    side="unknown",
                    mentions=[_span(e) for e in evidence],
                    basis=None,
                    anonymity=None,
                )
            ]
            if evidence
            else [],
            claims=[],
            attributions=[],
            questions=[Question("source.anonymous", "Who is this?", ids, None)] if ids else [],
            document=_document(title, text),
            model=self._info,
            sides=[],
            headline=None,
            quote_pairs=[],
        )

    def _evidence(self, text: str, log_odds: float | None) -> list[Evidence]:
        found: list[Evidence] = []
        start = text.find(self.cue)
        while start >= 0:
            end = start + len(self.cue)
            found.append(
                Evidence(
                    id=len(found),
                    signal="source.anonymous",
                    effect="raises",
                    voice="outlet",
                    field="text",
                    start=start,
                    end=end,
                    exact=text[start:end],
                    prefix=text[max(0, start - CONTEXT) : start],
                    suffix=text[end : end + CONTEXT],
                    sentence=0,
                    attributes={"disclosed": False},
                    log_odds=log_odds,
                    confidence=0.5,
                    why="Nobody is named.",
                    by="rule:fixed",
                )
            )
            start = text.find(self.cue, end)
        return found


def _span(item: Evidence) -> Span:
    return Span(item.field, item.start, item.end)


def _document(title: str, text: str) -> DocumentInfo:
    digest = hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()
    return DocumentInfo("en", "news", len(text.split()), 1, digest, [], [])


class BrokenScorer(FixedScorer):
    """Fails as a bug would, with the article in its message."""

    def score(self, article: Article) -> Answer:
        """Always fail."""
        raise RuntimeError(article.text)


class SlowScorer(FixedScorer):
    """Scores only once `gate` is set, so that a test decides when slots are taken and free."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.started = threading.Semaphore(0)

    def score(self, article: Article) -> Answer:
        """Wait for the gate."""
        self.started.release()
        self.gate.wait(timeout=30)
        return super().score(article)
