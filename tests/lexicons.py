"""Lexicons as a newsroom would write them, with words that no cue of the bundle knows."""

from __future__ import annotations

from pathlib import Path

from models import Article

PALACE = """
[[cue]]
id = "user.palace-whisper"
signal = "source.anonymous"
pattern = '''\\bpalace\\s+whisperers?\\b'''
unless = ['''\\bnovel\\b''']
positive = ["A palace whisperer told the paper that the budget was gone."]
negative = ["The palace garden was closed.", "The novel has a palace whisperer in it."]
"""
WHISPER = "A palace whisperer told the paper that the budget was gone, and that nobody would be paid in June. "
STORY = Article(
    title="Palace budget is gone",
    text=(
        f"{WHISPER}The treasury published its own figures on Monday and said that the money would last until autumn. "
        "Council members met in the evening to read them line by line. Ada Brandt, who chairs the council, said the "
        "figures agreed with the audit of last year. The meeting was open to the public, and forty people came.\n"
    ),
    language="en",
)


def a_lexicon(mode: str = "live", body: str = PALACE, head: str = "") -> str:
    """The text of a file."""
    return f'language = "en"\nmode = "{mode}"\n{head}{body}'


def write_lexicon(folder: Path, text: str, name: str = "desk.toml") -> Path:
    """A file in a folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
