"""`caveat signals test` and `caveat signals try`, run as a newsroom runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli import ExitCode, app
from tests.lexicons import PALACE, STORY, WHISPER, a_lexicon, write_lexicon

RUN = CliRunner()
TEXT = STORY.text or ""


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    """A good file in a folder of its own."""
    folder = tmp_path / "lexicons"
    folder.mkdir()
    return write_lexicon(folder, a_lexicon())


def test_signals_lists_the_taxonomy_as_before() -> None:
    listed = RUN.invoke(app, ["signals", "--json"])

    assert listed.exit_code == ExitCode.DONE
    assert "source.anonymous" in {signal["id"] for signal in json.loads(listed.stdout)}


def test_a_good_file_passes_and_says_what_was_run(lexicon: Path) -> None:
    run = RUN.invoke(app, ["signals", "test", str(lexicon)])

    assert run.exit_code == ExitCode.DONE
    assert "1 of 1" in run.stdout
    assert "2 of 2" in run.stdout
    assert "3 of 3 examples hold" in run.stdout


def test_the_folder_of_the_settings_is_tested_where_no_file_is_named(
    lexicon: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_LEXICONS_PATH", str(lexicon.parent))

    assert "user.palace-whisper" in RUN.invoke(app, ["signals", "test"]).stdout


def test_without_file_and_setting_the_usage_is_wrong() -> None:
    assert RUN.invoke(app, ["signals", "test"]).exit_code == ExitCode.USAGE


def test_a_failing_example_is_shown_with_its_sentence_place_and_reason(lexicon: Path) -> None:
    lexicon.write_text(a_lexicon().replace("novel has", "book has"), encoding="utf-8")

    run = RUN.invoke(app, ["signals", "test", str(lexicon)])

    assert run.exit_code == ExitCode.LEXICON
    assert f"{lexicon}:10: cue 'user.palace-whisper': negative example 2 gives a hit" in run.stdout
    assert "The book has a palace whisperer in it." in run.stdout


def test_a_check_is_given_as_json(lexicon: Path) -> None:
    lexicon.write_text(a_lexicon().replace("signal =", "sginal ="), encoding="utf-8")

    run = RUN.invoke(app, ["signals", "test", str(lexicon), "--json"])

    told = json.loads(run.stdout)
    assert run.exit_code == ExitCode.LEXICON
    assert told["ok"] is False
    assert {"line", "column", "cue", "reason", "do"} <= told["files"][0]["faults"][0].keys()


def test_a_trial_shows_every_hit_in_context_with_counts(lexicon: Path, tmp_path: Path) -> None:
    article = tmp_path / "story.txt"
    article.write_text(
        f"{TEXT}\nThe novel has a palace whisperer in it. \x1b[31m", encoding="utf-8"
    )

    run = RUN.invoke(app, ["signals", "try", str(lexicon), str(article)])

    assert run.exit_code == ExitCode.DONE
    assert str(article) in run.stdout
    assert "1:3  user.palace-whisper" in run.stdout
    assert "palace whisperer told the paper" in run.stdout
    assert "not counted: `unless` matches in the sentence" in run.stdout
    assert "\x1b" not in run.stdout
    assert "1 articles in" in run.stderr


def test_matches_that_do_not_count_can_be_left_out(lexicon: Path, tmp_path: Path) -> None:
    article = tmp_path / "story.txt"
    article.write_text(f"{TEXT}\nThe novel has a palace whisperer in it.", encoding="utf-8")

    run = RUN.invoke(app, ["signals", "try", str(lexicon), str(article), "--hits-only"])

    assert "not counted:" not in run.stdout


def test_articles_come_from_files_folders_pages_and_lines_of_json(
    lexicon: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    paragraphs = f"<p>{TEXT}</p>" * 2
    page = f"<!doctype html><title>Budget</title><article>{paragraphs}</article>"
    (folder / "deep" / "b.html").write_text(page, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "c.json").write_text(json.dumps([{"title": "t", "text": TEXT}]), encoding="utf-8")
    rows = [json.dumps({"title": WHISPER, "text": TEXT}), "no json", "[1]", '{"title": "x"}', ""]
    (folder / "d.ndjson").write_text("\n".join(rows), encoding="utf-8")

    run = RUN.invoke(app, ["signals", "try", str(lexicon), str(folder), "--json"])

    told = json.loads(run.stdout)
    assert told["articles"] == 4
    assert {Path(f["article"]).name for f in told["findings"]} == {
        "a.txt",
        "b.html",
        "c.json#1",
        "d.ndjson:1",
    }
    assert {f["span"]["field"] for f in told["findings"]} == {"title", "text"}
    assert [s["reason"] for s in told["skipped"]] == [
        "not JSON",
        "no object",
        "neither text nor html",
    ]
    assert told["cues"][0]["articles"] == 4
    assert all(f["exact"] == "palace whisperer" for f in told["findings"])


@pytest.mark.parametrize("given", [TEXT, json.dumps({"text": TEXT}) + "\n"])
def test_standard_input_is_a_text_or_lines_of_json(lexicon: Path, given: str) -> None:
    run = RUN.invoke(app, ["signals", "try", str(lexicon), "-", "--json"], input=given)

    assert json.loads(run.stdout)["cues"][0]["hits"] == 1


def test_a_lexicon_whose_examples_are_wrong_can_be_tried(lexicon: Path, tmp_path: Path) -> None:
    lexicon.write_text(a_lexicon().replace("negative", "# negative"), encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    run = RUN.invoke(app, ["signals", "try", str(lexicon), str(tmp_path / "a.txt")])

    assert run.exit_code == ExitCode.DONE
    assert "caveat signals test" in run.stdout


def test_a_lexicon_that_cannot_be_read_is_not_tried(lexicon: Path) -> None:
    lexicon.write_text("[[cue", encoding="utf-8")

    run = RUN.invoke(app, ["signals", "try", str(lexicon), "-"], input=TEXT)

    assert run.exit_code == ExitCode.LEXICON
    assert f"{lexicon}:1: not valid TOML" in run.stderr


def test_articles_that_cannot_be_read_are_named_and_alone_they_fail(
    lexicon: Path, tmp_path: Path
) -> None:
    run = RUN.invoke(app, ["signals", "try", str(lexicon), str(tmp_path / "none.txt")])

    assert run.exit_code == ExitCode.UNREADABLE
    assert "none.txt: No such file" in run.stderr


def test_reading_an_article_uses_the_lexicons_of_the_settings(
    lexicon: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_LEXICONS_PATH", str(lexicon.parent))

    run = RUN.invoke(app, ["read", "-", "--json"], input=TEXT)

    assert "rule:user.palace-whisper" in {e["by"] for e in json.loads(run.stdout)["evidence"]}


def test_a_faulty_folder_ends_reading_with_its_own_exit_code(
    lexicon: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lexicon(lexicon.parent, a_lexicon(body=PALACE), "twice.toml")
    monkeypatch.setenv("CAVEAT_LEXICONS_PATH", str(lexicon.parent))

    run = RUN.invoke(app, ["read", "-"], input=TEXT)

    assert run.exit_code == ExitCode.LEXICON
    assert "the id is used twice" in run.stderr


def test_a_folder_that_does_not_exist_is_a_wrong_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_LEXICONS_PATH", str(tmp_path / "none"))

    run = RUN.invoke(app, ["read", "-"], input=TEXT)

    assert run.exit_code == ExitCode.USAGE
    assert "CAVEAT_LEXICONS_PATH" in run.stderr
