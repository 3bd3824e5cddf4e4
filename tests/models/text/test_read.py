"""The whole way from a submission to a document, on ordinary and on hostile texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from models.contract import Article
from models.text import Document, read_document, warm_up
from tests.models.text.noise import any_text, newsy

HOSTILE = {
    "alternating marks": "\u0301\u0316",
    "one code point that spells out to eighteen": "\ufdfa",
    "no spaces": "abcdefghij",
    "dots": ".",
    "open curly quotes": "\u201ca ",
    "straight quotes": '"',
    "apostrophes": " 'a",
    "initials": "a. ",
    "line ends": "\n",
    "lines of one letter": "x\n",
    "paragraphs of one letter": "x\n\n",
    "one sentence": "word ",
    "spaces": " ",
    "lone surrogates": "a\ud800",
    "zero width": "a\u200b",
    "mixed scripts": "\u0430b",
    "ligatures": "\ufb01",
    "full width": "\uff41",
    "letters spelt apart": "a b c d e  ",
    "digits in words": "s0urce ",
    "furniture": "Follow us on Twitter. ",
    "links": "http://a.b ",
    "glued sentences": "ended.The",
    "short paragraphs": 'A. "B" c?\n\n',
    "emoji": "\U0001f469\u200d\U0001f469 ",
    "ideographs": "\u4e2d\u6587\u3002",
    "control characters": "\x00",
    "right-to-left overrides": "\u202ea\u202c",
}


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm_up()


# Linear work ends in a fraction of a second, quadratic work in minutes; exact times: `tests/bench/bench_hostile.py`.
@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hundred_thousand_characters_of_anything_are_read_in_linear_time(name: str) -> None:
    text = (HOSTILE[name] * 100_000)[:100_000]

    document = read_document(Article(title=HOSTILE[name], text=text))

    assert document.text == text
    assert len(document.shadow) == len(document.normal)


@given(title=newsy | any_text, text=newsy | any_text)
def test_offsets_lead_to_submitted_words_without_blanks_around(title: str, text: str) -> None:
    document = read_document(Article(title=title, text=text))

    for sentence in document.sentences:
        span = document.to_source(sentence.start, sentence.end)
        exact = _field(document, span.field)[span.start : span.end]
        assert exact
        assert exact == exact.strip()
        assert span.field == ("title" if sentence.in_title else "text")


@given(newsy)
def test_sentences_are_numbered_in_order_and_do_not_overlap(text: str) -> None:
    sentences = read_document(Article(text=text)).sentences

    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))
    assert all(left.end <= right.start for left, right in pairwise(sentences))


@given(newsy)
def test_furniture_is_in_order_disjoint_and_in_the_body(text: str) -> None:
    document = read_document(Article(title="Docks to open", text=text))

    ends = [document.body_start, *(end for _, end in document.furniture)]
    assert all(
        start >= before for (start, _), before in zip(document.furniture, ends, strict=False)
    )


@given(newsy)
def test_white_space_invisible_characters_and_quote_style_change_nothing(text: str) -> None:
    plain = read_document(Article(text=text))

    other = read_document(
        Article(
            text=text.replace(" the ", " t\u200bhe ")
            .replace("'", "\u2019")
            .replace("\n\n", "\n\n\n")
        )
    )

    assert (other.normal, other.sentences, other.furniture) == (
        plain.normal,
        plain.sentences,
        plain.furniture,
    )


def test_the_normal_form_is_title_then_body() -> None:
    document = read_document(Article(title=" Docks\nopen ", text="The mayor said so. She left."))

    assert document.normal == "Docks open\n\nThe mayor said so. She left."
    assert document.body_start == len("Docks open\n\n")
    assert [s.in_title for s in document.sentences] == [True, False, False]
    assert [s.paragraph for s in document.sentences] == [0, 1, 1]


@pytest.mark.parametrize(
    "article",
    [Article(text=""), Article(title="", text=" \n"), Article(title="\u200b", text="\u200b")],
)
def test_an_empty_text_is_an_empty_document(article: Article) -> None:
    document = read_document(article)

    assert (document.normal, document.sentences, document.words, document.body_start) == (
        "",
        (),
        0,
        0,
    )


def test_curly_quotes_and_dashes_are_given_back_as_submitted() -> None:
    text = "\u201cIt\u2019s over\u201d \u2014 she\u00a0said. Then she left."
    document = read_document(Article(text=text))

    start = document.normal.index("she said")
    span = document.to_source(start, start + 8)

    assert text[span.start : span.end] == "she\u00a0said"


def _field(document: Document, name: str) -> str:
    return document.title if name == "title" else document.text
