"""What a check or a trial of lexicons showed, for the terminal and as JSON."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from models import Check, CheckedFile, Finding, TriedArticle, UserLexiconError
from models.contract import Span
from service.reading.terminal import plain
from service.reading.words import VOICES
from service.tryout.trying import CueCount, Trial, TriedFile

_CONTEXT = 60
_GOOD, _BAD = "green", "bold red"


def refuse_unreadable(check: Check) -> None:
    """Let a lexicon whose examples are wrong be tried, but none that cannot be read.

    Raises:
        UserLexiconError: a cue cannot be read.
    """
    if any(not fault.in_examples for fault in check.faults):
        raise UserLexiconError(check.faults)


def print_check(check: Check, console: Console) -> None:
    """Each file with its cues, and everything that is wrong."""
    for file in check.files:
        console.print(_file_line(file))
        if file.cues:
            console.print(Padding(_cue_table(file), (0, 0, 0, 2)))
        for fault in file.faults:
            console.print(Text(plain(str(fault)), _BAD), soft_wrap=True)
            if fault.example:
                console.print(Text(f"    {plain(fault.example)}", "italic"), soft_wrap=True)
    examples = [result for file in check.files for result in file.examples]
    held = sum(result.holds for result in examples)
    cues = sum(len(file.cues) for file in check.files)
    faults = len(check.faults)
    console.print(
        Text(
            f"{cues} cues can be read, {held} of {len(examples)} examples hold, {faults} faults.",
            _BAD if faults else _GOOD,
        )
    )


def check_fields(check: Check) -> dict[str, object]:
    """A check for programs."""
    return {
        "ok": not check.faults,
        "files": [
            {
                "path": str(file.path),
                "mode": file.mode,
                "cues": [
                    {"id": cue.id, "signal": cue.signal, "origin": cue.origin} for cue in file.cues
                ],
                "examples": list(file.examples),
                "faults": list(file.faults),
            }
            for file in check.files
        ],
    }


def print_trial(trial: Trial, console: Console) -> None:
    """Every match in context, then the counts."""
    for file in trial.files:
        title = f"  {plain(file.tried.title)}" if file.tried.title else ""
        console.print(Text(plain(file.source.name), "bold").append(title, "dim"), soft_wrap=True)
        for finding in file.tried.findings:
            console.print(_finding(file, finding), soft_wrap=True)
        console.print()
    console.print(_count_table(trial.counts()))
    if faults := len(trial.check.faults):
        console.print(Text(f"{faults} examples are missing or wrong: caveat signals test", _BAD))


def trial_fields(trial: Trial) -> dict[str, object]:
    """A trial for programs."""
    return {
        "articles": trial.articles,
        "cues": trial.counts(),
        "skipped": list(trial.skipped),
        "findings": [
            {
                "article": file.source.name,
                "line": _line_and_column(file.tried, finding.span)[0],
                "exact": _slice(file.tried, finding.span),
                "words": _slice(file.tried, finding.match),
                **{name: getattr(finding, name) for name in Finding.__dataclass_fields__},
            }
            for file in trial.files
            for finding in file.tried.findings
        ],
    }


def _file_line(file: CheckedFile) -> Text:
    number = len(file.cues)
    line = Text(plain(str(file.path)), "bold")
    return line.append(
        f"  {file.mode}, {number} {'cue' if number == 1 else 'cues'}", "not bold dim"
    )


def _cue_table(file: CheckedFile) -> Table:
    table = Table(Column("cue", overflow="fold"), "signal", "positive", "negative", "")
    wrong = {fault.cue for fault in file.faults}
    for cue in file.cues:
        figures = []
        for kind in ("positive", "negative"):
            results = [r for r in file.examples if r.cue == cue.id and r.kind == kind]
            figures.append(f"{sum(r.holds for r in results)} of {len(results)}")
        mark = Text("✗ wrong", _BAD) if cue.id in wrong else Text("✓ good", _GOOD)
        table.add_row(Text(cue.id), Text(cue.signal), *figures, mark)
    return table


def _count_table(counts: list[CueCount]) -> Table:
    table = Table(
        Column("cue", overflow="fold"),
        "mode",
        Column("signal", overflow="fold"),
        *(Column(name, justify="right") for name in ("hits", "articles", "not counted", "already")),
    )
    for row in counts:
        figures = (row.hits, row.articles, row.dropped, row.already)
        mode = "live" if row.live else "shadow"
        table.add_row(Text(row.cue), mode, Text(row.signal), *map(str, figures))
    return table


def _finding(file: TriedFile, finding: Finding) -> Text:
    base = "dim" if finding.dropped else ""
    line = Text(f"  {_place(file, finding.span)}  ", base)
    line.append(finding.cue, "dim" if finding.dropped else "bold cyan")
    line.append(f"  {finding.signal}, {VOICES[finding.voice]}\n     ")
    line.append_text(_in_context(file.tried, finding))
    if finding.dropped:
        line.append(f"\n     not counted: {finding.because}", "yellow")
    if finding.already:
        line.append(f"\n     found already by {', '.join(finding.already)}", "dim")
    if finding.beside:
        line.append(f"\n     also there: {', '.join(finding.beside)}", "dim")
    return line


def _in_context(tried: TriedArticle, finding: Finding) -> Text:
    field = tried.title if finding.span.field == "title" else tried.text
    span, match = finding.span, finding.match
    start, end = _surroundings(field, span)
    text = Text("… " if start else "")
    pieces = (
        (start, span.start, ""),
        (span.start, match.start, "underline"),
        (match.start, match.end, "bold reverse"),
        (match.end, span.end, "underline"),
        (span.end, end, ""),
    )
    for first, last, style in pieces:
        text.append(plain(" ".join(field[first:last].split("\n"))), style)
    return text.append(" …" if end < len(field) else "")


def _surroundings(field: str, span: Span) -> tuple[int, int]:
    """A few words on either side, within the paragraph."""
    start, end = max(0, span.start - _CONTEXT), min(len(field), span.end + _CONTEXT)
    opens, closes = field.rfind("\n\n", start, span.start), field.find("\n\n", span.end, end)
    return opens + 2 if opens >= 0 else start, closes if closes >= 0 else end


def _place(file: TriedFile, span: Span) -> str:
    if span.field == "title":
        return "title"
    line, column = _line_and_column(file.tried, span)
    return f"{line}:{column}" if file.source.has_lines else f"at {span.start}"


def _line_and_column(tried: TriedArticle, span: Span) -> tuple[int, int]:
    """Counted from 1, in the field of the span."""
    field = tried.title if span.field == "title" else tried.text
    before = field.rfind("\n", 0, span.start)
    return field.count("\n", 0, span.start) + 1, span.start - before


def _slice(tried: TriedArticle, span: Span) -> str:
    field = tried.title if span.field == "title" else tried.text
    return field[span.start : span.end]
