"""The scorer: one bundle, opened once, and the way of one article through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.abstain import abstention_of
from models.answer import Composer
from models.bundle import DEFAULT_FOLDER, Bundle, open_bundle
from models.contract import Answer, Article, Mode, ModelInfo, SignalInfo, Span
from models.ledger import Gazetteer, Ledger, load_gazetteer, read_ledger
from models.linear import LanguageModel, LanguageReading
from models.reading import Reading
from models.risk import load_weights
from models.rules import Ruleset, load_ruleset
from models.signals import (
    Judge,
    Observation,
    Signal,
    furniture_sentences,
    load_precision,
    load_taxonomy,
    sentences_set_aside,
)
from models.signals.genre import GenreModel, load_genre_model
from models.signals.headline import load_headline_reader
from models.signals.manner import read_manner
from models.signals.quotes import load_words
from models.text import Document, read_document


@dataclass(frozen=True, slots=True)
class BundleScorer:
    """Scores with a bundle; immutable after loading, so that any number of threads may share it."""

    bundle: Bundle
    taxonomy: Mapping[str, Signal]
    ruleset: Ruleset
    gazetteer: Gazetteer
    judge: Judge
    genre: GenreModel
    language: LanguageModel | None
    composer: Composer

    @property
    def info(self) -> ModelInfo:
        """Which bundle answers, in which mode."""
        return self.composer.info

    def score(self, article: Article) -> Answer:
        """Read one article; see `models.contract.Scorer`."""
        document = read_document(article)
        reading = self.read(document)
        abstained = abstention_of(reading, self.bundle)
        # Without a score there is nothing to compare, and the wording need not be read again.
        readings = (reading,) if abstained else self._both_ways(reading)
        return self.composer.compose(article, readings, abstained)

    def read(self, document: Document) -> Reading:
        """Everything that is seen in a document, unweighed. Training reads through this too."""
        ledger = read_ledger(document, self.gazetteer)
        observations = self.judge.observe(document, self.ruleset.find(document), ledger)
        return self._read_wording(
            document, ledger, observations, sentences_set_aside(document, observations)
        )

    def _both_ways(self, reading: Reading) -> tuple[Reading, ...]:
        """The reading, and another that counts the sentences with caveats like all others.

        The lower one stands. A caveat then costs a text nothing that its sentence would have given it, and adds
        nothing that its words would add: neither writing it nor leaving it out pays.
        """
        furniture = furniture_sentences(reading.document)
        if reading.set_aside == furniture:
            return (reading,)
        counted = self._read_wording(
            reading.document, reading.ledger, reading.observations, furniture
        )
        return (reading, counted)

    def _read_wording(
        self,
        document: Document,
        ledger: Ledger,
        observations: tuple[Observation, ...],
        set_aside: frozenset[int],
    ) -> Reading:
        language = self._read_language(document, set_aside)
        manner = read_manner(document, ledger, set_aside)
        return Reading(
            document=document,
            observations=observations,
            ledger=ledger,
            manner=manner,
            genre=self.genre.read(document, manner, language.satire if language else None),
            language=language,
            set_aside=set_aside,
        )

    def sentences(self, article: Article) -> list[Span]:
        """Where the sentences stand, in the order of `Evidence.sentence`."""
        document = read_document(article)
        return [document.to_source(s.start, s.end) for s in document.sentences]

    def signals(self) -> list[SignalInfo]:
        """The taxonomy with the figures that were measured on the readings."""
        figures = self.bundle.manifest.get("metrics", {}).get("signals", {})
        return [self._describe(s, figures.get(s.id, {})) for s in self.taxonomy.values()]

    def _read_language(
        self, document: Document, set_aside: frozenset[int]
    ) -> LanguageReading | None:
        if self.language is None:
            return None
        aside = [(s.start, s.end) for s in document.sentences if s.index in set_aside]
        return self.language.read(document, aside)

    def _describe(self, signal: Signal, figures: Mapping[str, float]) -> SignalInfo:
        return SignalInfo(
            id=signal.id,
            effect=signal.effect,
            definition=signal.definition,
            not_when=signal.not_when,
            example=signal.example,
            ask=signal.ask,
            w3c=signal.w3c,
            cues=sum(cue.signal == signal.id for cue in self.ruleset.cues),
            precision=figures.get("precision"),
            recall=figures.get("recall"),
            readers_f1=figures.get("readers_f1"),
        )


def load_scorer(folder: Path | None = None, mode: Mode = "linear") -> BundleScorer:
    """Open a bundle (the shipped one by default), verify it and make it ready to score.

    Mode `full` needs an encoder, which this bundle format does not hold: the scorer answers in
    `linear` and says so in `info.degraded`.

    Raises:
        BundleError: the bundle is altered, incomplete or of another format.
        LexiconError: a cue lexicon in it is wrong.
    """
    bundle = open_bundle(folder or DEFAULT_FOLDER)
    home = bundle.folder
    served: Mode = "linear" if mode == "full" else mode
    taxonomy = load_taxonomy(home / "signals.toml")
    return BundleScorer(
        bundle=bundle,
        taxonomy=taxonomy,
        ruleset=load_ruleset(home / "lexicons" / "en"),
        gazetteer=load_gazetteer(home / "gazetteer"),
        judge=Judge(
            taxonomy=taxonomy,
            precision=load_precision(home / "cues.json"),
            floor=bundle.threshold("cue_precision"),
            headline=load_headline_reader(home),
            synonyms=load_words(home / "synonyms.toml"),
        ),
        genre=load_genre_model(home / "genre.json", served),
        language=LanguageModel.load(home) if served == "linear" else None,
        composer=Composer(
            info=_describe_model(bundle, served, mode),
            bundle=bundle,
            taxonomy=taxonomy,
            weights=load_weights(home / "risk.json", served),
        ),
    )


def _describe_model(bundle: Bundle, served: Mode, wanted: Mode) -> ModelInfo:
    return ModelInfo(
        bundle=bundle.name,
        version=bundle.version,
        sha256=bundle.sha256,
        ruleset=bundle.ruleset,
        mode=served,
        degraded=[] if served == wanted else ["encoder_missing"],
    )
