"""Which language a text is in, offline.

English shows itself by its function words in microseconds; only a text that lacks them goes to `py3langid`, whose
model is an npz file (no pickle) and is loaded on first need. A bounded sample is read: the library normalises what it
is given, which is superlinear on hostile input.
"""

from __future__ import annotations

from functools import cache

from py3langid.langid import (  # type: ignore[import-untyped]  # py3langid ships without types
    MODEL_FILE,
    LanguageIdentifier,
)

DEFAULT = "en"
SAMPLE_CHARACTERS = 500
FEWEST_LETTERS = 20
SHARE_OF_LETTERS = 0.65
# Share of function words: English news 0.35-0.50, other languages and code below 0.08, by eye on a few dozen texts.
SURELY_ENGLISH = 0.2
CONFIDENT = 0.8
# Labels of the library for English-based creoles, Scots and "no language", given to code and lists.
NOT_TOLD_APART = frozenset({"pcm", "sco", "zxx", "und", "jam"})
FUNCTION_WORDS = frozenset(
    "the of and to in a is that for it was on with as he be by at are this have not from his had but an they which or "  # noqa: SIM905 - a list of words
    "were her she their we who has said been will would its it's more when about there him after one than if can all "
    "you i what so no out up into them could over before because did where two how our your us these then those".split()
)


def detect_language(text: str, declared: str | None) -> str:
    """The ISO 639 code of a text; one too short or unclear to tell is what was declared, or English."""
    fallback = (declared or DEFAULT).split("-")[0].strip().lower() or DEFAULT
    if _share(text[:SAMPLE_CHARACTERS]) >= SURELY_ENGLISH:
        return DEFAULT
    if function_word_share(text) >= SURELY_ENGLISH:
        return DEFAULT
    sample = _sample(text)
    letters = sum(map(str.isalpha, sample))
    if letters < FEWEST_LETTERS or letters < SHARE_OF_LETTERS * len(sample):
        return fallback
    label, confidence = _identifier().classify(sample)
    if confidence < CONFIDENT or label in NOT_TOLD_APART:
        return fallback
    return str(label)


def function_word_share(text: str) -> float:
    """The share of English function words in a bounded sample."""
    return _share(_sample(text))


def _share(sample: str) -> float:
    words = sample.lower().split()
    return sum(map(FUNCTION_WORDS.__contains__, words)) / len(words) if words else 0.0


def _sample(text: str) -> str:
    """The beginning, and for longer texts the middle too: a text may open with a quotation in another language."""
    if len(text) <= 2 * SAMPLE_CHARACTERS:
        return text
    middle = len(text) // 2
    return f"{text[:SAMPLE_CHARACTERS]} {text[middle : middle + SAMPLE_CHARACTERS]}"


@cache
def _identifier() -> LanguageIdentifier:
    """The library's model; half a second to load, and only when a text does not look English."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
