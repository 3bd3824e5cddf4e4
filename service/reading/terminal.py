"""A reading for the terminal: the text with numbered marks, then the notes, the sum and the questions."""

from __future__ import annotations

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from models.contract import Answer, Article, Effect, Risk
from service.reading.people import Voice
from service.reading.support import Headline, TwoWordings
from service.reading.view import Fragment, Note, Term, View, view_of
from service.reading.visible import runs_of
from service.reading.words import (
    ABSTENTIONS,
    BANDS,
    DRIFTS,
    EFFECT_SIGNS,
    EFFECTS,
    STEPS,
    SUPPORTS,
    VOICES,
    WEAK_SUPPORTS,
    chance_of,
    signed,
)

# Effects differ by underline and weight as well as by colour: terminals and eyes differ too.
_STYLES: dict[Effect, str] = {
    "raises": "bold underline red",
    "lowers": "underline green",
    "context": "italic underline blue",
}
_BAND_STYLES = {"low": "green", "elevated": "yellow", "high": "red"}
_SCALE_WIDTH = 40
_BAR_WIDTH = 16


def render_terminal(article: Article, answer: Answer, console: Console) -> None:
    """Print a reading; submitted text is never taken for markup or for a terminal command."""
    view = view_of(article, answer)
    console.print(_risk_panel(answer))
    for paragraph in view.title:
        _print_block(_paragraph(paragraph, base="bold"), console)
    for paragraph in view.body:
        _print_block(_paragraph(paragraph), console)
    for heading, part in _sections(view):
        console.rule(heading, align="left", style="dim")
        _print_block(part, console)


def plain(text: str) -> str:
    """Submitted characters with every invisible one, escape sequences too, replaced by its number."""
    return "".join(f"⟨{run.token}⟩" if run.hidden else run.text for run in runs_of(text))


def _print_block(block: Text | Group | Table, console: Console) -> None:
    console.print(block)
    console.print()


def _sections(view: View) -> list[tuple[str, Group | Table]]:
    sections: list[tuple[str, Group | Table]] = []
    if view.notes:
        sections.append(("Notes", Group(*map(_note, view.notes))))
    if view.terms:
        sections.append(("What the score consists of", _sum(view)))
    if view.headline:
        sections.append(("What the headline rests on", _headline(view.headline)))
    if view.sides:
        sections.append(("Sources by side", _sides(view)))
    if view.two_wordings:
        sections.append(("Quoted in two wordings", Group(*map(_two_wordings, view.two_wordings))))
    if view.asks:
        sections.append(("What would settle it", _questions(view)))
    return sections


def _risk_panel(answer: Answer) -> Panel:
    risk = answer.risk
    if risk.abstained is not None or risk.score is None:
        words = ABSTENTIONS[risk.abstained] if risk.abstained else ""
        return Panel(
            Text(f"{words} This says nothing about the text itself."),
            title="No score",
            title_align="left",
        )
    style = _BAND_STYLES[risk.band] if risk.band else ""
    parts = ", ".join(
        f"{name} {value:.2f}"
        for name, value in (
            ("claims", answer.parts.claims),
            ("handling", answer.parts.handling),
            ("language", answer.parts.language),
        )
        if value is not None
    )
    lines = [_scale(risk, style), Text(_meaning(risk.score)), Text(f"Parts: {parts}", style="dim")]
    title = Text(f"{BANDS[risk.band] if risk.band else 'Risk'} · {risk.score:.2f}", style=style)
    return Panel(Group(*lines), title=title, title_align="left", border_style=style)


def _meaning(score: float) -> str:
    return (
        f"A reader who takes this text at its word has {chance_of(score)} of ending up believing "
        "something unverified or false. This is no statement that anything in it is false."
    )


def _scale(risk: Risk, style: str) -> Text:
    low, high = risk.interval or (risk.score or 0.0, risk.score or 0.0)
    text = Text("0 ")
    for cell in range(_SCALE_WIDTH):
        left, right = cell / _SCALE_WIDTH, (cell + 1) / _SCALE_WIDTH
        is_score = left <= min(risk.score or 0.0, 1 - 1e-9) < right
        is_interval = left < high and right > low
        text.append("█" if is_score else "▒" if is_interval else "·", style)
    return text.append(f" 1   90 % interval {low:.2f} to {high:.2f}")


