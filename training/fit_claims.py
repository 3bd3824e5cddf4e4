"""Fits the two scores behind the main claim on the readings outside the held fold: `python -m training fit-claims`.

Which sentence is the main claim: a conditional logit over the early sentences of an article. Whether one side or none
vouches for it: a logistic regression whose signs are fixed, so that no support ever speaks against a claim. Both
figures come from cross-validation by article.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from models.contract import Article
from models.ledger import Gazetteer, load_gazetteer, read_account
from models.ledger.account import Account
from models.ledger.main_claim import candidates, find_main_claim
from models.ledger.vouching import single_features
from models.text import read_document
from training.folds import is_held
from training.signed_logistic import Floats, Sign, SignedLogistic, fit_signed

GAZETTEER = Path("models/bundles/default/gazetteer")
PARTS = ("annotated", "silver", "rated")
Row = TypeVar("Row")

FOLDS = 8
# Flat between a third and three times as much, by cross-validation.
LEAD_RIDGE = 2.0
SINGLE_RIDGE = 4.0
# What may speak for a single side; all else is support and may only speak against it.
AGAINST_SUPPORT = frozenset({"title_open", "title_accuses", "title_exclaims"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The early sentences of one article, and which of them the readers took the claim from."""

    table: Floats
    chosen: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Single:
    """What supports one article's claim, and whether the readers found a single side."""

    features: dict[str, float]
    is_single: bool


def fit_lead(choices: Sequence[Choice], ridge: float = LEAD_RIDGE) -> Floats:
    """The weights that make the readers' sentences likeliest among the early ones."""
    usable = [choice for choice in choices if choice.chosen.any()]
    size = usable[0].table.shape[1]

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, slope = 0.5 * ridge * float(weights @ weights), ridge * weights
        for choice in usable:
            scores = choice.table @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            right = chances * choice.chosen
            value -= float(np.log(right.sum()))
            slope = slope + choice.table.T @ (chances - right / right.sum())
        return value, slope

    return np.asarray(minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B").x)


def lead_agreement(choices: Sequence[Choice]) -> float:
    """How often the sentence chosen by weights that did not see the article is the readers'."""

    def right(kept: list[Choice], left: list[Choice]) -> list[bool]:
        weights = fit_lead(kept)
        return [bool(c.chosen[int(np.argmax(c.table @ weights))]) for c in left if len(c.chosen)]

    return _cross_validated(list(choices), right)


def fit_single(rows: Sequence[Single]) -> tuple[list[str], SignedLogistic]:
    """The score and the names of its columns; support has weights of at most zero."""
    names = sorted(rows[0].features)
    labels = np.array([row.is_single for row in rows], dtype=np.float64)
    signs: list[Sign] = ["positive" if n in AGAINST_SUPPORT else "negative" for n in names]
    return names, fit_signed(_table(rows, names), labels, signs, SINGLE_RIDGE)


def _table(rows: Sequence[Single], names: Sequence[str]) -> Floats:
    return np.array([[row.features[name] for name in names] for row in rows])


def single_agreement(rows: Sequence[Single]) -> float:
    """How often a score that did not see the article agrees with the readers."""

    def right(kept: list[Single], left: list[Single]) -> list[bool]:
        names, model = fit_single(kept)
        guessed = model.scores(_table(left, names)) > 0
        return [bool(guess) == row.is_single for guess, row in zip(guessed, left, strict=True)]

    return _cross_validated(list(rows), right)


def _cross_validated(rows: list[Row], right: Callable[[list[Row], list[Row]], list[bool]]) -> float:
    order = list(range(len(rows)))
    random.Random(0).shuffle(order)  # noqa: S311 -- folds, not secrets
    found: list[bool] = []
    for fold in range(FOLDS):
        left = set(order[fold::FOLDS])
        kept = [row for at, row in enumerate(rows) if at not in left]
        found += right(kept, [row for at, row in enumerate(rows) if at in left])
    return sum(found) / len(found)


def read_rows(shared: Path) -> Iterator[dict[str, object]]:
    """The read articles outside the held fold."""
    for part in PARTS:
        path = shared / "gold" / "open" / f"{part}.jsonl.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = (json.loads(line) for line in lines)
            yield from (row for row in rows if not is_held(row["id"]))


def read_choice(row: dict[str, object], account: Account) -> Choice | None:
    """The early sentences of a row, and the ones that its readers' main claim lies in; None where it has none."""
    claim = str(row.get("main_claim") or "")
    found = candidates(account)
    if not claim or not found:
        return None
    title = str(row["title"])
    start = f"{title}\n\n{row['text']}".find(claim)
    marked = range(start, start + len(claim))
    chosen = []
    for candidate in found:
        span = account.document.to_source(candidate.sentence.start, candidate.sentence.end)
        shift = 0 if span.field == "title" else len(title) + 2
        begin, end = max(span.start + shift, marked.start), min(span.end + shift, marked.stop)
        chosen.append(begin < end)
    names = sorted(found[0].features)
    table = np.array([[c.features[name] for name in names] for c in found])
    return Choice(table, np.array(chosen))


def fit_claims(rows: Sequence[dict[str, object]], gazetteer: Gazetteer) -> dict[str, object]:
    """Both scores with their figures, ready to be written as `claims.json`."""
    accounts = [_account(row, gazetteer) for row in rows]
    choices = [read_choice(row, account) for row, account in zip(rows, accounts, strict=True)]
    usable = [choice for choice in choices if choice is not None]
    names = sorted(candidates(accounts[0])[0].features)
    lead = dict(zip(names, map(_rounded, fit_lead(usable)), strict=True))
    informed = replace(gazetteer.claims, lead=lead)
    singles = []
    for row, account in zip(rows, accounts, strict=True):
        known = replace(account, lore=informed)
        claim = find_main_claim(known)
        if claim is not None:
            is_single = row["single_source"] is True
            singles.append(Single(single_features(known, claim), is_single))
    columns, model = fit_single(singles)
    return {
        "lead": lead,
        "single": {
            "base": _rounded(model.base),
            "weights": dict(zip(columns, map(_rounded, model.weights), strict=True)),
        },
        "figures": {
            "lead_articles": len(usable),
            "lead_agreement": _rounded(lead_agreement(usable)),
            "single_articles": len(singles),
            "single_agreement": _rounded(single_agreement(singles)),
        },
    }


def _account(row: dict[str, object], gazetteer: Gazetteer) -> Account:
    article = Article(title=str(row["title"]) or None, text=str(row["text"]))
    return read_account(read_document(article), gazetteer)


def _rounded(value: float) -> float:
    return round(float(value), 4)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit on the open readings and write `claims.json` into the gazetteer."""
    parser = argparse.ArgumentParser(prog="python -m training fit-claims", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds gold/open")
    parser.add_argument(
        "--gazetteer", type=Path, default=GAZETTEER, help="folder to read and write"
    )
    chosen = parser.parse_args(arguments)
    fitted = fit_claims(list(read_rows(chosen.shared)), load_gazetteer(chosen.gazetteer))
    text = json.dumps(fitted, indent=1, sort_keys=True) + "\n"
    (chosen.gazetteer / "claims.json").write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
