"""The table of problems, for the document that stands in the repository."""

from __future__ import annotations

from service.errors import PROBLEMS


def problem_table() -> list[str]:
    """One row of Markdown for each type of problem."""
    return [
        f"| `/problems/{kind.slug}` | {kind.status} | {kind.title} | {kind.advice} |"
        for kind in PROBLEMS
    ]
