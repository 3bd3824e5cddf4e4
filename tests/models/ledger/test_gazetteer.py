"""The gazetteer's files: loaded whole, refused when broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from models.errors import BundleError
from models.ledger import Gazetteer, load_gazetteer
from models.ledger.inflection import plural, verb_forms
from models.ledger.letters import LONGEST_REMEMBERED, MOST_REMEMBERED, Spellings
from tests.models.ledger.conftest import GAZETTEER


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"words\.toml"):
        load_gazetteer(tmp_path)


def test_a_malformed_file_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteer"
    shutil.copytree(GAZETTEER, folder)
    (folder / "states.toml").write_text("[[side]\nname = ", encoding="utf-8")

    with pytest.raises(BundleError, match=r"states\.toml"):
        load_gazetteer(folder)


def test_a_list_of_other_things_than_words_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteer"
    shutil.copytree(GAZETTEER, folder)
    (folder / "outlets.toml").write_text("names = [1]\nshapes = []\n", encoding="utf-8")

    with pytest.raises(BundleError, match="names"):
        load_gazetteer(folder)


def test_a_missing_table_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteer"
    shutil.copytree(GAZETTEER, folder)
    (folder / "kinds.toml").write_text("[weights]\nhead = 1.0\n", encoding="utf-8")

    with pytest.raises(BundleError, match="pairs"):
        load_gazetteer(folder)


def test_every_hint_at_a_kind_has_its_points(gazetteer: Gazetteer) -> None:
    assert {"pair", "office", "head", "other_role", "affiliation", "neutral", "name"} <= set(
        gazetteer.weights
    )


def test_every_class_letter_is_one_ascii_character(gazetteer: Gazetteer) -> None:
    assert all(len(letter) == 1 and letter.isascii() for letter in gazetteer.classes.values())


def test_verbs_of_the_closed_classes_stay_verbs(gazetteer: Gazetteer) -> None:
    assert gazetteer.classes["said"] == "V"
    assert gazetteer.classes["saying"] == "G"


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("warn", ("warn", "warns", "warned", "warning")),
        ("deny", ("deny", "denies", "denied", "denying")),
        ("argue", ("argue", "argues", "argued", "arguing")),
        ("guarantee", ("guarantee", "guarantees", "guaranteed", "guaranteeing")),
        ("say says said saying", ("say", "says", "said", "saying")),
    ],
)
def test_verbs_are_inflected_or_given(entry: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(entry) == forms


@pytest.mark.parametrize(
    ("one", "many"), [("witness", "witnesses"), ("agency", "agencies"), ("attorney", "attorneys")]
)
def test_nouns_have_regular_plurals(one: str, many: str) -> None:
    assert plural(one) == many


def test_spellings_are_forgotten_before_they_fill_the_memory() -> None:
    spellings = Spellings({"said": "V"})

    classed = [spellings[f"Word{number} "][2] for number in range(MOST_REMEMBERED + 10)]

    assert set(classed) == {"N"}
    assert spellings["said\n"] == ("said", "said", "V", "said")
    assert len(spellings) <= MOST_REMEMBERED


def test_a_long_run_of_letters_is_read_but_not_remembered() -> None:
    spellings, word = Spellings({}), "Ha" * LONGEST_REMEMBERED

    assert spellings[word] == (word, word.lower(), "N", "hahah")
    assert not spellings
