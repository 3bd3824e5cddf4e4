"""Tests of `training.fit_claims` and the regression with fixed signs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np

from models.bundle import DEFAULT_FOLDER
from models.ledger import load_gazetteer
from tests.training.shared_folder import write_rows
from training.fit_claims import Choice, fit_lead, lead_agreement, main
from training.signed_logistic import fit_signed


def test_the_sentence_that_readers_choose_gets_the_weight() -> None:
    chance = np.random.default_rng(5)
    choices = []
    for _ in range(60):
        chosen = np.arange(4) == chance.integers(4)
        choices.append(Choice(np.column_stack([chosen, chance.random(4)]).astype(float), chosen))

    telling, idle = fit_lead(choices)

    assert telling > 1 > abs(idle)
    assert lead_agreement(choices) == 1


def test_a_weight_keeps_its_sign_whatever_the_rows_say() -> None:
    labels = np.array([0.0, 1.0] * 50)
    table = np.column_stack([labels, labels, 1 - labels])

    model = fit_signed(table, labels, ["positive", "negative", "any"], ridge=1.0)

    assert model.weights[0] > 0
    assert model.weights[1] == 0
    assert model.weights[2] < 0
    assert (model.chances(table) > 0.5).tolist() == (labels > 0.5).tolist()


def test_the_command_writes_weights_that_the_ledger_loads(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteer"
    shutil.copytree(DEFAULT_FOLDER / "gazetteer", folder)
    opening, news = "Was it a calm night at sea?", "The tanker rammed a patrol boat on Tuesday."
    row = {"title": "Tanker rammed patrol boat", "text": f"{opening} {news}", "main_claim": news}
    numbered = [row | {"id": f"a{n}", "single_source": n % 2 == 0} for n in range(40)]
    (tmp_path / "gold" / "open").mkdir(parents=True)
    for part in ("annotated", "silver", "rated"):
        write_rows(tmp_path / "gold" / "open" / f"{part}.jsonl.gz", numbered)

    assert main(["--shared", str(tmp_path), "--gazetteer", str(folder)]) == 0

    written = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    assert written["figures"]["lead_agreement"] == 1
    lore = load_gazetteer(folder).claims
    assert lore.lead == written["lead"]
    assert lore.base == written["single"]["base"]