def _paragraph(fragments: tuple[Fragment, ...], base: str = "") -> Text:
    text = Text(style=base)
    for fragment in fragments:
        style = "dim" if fragment.furniture else ""
        if fragment.effects:
            style = _STYLES[fragment.effects[0]]
        text.append(plain(fragment.text), style)
        for note in fragment.closing:
            text.append(f"[{note.number}]", "bold cyan")
    return text


def _note(note: Note) -> Text:
    item = note.evidence
    text = Text(f"{note.number:>3}  ", "bold cyan")
    text.append(f"{EFFECT_SIGNS[item.effect]} {note.title}", _STYLES[item.effect])
    weight = "" if item.log_odds is None else f" ({signed(item.log_odds)})"
    text.append(f"  {EFFECTS[item.effect]}{weight}, {VOICES[item.voice]}", "dim")
    details = "; ".join(note.attributes)
    return text.append(f"\n     {plain(item.why)}{f' ({plain(details)})' if details else ''}")


def _sum(view: View) -> Table:
    table = Table.grid(padding=(0, 2))
    largest = max(abs(term.log_odds) for term in view.terms)
    base = view.answer.base_log_odds or 0.0
    table.add_row(Text(signed(base), justify="right"), "", Text("an article without any of this"))
    for term in view.terms:
        table.add_row(Text(signed(term.log_odds), justify="right"), _bar(term, largest), term.title)
    return table


def _bar(term: Term, largest: float) -> Text:
    length = round(_BAR_WIDTH * abs(term.log_odds) / largest) if largest else 0
    if term.log_odds > 0:
        return Text(f"{'':{_BAR_WIDTH}}│").append("█" * length, "red")
    return Text(" " * (_BAR_WIDTH - length)).append("█" * length, "green").append("│", "default")


def _headline(headline: Headline) -> Group:
    style = "red" if headline.rests_on in WEAK_SUPPORTS else ""
    lines = [Text(f"The headline rests on {SUPPORTS[headline.rests_on]}.", style)]
    for depth, rung in enumerate(headline.path[1:], start=1):
        lines.append(
            Text(f"{'  ' * depth}└ {STEPS[rung.kind]}: ").append(plain(rung.words), "italic")
        )
    for item in headline.differences:
        title, body = (plain(words) if words else "nothing" for words in (item.title, item.body))
        lines.append(Text(f"{DRIFTS[item.kind]}: headline {title} / text {body}"))
    return Group(*lines)


def _two_wordings(pair: TwoWordings) -> Text:
    text = Text(f"{plain(pair.who)}:" if pair.who else "Speaker not known:", "bold")
    for copy in (pair.first, pair.second):
        text.append("\n  ")
        for piece in copy:
            text.append(plain(piece.text), "bold underline" if piece.changed else "not bold")
    return text


def _sides(view: View) -> Group:
    lines = []
    for side in view.sides:
        line = Text(plain(side.name) or "no side known", "bold")
        if side.opposes:
            line.append(f" (in dispute with {plain(', '.join(side.opposes))})", "not bold")
        line.append(": ").append("; ".join(map(_voice, side.voices)), "not bold")
        lines.append(line)
    return Group(*lines)


def _voice(voice: Voice) -> str:
    """A source with what the text tells about it."""
    told = [f"{stance} the main claim" for stance in voice.stances]
    told += [] if voice.source.named else ["not named"]
    told += [f"how they know: {plain(voice.basis)}"] if voice.basis else []
    told += [f"why no name: {plain(voice.anonymity)}"] if voice.anonymity else []
    return plain(voice.source.name) + (f" ({', '.join(told)})" if told else "")


def _questions(view: View) -> Group:
    lines = []
    for number, ask in enumerate(view.asks, start=1):
        line = Text(f"{number:>3}. {plain(ask.ask)}")
        if ask.score_if_settled is not None:
            line.append(f"  if settled: {ask.score_if_settled:.2f}", "dim")
        lines.append(line)
    return Group(*lines)
