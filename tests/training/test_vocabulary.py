"""No name of a person, an outlet or a camp becomes a feature."""

from __future__ import annotations

from models.linear.tokens import WordRun
from tests.models.linear.invented import small_config
from training.config import VocabularySettings
from training.prepare import Prepared
from training.vocabulary import learn_vocabulary, lower_case_words


def _rows(*texts: str, outlets: int = 4) -> list[Prepared]:
    return [
        Prepared(
            id=str(number),
            dataset="invented",
            group=f"outlet {number % outlets}",
            targets=(("reliable", 1.0),),
            runs=(_run(texts[number % len(texts)]),),
            fingerprints=frozenset(),
        )
        for number in range(12)
    ]


def _run(text: str) -> WordRun:
    return (0, text.split())


def _settings(**changes: object) -> VocabularySettings:
    return small_config().vocabulary.model_copy(update=changes)


def test_a_word_that_is_mostly_a_name_is_no_feature() -> None:
    rows = _rows("he met Reed there", "he met Reed there", "he met a reed there")

    assert "reed" not in lower_case_words(rows, min_share=0.8)
    assert "reed" in lower_case_words(rows, min_share=0.3)


def test_the_name_of_a_camp_is_no_feature_nor_part_of_a_pair() -> None:
    vocabulary = learn_vocabulary(_rows("so the liberals voted no"), _settings())

    assert not [name for name in vocabulary.names() if "liberals" in name]
    assert "voted no" in vocabulary.names()


def test_a_word_of_one_outlet_is_no_feature() -> None:
    rows = _rows("the harbour was shut", outlets=1)

    assert "harbour" not in learn_vocabulary(rows, _settings()).words


def test_the_limit_keeps_the_commonest_pairs() -> None:
    rows = _rows("so the harbour was shut", "and the harbour was open", "now the harbour fell")
    everything = len(learn_vocabulary(rows, _settings()).words)

    vocabulary = learn_vocabulary(rows, _settings(most_features=everything + 1))

    assert vocabulary.names()[everything:] == ["the harbour"]


def test_the_same_articles_in_another_order_give_the_same_vocabulary() -> None:
    rows = _rows("the harbour was shut", "the ships were gone")

    assert learn_vocabulary(rows, _settings()) == learn_vocabulary(rows[::-1], _settings())
