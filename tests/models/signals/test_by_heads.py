"""What the heads may add to what cues found."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.bundle import DEFAULT_FOLDER
from models.contract import Article
from models.heads import HeadFinding
from models.signals import load_taxonomy
from models.signals.by_heads import head_observations
from models.signals.observation import Observation
from models.text import read_document

TAXONOMY = load_taxonomy(Path(DEFAULT_FOLDER) / "signals.toml")
DOCUMENT = read_document(Article("Dam", 'Many fear the worst. "They shelled us," she said.'))


def a_find(signal: str, sentence: int = 1) -> HeadFinding:
    bounds = DOCUMENT.sentences[sentence]
    return HeadFinding(signal, sentence, bounds.start, bounds.end, 0.42)


def an_observation(signal: str, sentence: int = 1) -> Observation:
    return Observation(signal, 5, 9, sentence, "outlet", 0.9, "Why.", "rule:a.cue")


def added(finds: list[HeadFinding], known: list[Observation]) -> list[tuple[str, str, float]]:
    found = head_observations(DOCUMENT, finds, known, TAXONOMY)
    return [(o.by, o.voice, o.confidence) for o in found]


def test_a_find_says_who_found_it_and_how_sure_it_is() -> None:
    assert added([a_find("source.vague")], []) == [("head:source.vague", "outlet", 0.42)]


def test_where_a_cue_found_the_signal_a_head_adds_nothing() -> None:
    assert added([a_find("source.vague")], [an_observation("source.vague")]) == []
    assert added([a_find("source.vague")], [an_observation("source.vague", 2)]) != []


@pytest.mark.parametrize(
    ("signal", "adds"), [("language.loaded", False), ("source.document", True)]
)
def test_nothing_that_raises_is_added_to_an_honest_caveat(signal: str, adds: bool) -> None:  # noqa: FBT001
    assert bool(added([a_find(signal)], [an_observation("claim.unverified")])) is adds


def test_a_partys_claim_is_spoken() -> None:
    assert added([a_find("source.interested")], []) == [("head:source.interested", "quoted", 0.42)]
