"""Every example of every shipped lexicon does what it promises."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import models
from models.contract import Article
from models.rules import Cue, Ruleset, load_ruleset
from models.text import read_document
from tests.models.rules.lexicon_files import PROSE

BUNDLE = Path(models.__file__).parent / "bundles" / "default"
LEXICONS = BUNDLE / "lexicons" / "en"


def known_signals() -> set[str]:
    taxonomy = tomllib.loads((BUNDLE / "signals.toml").read_text(encoding="utf-8"))
    return {signal["id"] for signal in taxonomy["signal"]}


RULESET: Ruleset = load_ruleset(LEXICONS, known_signals())


def is_hit(cue: Cue, sentence: str) -> bool:
    article = (
        Article(title=sentence, text=PROSE, language="en")
        if cue.field == "title"
        else Article(text=f"{sentence} {PROSE}", language="en")
    )
    return any(hit.cue.id == cue.id for hit in RULESET.find(read_document(article)))


@pytest.mark.parametrize("cue", RULESET.cues, ids=lambda cue: cue.id)
def test_every_positive_example_gives_a_hit_of_its_cue(cue: Cue) -> None:
    assert [sentence for sentence in cue.positive if not is_hit(cue, sentence)] == []


@pytest.mark.parametrize("cue", RULESET.cues, ids=lambda cue: cue.id)
def test_no_negative_example_gives_a_hit_of_its_cue(cue: Cue) -> None:
    assert [sentence for sentence in cue.negative if is_hit(cue, sentence)] == []


def test_the_neutral_prose_around_examples_carries_no_cue() -> None:
    assert RULESET.find(read_document(Article(text=f"{PROSE} {PROSE}", language="en"))) == []


def test_every_cue_has_a_signal_of_the_taxonomy() -> None:
    assert {cue.signal for cue in RULESET.cues} <= known_signals()
