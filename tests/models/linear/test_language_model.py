"""The served scorer against scikit-learn, and the laws of `part:language`."""

from __future__ import annotations

import math

import pytest

from models.linear import HouseStyle, LanguageModel, read_words
from tests.models.linear.invented import (
    PHRASES,
    a_document,
    an_article,
    fitted_model,
    fitted_parameters,
    prepared_articles,
)
from training.corpora import Label
from training.estimator import as_pipeline

UNRELIABLE = "The shocking truth has been exposed. Share this before they delete it."


def test_it_equals_scikit_learn_within_a_billionth() -> None:
    rows = prepared_articles()
    expected = as_pipeline(fitted_parameters()).predict_proba([row.runs for row in rows])

    readings = [fitted_model().read_runs(row.runs) for row in rows]

    for reading, (reliable, unreliable, satire) in zip(readings, expected, strict=True):
        assert reading.log_odds == pytest.approx(math.log(unreliable / reliable), abs=1e-9)
        assert reading.satire == pytest.approx(satire, abs=1e-9)


def test_intercept_and_sentences_add_up_to_the_log_odds() -> None:
    reading = fitted_model().read(a_document(UNRELIABLE * 3))

    total = reading.intercept + math.fsum(share for _, share in reading.by_sentence)

    assert reading.log_odds == pytest.approx(total, abs=1e-12)
    assert reading.probability == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-12)


@pytest.mark.parametrize(("label", "is_high"), [("reliable", False), ("unreliable", True)])
def test_unseen_articles_of_a_manner_are_told_apart(label: Label, *, is_high: bool) -> None:
    article = an_article(label, seed=1_000)

    reading = fitted_model().read(a_document(article.text or ""))

    assert (reading.probability > 0.5) is is_high


def test_satire_is_told_apart_from_both_others() -> None:
    chances = {
        label: fitted_model().read(a_document(an_article(label, 1_000).text or "")).satire
        for label in PHRASES
    }

    assert max(chances, key=lambda label: chances[label]) == "satire"


def test_swapping_names_changes_nothing() -> None:
    story = "{0} said the truth was exposed. In {1}, the cover up by {2} went on, {0} added."
    model = fitted_model()

    one = model.read(a_document(story.format("Mary Bell", "Norland", "the Harbour Party")))
    other = model.read(a_document(story.format("Ibn Tarik", "East Vale", "the Mill Union")))

    assert one.log_odds == pytest.approx(other.log_odds, abs=1e-12)


def test_house_style_changes_nothing() -> None:
    plain = fitted_model().read(a_document(UNRELIABLE))

    dressed = fitted_model().read(a_document(f"OSTVALE (XYZ) - {UNRELIABLE}\n\nGetty Images"))

    assert dressed.log_odds == pytest.approx(plain.log_odds, abs=1e-12)


def test_setting_a_sentence_aside_equals_leaving_it_out() -> None:
    caveat = "Nobody knew what would happen."
    without = fitted_model().read(a_document(UNRELIABLE))

    aside = fitted_model().read(
        a_document(f"{UNRELIABLE} {caveat}"), [(len(UNRELIABLE) + 1, len(UNRELIABLE + caveat) + 1)]
    )

    assert aside.log_odds == pytest.approx(without.log_odds, abs=1e-12)


def test_a_text_without_a_known_word_gets_the_prior_and_says_so() -> None:
    reading = fitted_model().read(a_document("Vuz kelt oopra minz thal."))

    assert reading.log_odds == reading.intercept
    assert (reading.known_share, reading.words, reading.by_sentence) == (0.0, 5, ())


def test_an_empty_text_is_read_without_a_fault() -> None:
    assert fitted_model().read_runs([]).known_share == 0.0


def test_known_share_counts_words_and_not_names() -> None:
    reading = fitted_model().read(a_document("The truth has been exposed, Norland Zvezda heard."))

    assert reading.known_share == 1.0


def test_reading_twice_gives_the_same_bits() -> None:
    document = a_document(UNRELIABLE)

    assert fitted_model().read(document) == LanguageModel(fitted_parameters()).read(document)


def test_read_and_read_runs_agree() -> None:
    document = a_document(UNRELIABLE)

    runs = read_words(document, HouseStyle())

    assert fitted_model().read_runs(runs) == fitted_model().read(document)
