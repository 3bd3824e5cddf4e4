"""Writes the bundle's model card from its manifest: what it is for, what it was made of, how good it is, its limits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training.corpora import Corpus, load_corpora
from training.fit_linear import SHIPPED

HEAD = """\
# Model card: {name} {version}

Reads a news article in English and predicts how editors rate the chance that a reader who takes it at its word ends up
believing something unverified or false. It never says that a statement is false.

**For**: newsrooms that look over copy before repeating it, moderators who decide what to look at first, engineers who
retrain it on their own verdicts. **Not for**: automatic removal, ranking of outlets or persons, or any decision that
nobody looks at; texts in other languages, social posts, transcripts (it abstains where it can tell).

## What it is made of

Rules (cue lexicons in TOML, matched with RE2), a sourcing ledger, a word model (TF-IDF over words and pairs, logistic
regression) and an additive risk over all of them, fitted on rated articles with signs fixed by the polarity of each
signal. Nothing in it can carry code; every file's sha256 stands in the manifest.
"""
LIMITS = """\
## Limits

- The ratings were made by readers that follow a written guideline and agree with each other more than people would.
- Most articles are from the United States, 2012 to 2020. Opinion and satire lie close to unreliable copy in wording.
- The word model is level with chance on reporting of an armed conflict (FA-KES, an evaluation set); there only the
  rules and the ledger carry the score.
- Rules miss what they have no cue for. A determined author can write around them.
- Names of people, parties, countries and outlets are masked; what remains of such preferences is measured by swaps in
  the test suite, on few texts.
"""


def model_card(manifest: Mapping[str, Any]) -> str:
    """The card as Markdown."""
    metrics = manifest["metrics"]
    parts = [HEAD.format(name=manifest["name"], version=manifest["version"]), _data()]
    parts += [_alarms(manifest["thresholds"], metrics["false_alarms"])]
    parts += [_risk(metrics["out_of_fold"], metrics["held"]), LIMITS]
    return "\n".join(parts)


def write_card(manifest: Mapping[str, Any], folder: Path) -> None:
    """Write `card.md` into a bundle folder; seal it afterwards."""
    (folder / "card.md").write_text(model_card(manifest), encoding="utf-8")


def _data() -> str:
    corpora: dict[str, Corpus] = load_corpora()
    lines = ["## Data", "", "| set | licence | credit |", "|---|---|---|"]
    lines += [f"| {n} | {corpora[n].licence} | {corpora[n].credit} |" for n in SHIPPED]
    lines.append("| readings | Apache-2.0 (marks and ratings) | the project's own |")
    lines += [
        "",
        "A fixed fifth of every set (by a hash of the id) was never fitted or tuned on.",
        "",
    ]
    return "\n".join(lines)


def _alarms(thresholds: Mapping[str, float], alarms: Mapping[str, Any]) -> str:
    high, elevated = alarms["high"], alarms["elevated"]
    return (
        "## How often it cries wolf\n\n"
        f"On {alarms['count']} articles of outlets whose factual reporting is rated high, none used in any fit: "
        f"band `high` {_share(high)}, band `elevated` {_share(elevated)}. "
        f"The bands begin at {thresholds['elevated']} and {thresholds['high']}.\n"
    )


def _share(rate: Mapping[str, float]) -> str:
    return f"{rate['share']:.1%} (95 % {rate['low']:.1%} to {rate['high']:.1%})"


def _risk(
    out_of_fold: Mapping[str, Mapping[str, float]], held: Mapping[str, Mapping[str, float]]
) -> str:
    lines = ["## Against the editors' ratings", ""]
    lines += [
        "| figure | linear, out of fold | linear, held fold | rules, held fold |",
        "|---|---|---|---|",
    ]
    for name, value in held["linear"].items():
        rest = out_of_fold["linear"].get(name)
        shown = "" if rest is None else f"{rest:.2f}"
        lines.append(f"| {name} | {shown} | {value:.2f} | {held['rules'][name]:.2f} |")
    lines += [
        "",
        "Out of fold: settled ratings outside the held fold. Spearman's rank correlation.",
        "",
    ]
    return "\n".join(lines)
