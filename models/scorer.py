"""The scorer: one bundle, opened once, and the way of one article through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from models.abstain import abstention_of
from models.answer import Composer
from models.answer.shadow_view import shadow_of
from models.bundle import DEFAULT_FOLDER, Bundle, open_bundle
from models.contract import Answer, Article, Mode, ModelInfo, Shadow, SignalInfo, Span
from models.heads import HeadReader, read_heads
from models.ledger import Gazetteer, Ledger, load_gazetteer, read_ledger
from models.linear import LanguageModel, LanguageReading
from models.reading import Reading
from models.risk import load_weights
from models.rules import Hit, Ruleset, load_macros, load_ruleset
from models.rules.user import NO_LEXICONS, UserLexicons, combined_hash
from models.rules.user_file import Ground
from models.signals import (
    Judge,
    Narrator,
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
from models.signals.phrase import load_phrase_words
from models.signals.sourcing import SourcingReader
from models.signals.sourcing_words import load_sourcing_words
from models.text import Document, read_document

# Sentences with caveats that are counted in turn; each turn is a twentieth of the whole work. Of a longer text than
# this only the first is.
MOST_CAVEATS = 10
LONG = 20_000


@dataclass(frozen=True, slots=True)
class BundleScorer:
    """Scores with a bundle; immutable after loading, so that any number of threads may share it.

    `lexicons` are the newsroom's own cues; `with_lexicons` makes a scorer with others.
    """

    bundle: Bundle
    taxonomy: Mapping[str, Signal]
    ruleset: Ruleset
    gazetteer: Gazetteer
    judge: Judge
    genre: GenreModel
    language: LanguageModel | None
    heads: HeadReader | None
    composer: Composer
    lexicons: UserLexicons = NO_LEXICONS

    @property
    def info(self) -> ModelInfo:
        """Which bundle answers, in which mode."""
        return self.composer.info

    def score(self, article: Article) -> Answer:
        """Read one article; see `models.contract.Scorer`."""
        return self._score(article, read_document(article))

    def score_with_shadow(self, article: Article) -> tuple[Answer, Shadow]:
        """The same answer, and what the cues in shadow found; see `models.contract.Scorer`."""
        document = read_document(article)
        return self._score(article, document), shadow_of(document, self.lexicons)

    def _score(self, article: Article, document: Document) -> Answer:
        reading = self.read(document)
        abstained = abstention_of(reading, self.bundle)
        # Without a score there is nothing to compare, and the wording need not be read again.
        readings = (reading,) if abstained else self._ways_to_count(reading)
        return self.composer.compose(article, readings, abstained)

    def read(self, document: Document) -> Reading:
        """Everything that is seen in a document, unweighed. Training reads through this too."""
        ledger = read_ledger(document, self.gazetteer)
        findings = self.heads.read(document, ledger) if self.heads else []
        observations = self.judge.observe(document, self._find(document), ledger, findings)
        return self._read_wording(
            document, ledger, observations, sentences_set_aside(document, observations)
        )

    def _find(self, document: Document) -> list[Hit]:
        """The hits of the bundle's cues and of the newsroom's live ones, in one order."""
        hits = self.ruleset.find(document)
        if own := self.lexicons.live.find(document):
            hits = sorted(
                [*hits, *own], key=lambda hit: (hit.match_start, hit.match_end, hit.cue.id)
            )
        return hits

    def ground(self) -> Ground:
        """What the newsroom's lexicons may refer to."""
        shown = {cue.signal for cue in self.ruleset.cues}
        return Ground(
            signals=shown,
            structural=self.taxonomy.keys() - shown,
            macros=load_macros(self.bundle.folder / "lexicons" / "en"),
            taken={cue.id: cue for cue in self.ruleset.cues},
            floor=self.judge.floor,
        )

    def with_lexicons(self, lexicons: UserLexicons) -> BundleScorer:
        """The same bundle with these lexicons of the newsroom instead of any others."""
        others = self.lexicons.confidence
        precision = {cue: p for cue, p in self.judge.precision.items() if cue not in others}
        ruleset = combined_hash(self.bundle.ruleset, lexicons)
        return replace(
            self,
            lexicons=lexicons,
            judge=replace(self.judge, precision={**precision, **lexicons.confidence}),
            composer=replace(self.composer, info=replace(self.info, ruleset=ruleset)),
        )

    def _ways_to_count(self, reading: Reading) -> tuple[Reading, ...]:
        """The reading, and others that count some of its sentences with caveats like all others.

        The lowest one stands. A caveat then costs a text nothing that its sentence would have given it, and adds
        nothing that its words would add: neither writing it nor leaving it out pays. Each sentence is counted by
        itself, and those that lower the risk together: what one of them does hardly depends on the others, so that
        a text without one of its caveats has no lower way than the text with it.
        """
        furniture = furniture_sentences(reading.document)
        is_long = len(reading.document.normal) > LONG
        caveats = sorted(reading.set_aside - furniture)[: 1 if is_long else MOST_CAVEATS]
        if not caveats:
            return (reading,)
        risk = self.composer.risk_of(reading)
        single = {index: self._counting(reading, {index}) for index in caveats}
        risks = {index: self.composer.risk_of(way) for index, way in single.items()}
        lowering = sorted((lower, index) for index, lower in risks.items() if lower < risk)
        together = [{i for _, i in lowering[:count]} for count in range(2, len(lowering) + 1)]
        return (reading, *single.values(), *(self._counting(reading, some) for some in together))

    def _counting(self, reading: Reading, some: set[int]) -> Reading:
        """The reading with some of the sentences counted that were set aside."""
        return self._read_wording(
            reading.document, reading.ledger, reading.observations, reading.set_aside - some
        )

    def _read_wording(
        self,
        document: Document,
        ledger: Ledger,
        observations: tuple[Observation, ...],
        set_aside: frozenset[int],
    ) -> Reading:
        language = self._read_language(document, set_aside)
        manner = read_manner(document, ledger, set_aside)
        satire = language.satire if language else None
        caveats = sentences_set_aside(document, observations)
        return Reading(
            document=document,
            observations=observations,
            ledger=ledger,
            manner=manner,
            genre=self.genre.read(document, manner, satire, caveats),
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
            cues=sum(
                cue.signal == signal.id for cue in (*self.ruleset.cues, *self.lexicons.live.cues)
            ),
            precision=figures.get("precision"),
            recall=figures.get("recall"),
            readers_f1=figures.get("readers_f1"),
            blind_spots=list(signal.blind_spots),
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
            sourcing=SourcingReader(load_sourcing_words(home / "sourcing.toml")),
        ),
        genre=load_genre_model(home / "genre.json", served),
        language=LanguageModel.load(home) if served == "linear" else None,
        heads=HeadReader(read_heads(home)) if served == "linear" else None,
        composer=Composer(
            info=_describe_model(bundle, served, mode),
            bundle=bundle,
            taxonomy=taxonomy,
            weights=load_weights(home / "risk.json", served),
            narrator=Narrator(load_phrase_words(home / "phrases.toml")),
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
