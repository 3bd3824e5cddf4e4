"""The word look-up leaves no match out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models
from models.rules import load_ruleset
from models.rules.literals import required_ways
from models.rules.pattern import compile_pattern
from models.rules.prefilter import Prefilter

LEXICONS = Path(models.__file__).parent / "bundles" / "default" / "lexicons" / "en"
CUES = load_ruleset(LEXICONS).cues
PATTERNS = [cue.pattern for cue in CUES]
SEARCHES = [compile_pattern(cue.pattern, case_sensitive=cue.case_sensitive) for cue in CUES]
PREFILTER = Prefilter(PATTERNS)
EXAMPLES = [example for cue in CUES for example in (*cue.positive, *cue.negative)]


def left_out(sentence: bytes) -> list[str]:
    """Cues that match a sentence although the look-up said that they cannot."""
    kept = set(PREFILTER.candidates(sentence))
    return [
        CUES[index].id
        for index, search in enumerate(SEARCHES)
        if index not in kept and search.search(sentence)
    ]


def test_no_example_of_any_cue_is_left_out() -> None:
    lost = {text: left_out(text.encode("ascii", "replace")) for text in EXAMPLES[::3]}

    assert {text: cues for text, cues in lost.items() if cues} == {}


@given(st.lists(st.sampled_from(EXAMPLES), min_size=2, max_size=2), st.integers(0, 60))
def test_no_mixture_of_examples_is_left_out(parts: list[str], cut: int) -> None:
    mixed = parts[0][:cut] + parts[1][cut // 2 :].upper()

    assert left_out(mixed.replace("\n", " ").encode("ascii", "replace")) == []


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        (r"\bexperts\s+say\b", [[{" experts "}, {" say "}]]),
        (r"\b(?:may|might)\s+have\b", [[{" may ", " might "}, {" have "}]]),
        (r"leak(?:s|ed)?\b", [[{"leak ", "leaks ", "leaked "}]]),
        (r"\bexperts\b|\bpundits\b", [[{" experts "}], [{" pundits "}]]),
        (r"(?:abc|def)+", [[{"abc", "def"}]]),
        (r"(?:ab\s+cd|ef)gh", [[{"ab "}, {" cd"}, {"gh"}], [{"ef"}, {"gh"}]]),
        (r"\bpre(?:abc|def)+", [[{" pre"}, {"abc", "def"}]]),
        (r"ab?c", [[{"abc", "ac"}]]),
        (r"[a-c]+|\w", [[], []]),
        (r"(?i:named)", [[]]),
        (r"\bco-op(?:s|)\b", [[{" co "}, {" op ", " ops "}]]),
        (r"x{2,3}y", [[{"y"}]]),
        (r"n't\s", [[{" t "}]]),
        (r"[\]x]abc", [[{"abc"}]]),
        (r"\(said\)", [[{" said "}]]),
        (r"\bm[ae]n\b", [[{" man ", " men "}]]),
        (r"[ab]+xyz", [[{"xyz"}]]),
        (r"\bso\?", [[{" so "}, {" ? "}]]),
    ],
)
def test_the_words_that_a_pattern_needs_are_known(pattern: str, ways: list[list[set[str]]]) -> None:
    found = [{frozenset(clause) for clause in way} for way in required_ways(pattern)]

    assert found == [{frozenset(clause) for clause in way} for way in ways]
