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
        (r"(?i:named)", [[{"named"}]]),
        (r"(?P<which>named)", [[]]),
        (r"\bco-op(?:s|)\b", [[{" co "}, {" op ", " ops "}]]),
        (r"x{2,3}y", [[{"x"}]]),
        (r"n't\s", [[{" t "}, {"n "}]]),
        (r"[\]x]abc", [[{"abc"}]]),
        (r"\(said\)", [[{" said "}]]),
        (r"\bm[ae]n\b", [[{" man ", " men "}]]),
        (r"[ab]+xyz", [[{"xyz"}]]),
        (r"\bso\?", [[{" ? "}, {" so "}]]),
        (r"f\*+", [[{" * "}, {"f "}]]),
        (r'"so\b', [[{" so "}, {' " '}]]),
        (r"^so\b|so$", [[{" so "}], [{"so "}]]),
        (r"(?-i:The\s+Hill)\s+said", [[{" Hill "}, {" said"}, {"The "}]]),
        (r"(?-i:W)est", [[{"est"}, {"W"}]]),
        (r"\bthe(?:\s+old)?\s+mill\b", [[{" mill "}, {" the "}]]),
        (r"\bdog[- ]house\b", [[{" dog "}, {" house "}]]),
        (r"\bum+\b", [[{" um"}]]),
        (r"\bgo\s*to\b", [[{" go"}, {"to "}]]),
    ],
)
def test_the_words_that_a_pattern_needs_are_known(pattern: str, ways: list[list[set[str]]]) -> None:
    found = [{frozenset(clause) for clause in way} for way in required_ways(pattern)]

    assert found == [{frozenset(clause) for clause in way} for way in ways]


@pytest.mark.parametrize(
    ("pattern", "sentence", "is_kept"),
    [
        (r"(?-i:The\s+Hill)\b", b"So The Hill says.", True),
        (r"(?-i:The\s+Hill)\b", b"So they ran up the hill.", False),
        (r"(?-i:Tech[Cc]runch)", b"A TechCrunch report.", True),
        (r"(?-i:Tech[Cc]runch)", b"A TECHCRUNCH report.", False),
        (r"\bmill\b", b"THE MILL.", True),
        (r"\bmill\b", b"The windmill.", False),
        (r'"no"', b"They said no.", False),
        (r'"no"', b'They said "no".', True),
        (r"graph", b"A paragraph.", True),
        (r"graph", b"A para graf.", False),
        (r"graph", b"x" * 100 + b"graph" + b"x" * 100, True),
        (r"\bun\w+able\b", b"An unbelievable story.", True),
        (r"\bun\w+able\b", b"An able story.", False),
    ],
)
def test_a_sentence_is_kept_only_for_its_words(
    pattern: str, sentence: bytes, *, is_kept: bool
) -> None:
    assert Prefilter([pattern]).candidates(sentence) == ([0] if is_kept else [])


def test_endless_words_are_looked_up_without_being_remembered() -> None:
    prefilter = Prefilter(["graph", r"\bun", r"able\b"])

    assert prefilter.candidates(b"un" + b"graph" * 20_000 + b"able") == [0, 1, 2]


def test_a_case_sensitive_pattern_needs_its_capitals() -> None:
    prefilter = Prefilter([r"\bThe\s+Hill\b", r"\bhill\b"], {0})

    assert prefilter.candidates(b"The Hill wrote.") == [0, 1]
    assert prefilter.candidates(b"On the hill.") == [1]
