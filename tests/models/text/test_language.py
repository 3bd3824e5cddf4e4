"""The language of a text, offline."""

from __future__ import annotations

import pytest

from models.text.language import detect_language

GERMAN = (
    "Der Minister sagte am Freitag, dass die Zahlen falsch seien und niemand sie gepr\u00fcft habe."
)
FRENCH = "Le ministre a dit vendredi que les chiffres \u00e9taient faux et que personne ne les avait vus."
RUSSIAN = "Министр заявил в пятницу, что данные неверны и никто их не проверил. " * 2
ENGLISH = (
    "The minister said on Friday that the figures were false and that nobody had checked them."
)


@pytest.mark.parametrize(
    ("text", "code"), [(GERMAN, "de"), (FRENCH, "fr"), (RUSSIAN, "ru"), (ENGLISH, "en")]
)
def test_a_text_tells_its_language(text: str, code: str) -> None:
    assert detect_language(text, None) == code


def test_the_text_is_believed_before_its_declaration() -> None:
    assert detect_language(GERMAN, "en") == "de"
    assert detect_language(ENGLISH, "de") == "en"


@pytest.mark.parametrize("text", ["", "Ja.", "12 13 14 15 16", "x = 1; y = 2;", "aGVsbG8gd29ybGQ="])
def test_a_text_too_short_or_unclear_is_what_was_declared_or_english(text: str) -> None:
    assert detect_language(text, "de-AT") == "de"
    assert detect_language(text, None) == "en"
