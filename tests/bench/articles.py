"""Articles for benchmarks: invented, 2.4 kB of body each, no two alike."""

from __future__ import annotations

import tomllib
from pathlib import Path

from models import Article

SAMPLES = Path(__file__).resolve().parents[2] / "service" / "pages" / "samples"
LENGTH = 2_400


def bench_articles(count: int = 50) -> list[Article]:
    """`count` articles made of the paragraphs of the sample articles, each starting at another one."""
    samples = [tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted(SAMPLES.glob("*.toml"))]
    paragraphs = [p for sample in samples for p in sample["text"].split("\n\n") if p.strip()]
    return [
        Article(title=samples[i % len(samples)]["title"], text=_body(paragraphs, 7 * i))
        for i in range(count)
    ]


def _body(paragraphs: list[str], first: int) -> str:
    turned = paragraphs[first % len(paragraphs) :] + paragraphs[: first % len(paragraphs)]
    body = "\n\n".join(turned)
    while len(body) < LENGTH:
        body += "\n\n" + body
    return body[: body.rindex(" ", 0, LENGTH)]
