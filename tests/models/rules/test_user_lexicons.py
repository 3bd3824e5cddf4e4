"""A newsroom's own lexicons: every mistake is told at once, with its place and what to do; nothing faulty runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import UserLexiconError
from models.rules.cue import Cue
from models.rules.source import LexiconSource
from models.rules.user import Check, check_lexicons, combined_hash, read_sources
from models.rules.user_file import Ground
from tests.lexicons import PALACE, a_lexicon, write_lexicon

GROUND = Ground(
    signals={"source.anonymous", "source.anonymity_explained", "source.vague"},
    structural={"source.single"},
    macros={"say": "(?:said|told)"},
    taken={
        "user.taken": Cue("user.taken", "source.vague", "x", origin="bundle/vague.toml:7"),
    },
    floor=0.33,
)


def check(text: str, name: str = "desk.toml") -> Check:
    return check_lexicons([LexiconSource(Path(name), text.encode())], GROUND)


def faults(text: str) -> list[str]:
    return [str(fault) for fault in check(text).faults]


def test_a_good_file_is_accepted_and_compiled() -> None:
    accepted = check(a_lexicon()).accepted()

    assert [cue.id for cue in accepted.live.cues] == ["user.palace-whisper"]
    assert accepted.confidence == {"user.palace-whisper": 0.5}
    assert not accepted.shadow.cues


def test_a_file_that_says_nothing_runs_in_shadow() -> None:
    accepted = check('language = "en"\n' + PALACE).accepted()

    assert len(accepted.shadow.cues) == 1
    assert not accepted.live.cues


@pytest.mark.parametrize(
    ("change", "line", "parts"),
    [
        (("pattern =", "patern ="), 7, ["unknown key 'patern'", "Did you mean pattern?"]),
        (("\\bpalace", "(palace"), 7, ["missing )", "Close every ("]),
        (("\\bpalace", "(?<!the )palace"), 7, ["(?<! at character 1", "`unless`"]),
        (("\\bpalace", "(?=the)palace"), 7, ["looking ahead", "`near`"]),
        (("\\bpalace", "(a)\\1palace"), 7, ["invalid escape sequence: \\1", "back-references"]),
        (("\\bpalace", "{sya}palace"), 7, ["unknown macro {sya}", "Did you mean say?"]),
        (("\\bpalace", "palacé"), 7, ["'é' at character 6 is not ASCII", "write e."]),
        (("\\bpalace", "“palace"), 7, ["not ASCII", 'write ".']),
        (("\\bpalace", "\\w{2000}palace"), 7, ["invalid repetition size", "1,000 times"]),
        (("'''\\bpalace\\s+whisperers?\\b'''", "''"), 4, ["pattern is missing"]),
        (("'''\\bpalace\\s+whisperers?\\b'''", "' '"), 7, ["the pattern is empty"]),
        (("'''\\bpalace\\s+whisperers?\\b'''", "'x*'"), 7, ["where there are no words"]),
        (("'''\\bpalace\\s+whisperers?\\b'''", '"\\bpalace"'), 7, ["U+0008", "between '''"]),
        (("\\bpalace", "(" * 70 + "palace" + ")" * 70), 7, ["nested more than 60 deep"]),
        (("source.anonymous", "source.anonymus"), 6, ["Did you mean source.anonymous or"]),
        (("source.anonymous", "source.single"), 6, ["read from the structure"]),
        (
            ("user.palace", "Palace One"),
            5,
            ["must begin with 'user.'", '"user.palace-one-whisper"'],
        ),
        (
            ('"user.palace-whisper"', '"user.taken"'),
            5,
            ["used twice", "first at bundle/vague.toml:7"],
        ),
        (('"user.palace-whisper"', "7"), 5, ["id must be a text"]),
        (("positive", "# positive"), 4, ["positive is missing", "must give a hit"]),
        (("negative", "# negative"), 4, ["negative is missing", "must not give a hit"]),
        (("unless =", "near ="), 9, ["positive example 1 gives no hit", "`near` matches nothing"]),
        (
            ("positive = [", 'positive = ["Cats.", '),
            9,
            ["positive example 1", "matches nothing in it"],
        ),
        (("novel has", "book has"), 10, ["negative example 2 gives a hit"]),
        (("unless = ['''\\bnovel", "unless = ['''(novel"), 8, ["missing )"]),
        (("unless =", "confidence = 0.2\nunless ="), 8, ["below 0.33", "Raise it"]),
        (("unless =", "confidence = 2\nunless ="), 8, ["a number from 0 to 1"]),
        (("unless =", "origin = 'x'\nunless ="), 8, ["unknown key 'origin'"]),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(
    change: tuple[str, str], line: int, parts: list[str]
) -> None:
    told = faults(a_lexicon().replace(*change))

    wanted = [fault for fault in told if all(part in fault for part in parts)]
    assert wanted, told
    assert wanted[0].startswith(f"desk.toml:{line}: ")


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("[[cue\n", "desk.toml:1:", "not valid TOML"),
        ('language = "en"\npattern = "\\s"\n', "desk.toml:2:", "three single quotes"),
        ("x = " + "[" * 5000, "desk.toml:1:", "nested too deeply"),
        (PALACE, "desk.toml:1:", "language is missing"),
        (a_lexicon().replace('"en"', '"de"'), "desk.toml:1:", "the language 'de' is not read"),
        (a_lexicon("livee"), "desk.toml:2:", "Did you mean live?"),
        (a_lexicon(head="confidence = 0.1\n"), "desk.toml:3:", "below 0.33"),
        (a_lexicon(head="modus = 1\n"), "desk.toml:3:", "unknown key 'modus'"),
        (a_lexicon(body="[cue]\nid = 'x'\n"), "desk.toml:3:", "cues must be written as [[cue]]"),
        (a_lexicon(body="[macros]\nx = '('\n"), "desk.toml:4:", "missing )"),
        (a_lexicon(body="[macros]\nx = ''\n"), "desk.toml:4:", "macro 'x' is empty"),
        ("#" * 10_000_000, "desk.toml:1:", "more than 1,000,000 bytes"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_told(text: str, place: str, reason: str) -> None:
    told = faults(text)

    assert any(fault.startswith(place) and reason in fault for fault in told), told


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        (b'language = "en"\n# caf\xe9\n', "desk.toml:2:", "0xE9 is not UTF-8"),
        (a_lexicon().encode("utf-16"), "desk.toml:1:", "UTF-16"),
    ],
)
def test_a_file_in_another_encoding_is_told(data: bytes, place: str, reason: str) -> None:
    (fault,) = check_lexicons([LexiconSource(Path("desk.toml"), data)], GROUND).faults

    assert str(fault).startswith(place)
    assert reason in str(fault)


def test_a_byte_order_mark_and_line_ends_of_windows_do_not_matter() -> None:
    text = "\ufeff" + a_lexicon().replace("\n", "\r\n")

    assert check(text).accepted().live_hash == check(a_lexicon()).accepted().live_hash


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write_lexicon(tmp_path, a_lexicon().replace("signal =", "sginal ="), "a.toml")
    write_lexicon(tmp_path, "[[cue", "b.toml")
    write_lexicon(
        tmp_path, a_lexicon().replace("novel", "(").replace('id = "', 'id = "no '), "c.toml"
    )

    found = check_lexicons(read_sources([tmp_path]), GROUND)

    assert {Path(fault.path).name for fault in found.faults} == {"a.toml", "b.toml", "c.toml"}
    assert len(found.faults) >= 5
    with pytest.raises(UserLexiconError) as caught:
        found.accepted()
    assert len(str(caught.value).splitlines()) == len(found.faults)


def test_an_id_in_two_files_is_refused_with_both_places(tmp_path: Path) -> None:
    write_lexicon(tmp_path, a_lexicon(), "a.toml")
    write_lexicon(tmp_path, a_lexicon(), "b.toml")

    (fault,) = check_lexicons(read_sources([tmp_path]), GROUND).faults

    assert f"{tmp_path / 'b.toml'}:5: cue 'user.palace-whisper': the id is used twice" in str(fault)
    assert f"first at {tmp_path / 'a.toml'}:4" in str(fault)


def test_a_broken_macro_is_told_once_and_not_again_where_it_is_used() -> None:
    body = "[macros]\nhouse = '(palace'\n" + PALACE.replace("\\bpalace", "{house}")

    assert [fault.split(":")[1] for fault in faults(a_lexicon(body=body))] == ["4"]


def test_macros_that_grow_without_end_are_refused() -> None:
    lines = ["[macros]", "a0 = 'palace'"]
    lines += [f"a{n} = '{'{' + f'a{n - 1}' + '}'}" + f"{{a{n - 1}}}'" for n in range(1, 40)]

    told = faults(a_lexicon(body="\n".join(lines) + "\n"))

    assert told
    assert all("more than 100,000 characters" in fault for fault in told)


def test_macros_of_the_bundle_the_folder_and_the_file_can_be_used(tmp_path: Path) -> None:
    write_lexicon(tmp_path, 'language = "en"\n[macros]\nhouse = "palace"\n', "macros.toml")
    body = "[macros]\nwhisperer = 'whisperers?'\n" + PALACE.replace(
        "\\bpalace\\s+whisperers?\\b", "\\b{house}\\s+{whisperer}\\b.*{say}"
    )
    file = write_lexicon(tmp_path, a_lexicon(body=body))

    whole = check_lexicons(read_sources([tmp_path]), GROUND).accepted()
    alone = check_lexicons(read_sources([file]), GROUND).accepted()

    assert whole.live.cues == alone.live.cues
    assert "(?:palace)" in whole.live.cues[0].pattern


def test_a_folder_with_the_name_of_a_lexicon_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.toml").mkdir()

    (fault,) = check_lexicons(read_sources([tmp_path]), GROUND).faults

    assert "it is a folder" in str(fault)


def test_a_file_without_a_cue_is_refused() -> None:
    (fault,) = faults('language = "en"\n')

    assert "the file has no cue" in fault
    assert "[[cue]]" in fault


def test_a_loop_of_macros_is_named_as_one() -> None:
    told = faults(a_lexicon(head="[macros]\na = '{b}'\nb = '{a}x'\nc = 'y{c}'\nd = 'z'\n"))

    assert len(told) == 3
    assert "loop: a -> b -> a" in told[0]
    assert "loop: c -> c" in told[2]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("language = en", "straight quotes"),
        ("macros = [1, 2", "Close every quote and bracket"),
        ('[[cue]]\nid "x"', "key = value"),
        ("a = 1 2", "Check the quotes"),
    ],
)
def test_what_is_no_toml_is_told_what_to_do(text: str, advice: str) -> None:
    (fault,) = faults(text)

    assert "not valid TOML" in fault
    assert advice in fault


def test_hidden_files_and_copies_of_editors_are_left_alone(tmp_path: Path) -> None:
    for name in (".desk.toml", "desk.toml~", "desk.toml.swp", "notes.txt"):
        write_lexicon(tmp_path, "no lexicon", name)

    assert read_sources([tmp_path]) == []


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")

    (fault,) = check_lexicons(read_sources([tmp_path]), GROUND).faults

    assert "cannot be read: No such file" in str(fault)


def test_the_hash_names_what_live_cues_do_and_nothing_else() -> None:
    plain = check(a_lexicon()).accepted()
    commented = check("# desk\n" + a_lexicon().replace("was closed", "was shut")).accepted()
    changed = check(a_lexicon().replace("\\bnovel", "\\bn[o]vel")).accepted()
    in_shadow = check(a_lexicon("shadow")).accepted()

    assert combined_hash("bundle", plain) == combined_hash("bundle", commented)
    assert combined_hash("bundle", plain) != combined_hash("bundle", changed)
    assert combined_hash("bundle", in_shadow) == "bundle"
    assert in_shadow.shadow_hash == plain.live_hash


def test_the_message_leaves_out_the_example_which_may_be_somebodys_article() -> None:
    (fault,) = check(a_lexicon().replace("novel has", "book has")).faults

    assert "book has" in fault.example
    assert "book has" not in str(fault)
