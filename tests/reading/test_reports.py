"""The same reading as a self-contained file and in a terminal."""

from __future__ import annotations

import base64
import hashlib
import io
import re

from rich.console import Console

from models.contract import Abstention
from service.reading import render_html, render_terminal
from tests.reading.builders import SEEN, TEXT, Seen, an_answer, an_article


def _terminal(text: str = TEXT, seen: tuple[Seen, ...] = SEEN, **options: object) -> str:
    out = io.StringIO()
    console = Console(file=out, width=100, force_terminal=True, color_system="truecolor")
    answer = an_answer(text, seen, **options)  # type: ignore[arg-type]  # keyword options of the builder
    render_terminal(an_article(text=text), answer, console)
    return out.getvalue()


def _plain(styled: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", styled)


def test_the_report_needs_nothing_beside_it() -> None:
    html = render_html(an_article(), an_answer())

    assert "<script" not in html
    assert not re.findall(r'(?:src|href)="(?!#)', html)
    assert "@import" not in html
    assert "url(" not in html


def test_the_policy_of_the_report_allows_its_own_style_sheet_only() -> None:
    html = render_html(an_article(), an_answer())

    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in html


def test_the_report_marks_every_note_and_links_it_both_ways() -> None:
    html = render_html(an_article(), an_answer())

    for number in (1, 2, 3):
        assert f'id="ref-{number}" href="#note-{number}"' in html
        assert f'id="note-{number}"' in html
        assert f'href="#ref-{number}"' in html


def test_the_report_says_band_before_number_and_what_the_score_is_not() -> None:
    html = render_html(an_article(), an_answer())

    assert html.index("Elevated risk") < html.index("<strong>0.64</strong>")
    assert "It does not mean" in html


def test_hostile_words_are_escaped_wherever_they_stand() -> None:
    payload = "<img src=x onerror=alert(1)>"
    text = f"{payload} said officials."
    html = render_html(
        an_article(payload, text), an_answer(text, [Seen(payload, why=payload, signal=payload)])
    )

    assert "<img" not in html


def test_an_abstention_is_worded_without_a_hint_of_falsity() -> None:
    html = render_html(an_article(), an_answer(abstained=Abstention.TOO_SHORT))

    panel = re.search(r'<section class="risk none".*?</section>', html, re.DOTALL)
    assert panel is not None
    assert "No score" in panel[0]
    assert not re.search(r"false|fake|misleading|suspicious", panel[0])


def test_the_terminal_numbers_the_marks_and_lists_the_notes() -> None:
    shown = _plain(_terminal())

    assert "An unverified clip on Telegram[1] appears" in shown
    assert "▲ Unverified footage" in shown
    assert "Elevated risk · 0.64" in shown
    assert "Tomas Edrin (denies the main claim)" in shown


def test_the_terminal_marks_effects_with_more_than_colour() -> None:
    shown = _terminal()

    assert "\x1b[1;4;31mAn unverified clip" in shown
    assert "\x1b[3;4;34mOstria denied" in shown


def test_a_text_cannot_command_the_terminal() -> None:
    shown = _plain(_terminal("\x1b]0;owned\x07 [bold]officials said[/bold] [link=x]y[/link]", ()))

    assert "⟨U+001B⟩]0;owned⟨U+0007⟩ [bold]officials said[/bold] [link=x]y[/link]" in shown


def test_the_terminal_says_why_there_is_no_score() -> None:
    shown = _plain(_terminal(abstained=Abstention.NOT_PROSE))

    assert "No score" in shown
    assert "not running prose" in shown
