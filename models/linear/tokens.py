"""From a document to runs of words, the one analyzer that training and serving share.

A *run* is a stretch of one sentence with nothing set aside inside it; word pairs never leave a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from models.linear.masking import HouseStyle, Range
from models.text.document import Document, Sentence

# Letters of any script: a text in another language counts as unknown words and not as silence.
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d[\d.,]*")

# Stands for every number; no word of a text can be spelled like it.
NUMBER = "#"

# Words that differ only in whether they speak of a man or a woman: the first of a row is read for all of it, so that
# no score depends on which it is. "Her" is two words and joins both.
_ALIKE = (
    "he she",
    "his her him hers",
    "himself herself",
    "mr mrs ms miss",
    "man woman",
    "men women",
    "boy girl",
    "boys girls",
    "father mother",
    "fathers mothers",
    "dad mom mum",
    "son daughter",
    "sons daughters",
    "brother sister",
    "brothers sisters",
    "husband wife",
    "husbands wives",
    "king queen",
    "prince princess",
    "uncle aunt",
    "nephew niece",
    "gentleman lady",
    "gentlemen ladies",
    "grandfather grandmother",
    "boyfriend girlfriend",
    "actor actress",
    "widower widow",
    "male female",
    "spokesman spokeswoman",
    "spokesmen spokeswomen",
    "chairman chairwoman",
    "congressman congresswoman",
    "congressmen congresswomen",
    "councilman councilwoman",
    "businessman businesswoman",
    "businessmen businesswomen",
    "policeman policewoman",
)
READ_AS = {
    word + ending: row.split()[0] + ending
    for row in _ALIKE
    for word in row.split()[1:]
    for ending in ("", "'s", "'d", "'ll")
}

# Always written with a capital and never a name: the first person tells opinion from report.
FIRST_PERSON = ("I", "I'm", "I've", "I'll", "I'd")

WordRun = tuple[int, list[str]]


def read_words(
    document: Document, house_style: HouseStyle, set_aside: Sequence[Range] = ()
) -> list[WordRun]:
    """Find the outlet's own wording: nothing quoted, no furniture, no house style, nothing set aside.

    What somebody is quoted with is not how the outlet writes, and fits are better without it.
    """
    quoted = [(quote.start, quote.end) for quote in document.quotes]
    return word_runs(document, (*house_style.find(document), *quoted, *set_aside))


def word_runs(document: Document, set_aside: Sequence[Range]) -> list[WordRun]:
    """Sentence index and words of every run outside furniture and `set_aside`, in reading order.

    Capitals that mean nothing (the first word of a sentence, title case, a sentence all in
    capitals) are lowered; every other capital stays and marks a name.
    """
    ranges = merged((*document.furniture, *set_aside))
    runs: list[WordRun] = []
    for sentence in document.sentences:
        if sentence.furniture:
            continue
        for start, end, opens in _kept(sentence, ranges):
            words = _words(document.normal[start:end], sentence, opens=opens)
            if words:
                runs.append((sentence.index, words))
    return runs


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Cover the same ground with sorted ranges that do not touch."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def terms(runs: Iterable[WordRun], known: AbstractSet[str]) -> Iterator[str]:
    """Every feature of the runs by name: known words, and pairs of neighbours joined by a space.

    Anything that is not known, a name above all, separates its neighbours.
    """
    for _, words in runs:
        before = ""
        for word in words:
            name = NUMBER if word[0].isdigit() else word
            if name not in known:
                before = ""
                continue
            yield name
            if before:
                yield f"{before} {name}"
            before = name


def _kept(sentence: Sentence, ranges: Sequence[Range]) -> Iterator[tuple[int, int, bool]]:
    """Yield what is left of a sentence, each piece with whether everything before it was set aside."""
    start, opens = sentence.start, True
    for left, right in ranges:
        if right <= start:
            continue
        if left >= sentence.end:
            break
        if left > start:
            yield start, left, opens
            opens = False
        start = max(start, right)
    if start < sentence.end:
        yield start, sentence.end, opens


def _words(text: str, sentence: Sentence, *, opens: bool) -> list[str]:
    """Split one piece of a sentence into words, meaningless capitals lowered and both genders read alike."""
    words: list[str] = _WORD.findall(text.lower() if text.isupper() else text)
    if sentence.in_title and not text.isupper():
        words = [word if _is_initialism(word) else word.lower() for word in words]
    elif opens and words and words[0] not in FIRST_PERSON:
        words[0] = words[0].lower()
    return [READ_AS.get(word, word) for word in words]


def _is_initialism(word: str) -> bool:
    """Whether a word keeps its capitals in title case: "US" is not "us"."""
    return word in FIRST_PERSON or (len(word) > 1 and word.isupper())
