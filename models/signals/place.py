"""What is known of the place where a signal was observed: who speaks there, what the neighbouring sentences add.

Everything comes from the ledger and the other observations; nothing is guessed. A gap that cannot be filled for certain
stays empty, and a plainer sentence is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from models.ledger import (
    AttributionEntry,
    ClaimEntry,
    HeadlineEntry,
    Ledger,
    QuotePairEntry,
    Range,
    SourceEntry,
)
from models.signals.observation import Observation
from models.signals.phrase import Phrase, PhraseWords
from models.signals.taxonomy import SINGLE
from models.text import Document

# Longer words of a text are not repeated in a reason.
MOST_QUOTED = 48
# A source is looked up in this many of its mentions.
_MENTIONS = 3
_QUOTABLE = re.compile(r"\w(?:[\w ',%$/-]|\.(?=\d))*")
_PUBLISHERS = frozenset({"news_report", "social_media"})
# Sources that are no persons.
_THINGS = frozenset({"document", "social_media", "news_report"})
_HEADLINE = "headline.overstates"
_ALTERED = "quote.altered"
# Signals of a statement by somebody without a name: a named speaker beside it is never said to lack one.
_UNNAMED = frozenset({"source.anonymous", "source.anonymity_explained", "source.vague"})
_OF_THE_MAIN_CLAIM = frozenset({SINGLE})
_NOTHING: frozenset[str] = frozenset()
# A character of a speaker or cue outweighs all that is said.
_SPEAKER = 100_000


@dataclass(frozen=True, slots=True)
class Scene:
    """An article with its ledger and its observations, indexed by sentence."""

    document: Document
    ledger: Ledger
    words: PhraseWords
    said: dict[int, list[AttributionEntry]]
    signals: dict[int, frozenset[str]]
    # Many places speak of one source.
    _phrases: dict[tuple[Range | None, int | None], Phrase | None] = field(default_factory=dict)

    def signals_at(self, sentence: int) -> frozenset[str]:
        """The signals in a sentence."""
        return self.signals.get(sentence, _NOTHING)

    def source(self, number: int | None) -> SourceEntry | None:
        """The source of an id."""
        sources = self.ledger.sources
        return None if number is None or number >= len(sources) else sources[number]

    def phrase(self, span: Range | None, source: SourceEntry | None) -> Phrase | None:
        """How to name a source: as it stands at the place, else as elsewhere in the text, else by its name."""
        key = (span, source.id if source else None)
        if key not in self._phrases:
            self._phrases[key] = self._find_phrase(span, source)
        return self._phrases[key]

    def _find_phrase(self, span: Range | None, source: SourceEntry | None) -> Phrase | None:
        page = self.document.normal
        spans = [*([span] if span else []), *(source.mentions[:_MENTIONS] if source else ())]
        named = source is not None and source.named
        for start, end in spans:
            if found := self.words.read(page[start:end], named=named, page=page):
                return found
        return self.words.read(source.name, named=True, page=page) if source and named else None


def scene_of(
    document: Document, ledger: Ledger, observations: Sequence[Observation], words: PhraseWords
) -> Scene:
    """Index an article once for all its places."""
    said: defaultdict[int, list[AttributionEntry]] = defaultdict(list)
    for attribution in ledger.attributions:
        said[attribution.sentence].append(attribution)
    seen: defaultdict[int, set[str]] = defaultdict(set)
    for observation in observations:
        seen[observation.sentence].add(observation.signal)
    signals = {sentence: frozenset(found) for sentence, found in seen.items()}
    return Scene(document, ledger, words, dict(said), signals)


@dataclass(slots=True)
class Place:
    """One observation in its scene: `facts` that hold there, and `slot` for the words that fill a gap."""

    scene: Scene
    observation: Observation
    _filled: dict[str, str | None] = field(default_factory=dict)
    _facts: frozenset[str] | None = None
    _attribution: tuple[AttributionEntry | None] | None = None

    @property
    def facts(self) -> frozenset[str]:
        """What holds at the place, in the words of `models.signals.template.FACTS`."""
        if self._facts is None:
            self._facts = frozenset(self._find_facts())
        return self._facts

    def slot(self, name: str) -> str | None:
        """The words for a gap, or None where the text does not give them."""
        if name not in self._filled:
            self._filled[name] = _FILLERS[name](self)
        return self._filled[name]

    def _find_facts(self) -> Iterator[str]:
        scene, observation = self.scene, self.observation
        at = observation.sentence
        here = scene.signals_at(at)
        near = here | scene.signals_at(at - 1) | scene.signals_at(at + 1)
        if "source.anonymity_explained" in near:
            yield "explained"
        if "claim.corroborated" in here:
            yield "corroborated"
        if "denial.explicit" in near or self._is_main_claim_denied():
            yield "denied"
        if observation.attributes.get("disclosed") is True:
            yield "disclosed"
        if observation.voice == "quoted":
            yield "quoted"
        if observation.attributes.get("sides") == 0:
            yield "nobody"
        yield from self._facts_of_speaker()
        headline = self.headline
        if headline is not None:
            yield f"rests_on_{headline.rests_on}"
            yield from (difference.kind for difference in headline.differences[:1])

    def _facts_of_speaker(self) -> Iterator[str]:
        attribution = self.attribution
        if attribution and attribution.act == "doubts":
            yield "doubts"
        source = self.scene.source(attribution.source) if attribution else None
        if source is None:
            return
        if source.anonymity:
            yield "explained"
        if source.basis:
            yield "basis"
        if not source.named:
            yield "unnamed"

    def _is_main_claim_denied(self) -> bool:
        if self.observation.signal not in _OF_THE_MAIN_CLAIM:
            return False
        main = self.scene.ledger.main_claim()
        return bool(main and _deniers(main))

    @property
    def headline(self) -> HeadlineEntry | None:
        """What the title rests on, for an observation about the title."""
        return self.scene.ledger.headline if self.observation.signal == _HEADLINE else None

    @property
    def attribution(self) -> AttributionEntry | None:
        """The attribution that the observation is about: the one whose speaker or cue lies most inside it."""
        if self._attribution is None:
            self._attribution = (self._find_attribution(),)
        return self._attribution[0]

    def _find_attribution(self) -> AttributionEntry | None:
        ranked = [
            (_shared(entry, self.observation), -entry.id, entry)
            for entry in self.scene.said.get(self.observation.sentence, ())
            if self._suits(entry)
        ]
        best = max(ranked, default=None, key=lambda item: item[:2])
        if best is None or not best[0]:
            return None
        # Of somebody without a name the place itself must speak, not merely of what they say.
        return best[2] if self.observation.signal not in _UNNAMED or best[0] >= _SPEAKER else None

    def _suits(self, entry: AttributionEntry) -> bool:
        source, signal = self.scene.source(entry.source), self.observation.signal
        if signal in _UNNAMED:
            return source is None or not (source.named or source.kind in _THINGS)
        if signal == "source.document":
            return source is not None and source.kind == "document"
        if signal == "denial.explicit":
            return entry.act == "denies"
        return True

    @property
    def pair(self) -> QuotePairEntry | None:
        """The two wordings, for an observation of an altered quotation."""
        if self.observation.signal != _ALTERED:
            return None
        pairs = self.scene.ledger.quote_pairs
        return next((p for p in pairs if _overlap(p.second, self.observation)), None)

    def quoted(self, span: Range | None) -> str | None:
        """Words of the text that are short and plain enough to be repeated."""
        if span is None or not 0 < span[1] - span[0] <= MOST_QUOTED:
            return None
        words = " ".join(self.scene.document.normal[span[0] : span[1]].split()).strip(" ,'")
        return words if _QUOTABLE.fullmatch(words) else None


def _shared(entry: AttributionEntry, observation: Observation) -> int:
    """Characters that an attribution shares with an observation; those of its speaker and cue come first."""
    inside = sum([_overlap(span, observation) for span in entry.cue])
    if entry.source_span:
        inside += _overlap(entry.source_span, observation)
    said = sum([_overlap(span, observation) for span in entry.content])
    return _SPEAKER * inside + min(_SPEAKER - 1, said)


def _overlap(span: Range, observation: Observation) -> int:
    return max(0, min(span[1], observation.end) - max(span[0], observation.start))


def _who(place: Place) -> Phrase | None:
    scene = place.scene
    if place.observation.signal in _OF_THE_MAIN_CLAIM:
        main = scene.ledger.main_claim()
        return _first_of(scene, main.asserted_by) if main else None
    if place.headline is not None:
        return _who_supports(scene, place.headline)
    if place.pair is not None:
        return scene.phrase(None, scene.source(place.pair.source))
    entry = place.attribution
    return scene.phrase(entry.source_span, scene.source(entry.source)) if entry else None


def _who_supports(scene: Scene, headline: HeadlineEntry) -> Phrase | None:
    """The source at the end of the way down from a title."""
    step = next((s for s in reversed(headline.path) if s.source is not None), None)
    if step is None:
        return None
    return scene.phrase(step.span if step.kind == "source" else None, scene.source(step.source))


def _first_of(scene: Scene, sources: Sequence[int]) -> Phrase | None:
    return scene.phrase(None, scene.source(sources[0])) if sources else None


def _who_text(place: Place) -> str | None:
    found = _who(place)
    return found.text if found else None


def _are(place: Place) -> str | None:
    found = _who(place)
    return None if found is None else "are" if found.plural else "is"


def _outlet(place: Place) -> str | None:
    """The outlet that a statement comes from: the speaker itself, or whom the speaker told it."""
    scene = place.scene
    for entry in scene.said.get(place.observation.sentence, ()):
        via, source = scene.source(entry.via), scene.source(entry.source)
        if via is not None:
            found = scene.phrase(None, via)
        elif (
            source is not None and source.kind in _PUBLISHERS and _shared(entry, place.observation)
        ):
            found = scene.phrase(entry.source_span, source)
        else:
            continue
        if found:
            return found.text
    return None


def _document(place: Place) -> str | None:
    return _who_text(place) if place.observation.signal == "source.document" else None


def _opponent(place: Place) -> str | None:
    entry = place.attribution
    source = place.scene.source(entry.source) if entry else None
    if source is None:
        return None
    side = next((s for s in place.scene.ledger.sides if source.id in s.sources), None)
    page = place.scene.document.normal
    named = (
        place.scene.words.read(o, named=True, page=page) for o in (side.opposes if side else ())
    )
    return next((found.text for found in named if found), None)


def _denier(place: Place) -> str | None:
    main = place.scene.ledger.main_claim()
    found = _first_of(place.scene, _deniers(main)) if main else None
    return found.text if found and found != _who(place) else None


def _deniers(main: ClaimEntry) -> list[int]:
    """Who denies the main claim and does not also assert it."""
    return [number for number in main.denied_by if number not in main.asserted_by]


def _material(place: Place) -> str | None:
    """The footage as "this clip" or "these photos"; the first word for it in the observation."""
    words = place.scene.words
    text = _words_around(place)
    these = _earliest(words.these, text)
    this = _earliest(words.this, text)
    if these and (this is None or these[0] <= this[0]):
        return f"these {these[1]}"
    return f"this {this[1]}" if this else None


def _medium(place: Place) -> str | None:
    found = _earliest(place.scene.words.media, _words_around(place))
    return found[1] if found else None


def _words_around(place: Place) -> str:
    start, end = place.observation.start, min(place.observation.end, place.observation.start + 400)
    return f" {re.sub(r'[^A-Za-z0-9]+', ' ', place.scene.document.normal[start:end])} ".lower()


def _earliest(names: tuple[str, ...], text: str) -> tuple[int, str] | None:
    """The first of the names in a text; of two at one place the longer, which comes first in the list."""
    found = [
        (at, -len(name), name) for name, word in _padded(names) if (at := text.find(word)) >= 0
    ]
    best = min(found, default=None)
    return (best[0], best[2]) if best else None


@lru_cache(maxsize=16)
def _padded(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each name with itself as a word of a plain text."""
    return [(name, f" {name.lower()} ") for name in names]


def _difference(place: Place, part: str) -> str | None:
    differences = place.headline.differences if place.headline else ()
    return place.quoted(getattr(differences[0], part)) if differences else None


def _changed(place: Place, part: int) -> str | None:
    """The words of the first place where two copies of a quotation differ on both sides."""
    pairs = place.pair.changed if place.pair else ()
    pair = next((p for p in pairs if p[0] and p[1]), None)
    return place.quoted(pair[part]) if pair else None


_FILLERS: dict[str, Callable[[Place], str | None]] = {
    "who": _who_text,
    "are": _are,
    "outlet": _outlet,
    "document": _document,
    "opponent": _opponent,
    "denier": _denier,
    "material": _material,
    "medium": _medium,
    "words": lambda place: place.quoted(place.observation.focus),
    "title_words": lambda place: _difference(place, "title"),
    "body_words": lambda place: _difference(place, "body"),
    "first_words": lambda place: _changed(place, 0),
    "second_words": lambda place: _changed(place, 1),
}
