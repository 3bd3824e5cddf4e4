"""How much of a text reads as prose, so that code, tables, base64 and lists of numbers are not scored as news.

Counted on the shadow with `bytes.translate`, which makes it a few microseconds for an article. The bounds are wide:
news copy has 94-98 % letters among its visible characters and a space after every 4-7 of them.
"""

from __future__ import annotations

from models.text.document import Document, Sentence
from models.text.language import function_word_share

# A question mark stands for a foreign letter in the shadow.
LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ?"
VISIBLE_LETTERS = 0.86
FEWEST_SPACES, MOST_SPACES = 0.07, 0.32
FEWEST_WORDS = 3
# Less than in any article seen; lists of names and products have none.
FEWEST_FUNCTION_WORDS = 0.06
TERMINATORS = b".!?\"':"


def prose_share(document: Document) -> float:
    """The share, 0 to 1, of the body outside furniture that reads as prose; 0 where English has no function words."""
    units = [
        document.shadow[s.start : s.end]
        for s in document.sentences
        if not (s.in_title or s.furniture)
    ]
    total = sum(map(len, units))
    if not total:
        return 0.0
    if (
        document.language == "en"
        and function_word_share(document.normal[document.body_start :]) < FEWEST_FUNCTION_WORDS
    ):
        return 0.0
    if reads_as_prose(b" ".join(units)):
        return 1.0
    return sum(len(unit) for unit in units if reads_as_prose(unit)) / total


def count_words(shadow: bytes, body_start: int, sentences: tuple[Sentence, ...]) -> int:
    """Words of the sentences of prose in the body, furniture left out."""
    is_prose_throughout = reads_as_prose(shadow[body_start:])
    count = 0
    for sentence in sentences:
        if sentence.in_title or sentence.furniture:
            continue
        if is_prose_throughout or reads_as_prose(shadow[sentence.start : sentence.end]):
            count += shadow.count(b" ", sentence.start, sentence.end) + 1
    return count


def reads_as_prose(unit: bytes) -> bool:
    """Whether the mix of letters, spaces and signs is that of sentences."""
    spaces = unit.count(b" ") + unit.count(b"\n")
    visible = len(unit) - spaces
    letters = len(unit) - len(unit.translate(None, LETTERS))
    if spaces + 1 < FEWEST_WORDS:
        return letters >= VISIBLE_LETTERS * visible - 1 and unit[-1:] in TERMINATORS
    return (
        letters >= VISIBLE_LETTERS * visible and FEWEST_SPACES <= spaces / len(unit) <= MOST_SPACES
    )
