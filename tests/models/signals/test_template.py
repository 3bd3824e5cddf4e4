"""Tests of `models.signals.template`: sentences with gaps, and what is refused when a bundle is opened."""

from __future__ import annotations

import pytest

from models.bundle import DEFAULT_FOLDER
from models.signals.taxonomy import load_taxonomy
from models.signals.template import first_that_applies, read_templates

TAXONOMY = load_taxonomy(DEFAULT_FOLDER / "signals.toml")
FILLINGS = {"who": ["two diplomats"], "are": ["are"], "words": ["shameless", "vile"]}


def slot(name: str) -> list[str]:
    """A place that knows a few things."""
    return FILLINGS.get(name, [])


def test_the_first_that_applies_is_said() -> None:
    templates = read_templates(
        [
            {"when": "explained", "say": "{Who} {are} not named, and the text says why."},
            {"say": "{Who} spoke to {outlet}."},
            {"say": "{Who} {are} not named."},
        ]
    )

    assert first_that_applies(templates, frozenset(), slot) == "Two diplomats are not named."
    assert (
        first_that_applies(templates, frozenset({"explained"}), slot)
        == "Two diplomats are not named, and the text says why."
    )


def test_several_fillings_are_said_one_after_the_other_each_between_its_marks() -> None:
    (template,) = read_templates([{"say": "What is meant by “{words}”?"}])

    assert template.fill(frozenset(), slot) == "What is meant by “shameless” and “vile”?"


def test_what_fills_a_gap_is_never_read_as_a_gap() -> None:
    (template,) = read_templates([{"say": "This is a guess by {who}."}])

    assert template.fill(frozenset(), lambda _: ["{are}"]) == "This is a guess by {are}."


@pytest.mark.parametrize(
    "entry",
    [
        {"say": "{Whom} spoke."},
        {"say": "Spoken.", "when": "sunny"},
        {"say": "Spoken.", "whenever": "quoted"},
        {"say": "no sentence"},
        {"say": "Long " + "x" * 300 + "."},
    ],
)
def test_a_template_that_cannot_be_said_is_refused(entry: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_templates([entry])


@pytest.mark.parametrize("signal", TAXONOMY)
def test_no_reason_or_question_calls_anything_false(signal: str) -> None:
    entry = TAXONOMY[signal]
    said = [entry.why, entry.ask, *(t.say for t in (*entry.reasons, *entry.asks))]

    assert not [s for s in said if any(w in s.lower() for w in ("false", "fake", "lie ", "untrue"))]


def test_every_signal_that_raises_the_risk_has_a_question_but_the_word_model() -> None:
    without = [s.id for s in TAXONOMY.values() if s.effect == "raises" and not s.ask]

    assert without == ["language.wording"]


def test_every_signal_that_rules_find_tells_its_blind_spots() -> None:
    without = [s.id for s in TAXONOMY.values() if not s.blind_spots]

    assert without == ["language.wording"]
