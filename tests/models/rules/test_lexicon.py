"""What is wrong in a lexicon is refused with file, line, cue and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import LexiconError
from models.rules import load_ruleset
from tests.models.rules.lexicon_files import write_lexicon

GOOD = """
[[cue]]
id = "vague.experts"
signal = "source.vague"
pattern = '''\\bexperts\\s+say\\b'''
positive = ["Experts say it is so."]
negative = ["The experts left."]
"""


def refusal(folder: Path, body: str, signals: set[str] | None = None) -> str:
    write_lexicon(folder, body)
    with pytest.raises(LexiconError) as caught:
        load_ruleset(folder, signals)
    return str(caught.value)


def test_a_correct_lexicon_loads(tmp_path: Path) -> None:
    write_lexicon(tmp_path, GOOD)

    assert [cue.id for cue in load_ruleset(tmp_path).cues] == ["vague.experts"]


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (("pattern =", "patern ="), 6, "unknown key 'patern'"),
        (("experts\\s", "(experts\\s"), 6, "missing )"),
        (("experts\\s", "(?=experts\\s)"), 6, "invalid perl operator"),
        (("experts\\s", "{nobody}\\s"), 6, "unknown macro {nobody}"),
        (("experts\\s", "“experts”\\s"), 6, "ASCII"),
        (('positive = ["Experts say it is so."]', "positive = []"), 3, "positive is missing"),
        (('negative = ["The experts left."]', ""), 3, "negative is missing"),
        (("positive = [", 'scope = "page"\npositive = ['), 7, "scope must be one of"),
        (("positive = [", 'negatable = "yes"\npositive = ['), 7, "must be true or false"),
        (("positive = [", 'unless = "no"\npositive = ['), 7, "must be a list of texts"),
        (("positive = [", 'near = ["("]\npositive = ['), 7, "bad pattern"),
        (("positive = [", "attributes = { a = 1.5 }\npositive = ["), 7, "attributes must be"),
        (("positive = [", "attributes_near = 3\npositive = ["), 7, "must be a table"),
        (("pattern = '''", "pattern = 3 # '''"), 6, "pattern must be a text"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_cue(
    tmp_path: Path, change: tuple[str, str], line: int, reason: str
) -> None:
    message = refusal(tmp_path, GOOD.replace(*change))

    assert f"test.toml:{line}: cue 'vague.experts':" in message
    assert reason in message


def test_a_signal_outside_the_taxonomy_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, GOOD, {"source.anonymous"})

    assert "test.toml:5: cue 'vague.experts': unknown signal 'source.vague'" in message


def test_an_id_used_twice_in_a_file_is_refused_at_the_second_place(tmp_path: Path) -> None:
    assert ":11: cue 'vague.experts': the id is used twice" in refusal(tmp_path, GOOD + GOOD)


def test_an_id_used_in_two_files_is_refused(tmp_path: Path) -> None:
    write_lexicon(tmp_path, GOOD, "a.toml")

    assert "the id is used twice" in refusal(tmp_path, GOOD)


def test_broken_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "test.toml:3: not valid TOML" in refusal(tmp_path, "\n[[cue\n")


def test_a_missing_language_is_refused(tmp_path: Path) -> None:
    (tmp_path / "test.toml").write_text(GOOD, encoding="utf-8")

    with pytest.raises(LexiconError, match="language is missing"):
        load_ruleset(tmp_path)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("macros = 3\n", "macros must be a table"),
        ("[macros]\nUPPER = 'x'\n", "lower-case name"),
        ("[macros]\nbroken = '('\n", "bad pattern"),
        ("cue = 3\n", "cues must be written as"),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(tmp_path: Path, body: str, reason: str) -> None:
    assert reason in refusal(tmp_path, body)


def test_macros_of_the_folder_and_of_the_file_are_written_out(tmp_path: Path) -> None:
    write_lexicon(tmp_path, "[macros]\nholder = 'experts'\n", "macros.toml")
    write_lexicon(
        tmp_path,
        "[macros]\nboth = '{holder}|pundits'\n" + GOOD.replace("experts\\s+", "{both}\\s{2,3}"),
    )

    assert load_ruleset(tmp_path).cues[0].pattern == "\\b(?:(?:experts)|pundits)\\s{2,3}say\\b"


def test_the_furniture_file_is_no_lexicon(tmp_path: Path) -> None:
    write_lexicon(tmp_path, "anything = 1\n", "furniture.toml")

    assert load_ruleset(tmp_path).cues == ()
