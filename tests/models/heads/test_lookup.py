"""Every known n-gram is found once a sentence, where it first stands, and none across sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.heads.lookup import NgramLookup
from models.heads.words import HeadSentence, ngrams

KNOWN = ("a", "b a", "a b", "a b c", "c", "b c a", "c c", "d")
TEXTS = st.lists(st.lists(st.sampled_from("abcxy"), max_size=8), min_size=1, max_size=5)


def sentence(words: list[str]) -> HeadSentence:
    return HeadSentence(0, words, "", 0, 0, [])


@given(TEXTS)
def test_each_known_ngram_is_found_once_in_its_sentence(texts: list[list[str]]) -> None:
    found = NgramLookup(KNOWN).find([sentence(words) for words in texts])

    for number, words in enumerate(texts):
        rows, places = found.of_sentence(number)
        named = [KNOWN[row] for row in rows]
        assert sorted(named) == sorted(ngrams(words) & set(KNOWN))
        for name, place in zip(named, places, strict=True):
            parts = name.split(" ")
            starts = [at for at in range(len(words)) if words[at : at + len(parts)] == parts]
            assert place == starts[0]


@given(TEXTS)
def test_behind_every_sentence_stands_the_row_that_is_none(texts: list[list[str]]) -> None:
    lookup = NgramLookup(KNOWN)
    found = lookup.find([sentence(words) for words in texts])

    ends = [*found.starts[1:].tolist(), len(found.rows)]
    assert [int(found.rows[end - 1]) for end in ends] == [lookup.nothing] * len(texts)


def test_without_pairs_and_triples_words_are_found() -> None:
    found = NgramLookup(["a", "b"]).find([sentence(["b", "a", "b"])])

    assert found.of_sentence(0) == ([1, 0], [0, 1])
