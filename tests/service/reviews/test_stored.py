"""Stored answers are read again as they were, whatever version had given them."""

from __future__ import annotations

import orjson
import pytest

from models import Answer, Article, load_scorer
from service.reading.stored import UnreadableAnswerError, decode_answer
from service.scores.wire import answer_fields, encode
from tests.builders import STORY
from tests.fakes import FixedScorer

_ARTICLE = Article(
    title="Minister denies that talks failed",
    text=(
        'Talks on the port ended on Monday without a result, two people who were briefed on them said. "We have not '
        'failed," said the minister, Ole Berg, in a radio interview. The union says that the ministry broke its word; '
        "the ministry disputes this. According to a report that the ministry published in May, 40 berths are unused. "
        'Berg told the Post: "We have never failed." Experts fear the worst disaster in living memory, reportedly.\n'
    )
    * 2,
)


@pytest.fixture(scope="module")
def answer() -> Answer:
    """What the built-in rules say of an article with a ledger, sides and quotations."""
    return load_scorer(None, "linear").score(_ARTICLE)


def _stored(answer: Answer) -> bytes:
    return encode(answer_fields(answer, score_id="sc_0", stored=True, external_id=None))


def test_an_answer_is_read_again_as_it_was(answer: Answer) -> None:
    assert answer.sources
    assert answer.attributions
    assert answer.evidence

    assert decode_answer(_stored(answer)) == answer


def test_an_abstention_is_read_again_as_it_was() -> None:
    answer = FixedScorer().score(Article("Harbour", "Too short."))

    assert decode_answer(_stored(answer)) == answer


def test_what_was_included_besides_makes_no_difference() -> None:
    answer = FixedScorer().score(Article("Harbour", STORY))
    fields = orjson.loads(_stored(answer)) | {
        "annotations": [{"a": 1}],
        "sentences": [],
        "shadow": None,
    }

    assert decode_answer(orjson.dumps(fields)) == answer


def test_an_answer_of_the_first_version_lacks_only_what_came_later(answer: Answer) -> None:
    fields = orjson.loads(_stored(answer))
    for name in ("sides", "headline", "quote_pairs"):
        del fields[name]
    del fields["document"]["unattributed"]
    for source in fields["sources"]:
        del source["basis"], source["anonymity"]
    for claim in fields["claims"]:
        del claim["restated"]
    for one in fields["attributions"]:
        del one["act"], one["via"], one["within"]

    old = decode_answer(orjson.dumps(fields))

    assert (old.sides, old.headline, old.quote_pairs) == ([], None, [])
    assert old.document.unattributed == []
    assert {(one.basis, one.anonymity) for one in old.sources} == {(None, None)}
    assert all(one.restated == [] for one in old.claims)
    assert {(one.act, one.via, one.within) for one in old.attributions} == {("asserts", None, None)}
    assert old.evidence == answer.evidence
    assert old.risk == answer.risk


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b'{"document": 1}',
        b'{"document": {}, "sources": 3}',
        b"\xff\x00",
    ],
)
def test_bytes_that_are_no_answer_say_so_without_quoting_them(body: bytes) -> None:
    with pytest.raises(UnreadableAnswerError) as caught:
        decode_answer(body)

    assert caught.value.__cause__ is None
    assert len(str(caught.value)) < 40
