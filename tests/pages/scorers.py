"""A scorer for the page's tests whose answers repeat the submitted words in every place that holds words."""

from __future__ import annotations

from dataclasses import replace

from models import Answer, Article, ModelInfo, SignalInfo
from models.contract import (
    Attribution,
    Claim,
    Difference,
    Effect,
    Evidence,
    HeadlineSupport,
    Question,
    QuotePair,
    Shadow,
    Side,
    Source,
    Span,
    Step,
)
from tests.reading.builders import an_answer


class EchoScorer:
    """Marks the whole text and, overlapping it, its first half; every name and reason is the text itself."""

    @property
    def info(self) -> ModelInfo:
        """The bundle of the builders."""
        return an_answer("", ()).model

    def score(self, article: Article) -> Answer:
        """An answer made of the article's own words."""
        text = article.text or article.html or ""
        title = article.title or ""
        evidence = [
            *self._items("text", text, 0, len(text)),
            *self._items("text", text, 0, max(1, len(text) // 2)),
            *self._items("title", title, 0, len(title)),
        ]
        answer = an_answer(text, ())
        return replace(
            answer,
            evidence=[replace(item, id=index) for index, item in enumerate(evidence)],
            sources=[
                Source(
                    0,
                    text,
                    named=True,
                    kind=text,
                    side=text,
                    mentions=[],
                    basis=_whole(text),
                    anonymity=_whole(text),
                )
            ],
            sides=[Side(text, [0], [text])],
            headline=HeadlineSupport(
                "nobody",
                [
                    Step("title", Span("title", 0, len(title)), None, None),
                    Step("sentence", _whole(text), None, 0),
                ],
                [Difference("modality", _whole(text), None)],
            ),
            quote_pairs=[QuotePair(0, _whole(text), _whole(text), [(_whole(text), None)])],
            claims=[_claim(text)],
            attributions=[_attribution(len(text))],
            questions=[Question(text, text, [0, 1], 0.5)],
            document=replace(
                answer.document, title=title, text=text, genre=text, language=text, furniture=[]
            ),
        )

    def score_with_shadow(self, article: Article) -> tuple[Answer, Shadow]:
        """Nothing is in shadow."""
        return self.score(article), Shadow("", [])

    def sentences(self, article: Article) -> list[Span]:
        """One sentence, the whole text."""
        return [Span("text", 0, len(article.text or ""))]

    def signals(self) -> list[SignalInfo]:
        """No taxonomy of its own."""
        return []

    def _items(self, field: str, text: str, start: int, end: int) -> list[Evidence]:
        if not text:
            return []
        kinds: tuple[tuple[str, Effect], ...] = (
            ("source.anonymous", "raises"),
            ("denial.explicit", "context"),
            (text, "lowers"),
        )
        return [
            Evidence(
                id=0,
                signal=signal,
                effect=effect,
                voice="outlet",
                field="title" if field == "title" else "text",
                start=start,
                end=end,
                exact=text[start:end],
                prefix="",
                suffix="",
                sentence=0,
                attributes={text: text},
                log_odds=0.1,
                confidence=0.5,
                why=text,
                by=text,
            )
            for signal, effect in kinds
        ]


def _whole(text: str) -> Span:
    return Span("text", 0, len(text))


def _claim(text: str) -> Claim:
    return Claim(
        id=0,
        field="text",
        start=0,
        end=len(text),
        exact=text,
        main=True,
        asserted_by=[0],
        denied_by=[0],
        doubted_by=[0],
        corroborated_by=[0],
        sides=1,
        status=text,
        restated=[],
    )


def _attribution(length: int) -> Attribution:
    whole = Span("text", 0, length)
    return Attribution(0, 0, whole, [whole], [whole], "direct", 0, "asserts", None, None)
