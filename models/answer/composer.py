"""From a reading to the answer: weighs what was seen, in offsets of the submitted text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.answer.ledger_view import (
    attributions_of,
    claims_of,
    headline_of,
    quote_pairs_of,
    sides_of,
    sources_of,
)
from models.answer.questions import ask
from models.answer.quoting import quote
from models.bundle import Bundle
from models.contract import (
    WORDING,
    Abstention,
    Answer,
    Article,
    Contribution,
    DocumentInfo,
    Evidence,
    ModelInfo,
    Parts,
    Risk,
)
from models.reading import Reading
from models.risk import (
    LANGUAGE,
    Feature,
    RiskWeights,
    Term,
    band_of,
    explain,
    interval_of,
    logistic,
    predict,
    read_features,
    total,
    wording_of,
)
from models.signals import Narrator, Observation, Place, Signal, reason
from models.text import Document, Sentence, list_furniture


@dataclass(frozen=True, slots=True)
class Weighing:
    """Features, terms and logit of a reading; nothing and None when the scorer abstains."""

    features: list[Feature]
    terms: list[Term]
    logit: float | None


@dataclass(frozen=True, slots=True)
class Composer:
    """Everything of a bundle that turns a reading into an answer."""

    info: ModelInfo
    bundle: Bundle
    taxonomy: Mapping[str, Signal]
    weights: RiskWeights
    narrator: Narrator

    def compose(
        self, article: Article, readings: Sequence[Reading], abstained: Abstention | None
    ) -> Answer:
        """The answer; when `abstained`, without any number but with everything that was seen.

        Args:
            article: as submitted.
            readings: of the same article; the one with the least risk is answered with.
            abstained: why there is no score, if there is none.
        """
        weighed = [(reading, self._weigh(reading, abstained)) for reading in readings]
        reading, weighing = min(weighed, key=lambda pair: pair[1].logit or 0.0)
        places = self.narrator.places(reading.document, reading.ledger, reading.observations)
        evidence = self._evidence(places, weighing)
        wording = self._wording(reading, weighing)
        return Answer(
            risk=self._risk(weighing.logit, abstained),
            parts=self._parts(reading, weighing),
            base_log_odds=None if abstained else self.weights.mislead.base,
            contributions=_contributions(weighing.terms, wording),
            evidence=evidence + wording,
            sources=sources_of(reading),
            claims=claims_of(reading),
            attributions=attributions_of(reading),
            questions=ask(
                readings,
                places,
                [item.log_odds for item in evidence],
                self.taxonomy,
                None if abstained else self.risk_of,
                None if weighing.logit is None else logistic(weighing.logit),
            ),
            document=_describe(article, reading, abstained),
            model=self.info,
            sides=sides_of(reading),
            headline=headline_of(reading),
            quote_pairs=quote_pairs_of(reading),
        )

    def risk_of(self, reading: Reading) -> float:
        """The risk of one reading."""
        return predict(self.weights.mislead, read_features(reading, self.taxonomy))

    def _weigh(self, reading: Reading, abstained: Abstention | None) -> Weighing:
        if abstained:
            return Weighing([], [], None)
        features = read_features(reading, self.taxonomy)
        terms = explain(self.weights.mislead, features)
        return Weighing(features, terms, total(self.weights.mislead.base, terms))

    def _risk(self, logit: float | None, abstained: Abstention | None) -> Risk:
        if logit is None:
            return Risk(None, None, None, abstained)
        score = logistic(logit)
        elevated, high = self.bundle.threshold("elevated"), self.bundle.threshold("high")
        band = band_of(score, elevated, high)
        return Risk(score, band, interval_of(score, self.weights), None)

    def _parts(self, reading: Reading, weighing: Weighing) -> Parts:
        if weighing.logit is None:
            return Parts(None, None, None)
        return Parts(
            claims=predict(self.weights.need, weighing.features),
            handling=predict(self.weights.handling, weighing.features),
            language=reading.language.probability if reading.language else None,
        )

    def _evidence(self, places: Sequence[Place], weighing: Weighing) -> list[Evidence]:
        weighed = dict(item for term in weighing.terms for item in term.items)
        return [
            self._item(
                place.scene.document,
                index,
                replace(place.observation, why=reason(place, self._signal(place))),
                _log_odds(weighing, weighed, index),
            )
            for index, place in enumerate(places)
        ]

    def _signal(self, place: Place) -> Signal:
        return self.taxonomy[place.observation.signal]

    def _wording(self, reading: Reading, weighing: Weighing) -> list[Evidence]:
        """One item a sentence for the word model, numbered after the observations."""
        if reading.language is None or weighing.logit is None:
            return []
        weight = self.weights.mislead.weights.get(LANGUAGE, 0.0)
        sentences = reading.document.sentences
        first = len(reading.observations)
        return [
            self._item(
                reading.document,
                first + count,
                _wording_observation(sentences[index], self.taxonomy[WORDING], value),
                weight * value,
            )
            for count, (index, value) in enumerate(wording_of(reading))
        ]

    def _item(
        self, document: Document, number: int, observation: Observation, log_odds: float | None
    ) -> Evidence:
        span = document.to_source(observation.start, observation.end)
        exact, prefix, suffix = quote(document, span)
        return Evidence(
            id=number,
            signal=observation.signal,
            effect=self.taxonomy[observation.signal].effect,
            voice=observation.voice,
            field=span.field,
            start=span.start,
            end=span.end,
            exact=exact,
            prefix=prefix,
            suffix=suffix,
            sentence=observation.sentence,
            attributes=observation.attributes,
            log_odds=log_odds,
            confidence=observation.confidence,
            why=observation.why,
            by=observation.by,
        )


def _log_odds(weighing: Weighing, weighed: Mapping[int, float], index: int) -> float | None:
    return None if weighing.logit is None else weighed.get(index, 0.0)


def _wording_observation(sentence: Sentence, signal: Signal, value: float) -> Observation:
    """`confidence` is how far the sentence's own reading lies from even."""
    return Observation(
        signal=signal.id,
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.index,
        voice="outlet",
        confidence=logistic(abs(value)),
        why=signal.why,
        by="linear",
    )


def _contributions(terms: Sequence[Term], wording: Sequence[Evidence]) -> list[Contribution]:
    ids = [item.id for item in wording]
    return [
        Contribution(
            feature=term.feature,
            log_odds=term.log_odds,
            evidence=ids if term.feature == LANGUAGE else [index for index, _ in term.items],
        )
        for term in terms
    ]


def _describe(article: Article, reading: Reading, abstained: Abstention | None) -> DocumentInfo:
    document = reading.document
    shown = article.html is not None
    digest = hashlib.sha256(f"{document.title}\n\n{document.text}".encode("utf-8", "surrogatepass"))
    return DocumentInfo(
        language=document.language,
        # What cannot be read cannot be told a genre either; "satire" beside an abstention would be a hint.
        genre="other" if abstained else reading.genre.label,
        words=document.words,
        sentences=len(document.sentences),
        sha256=digest.hexdigest(),
        furniture=[document.to_source(*span) for span in list_furniture(document)],
        unattributed=list(reading.ledger.unattributed),
        title=document.title if shown else None,
        text=document.text if shown else None,
    )
