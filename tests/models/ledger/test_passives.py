"""Passives: who accuses, what was not confirmed, and where a claim that is a subject ends."""

from __future__ import annotations

import pytest

from tests.models.ledger.conftest import Read

CONTENTS = {
    "an accusation and its agent": (
        "Port minister Jan Kolar was accused by three former aides of taking bribes.",
        ("three former aides", "was accused", ["taking bribes"]),
    ),
    "a department that has an -ing word in its name": (
        "The plan was rejected by the Department of Housing.",
        ("the Department of Housing", "was rejected", ["The plan"]),
    ),
    "a claim that is rejected": (
        "The accusation by port leader Petra Nova that he lied to dockers was rejected by Kolar.",
        ("port leader Petra Nova", "accusation", ["he lied to dockers"]),
    ),
    "a claim that something was rejected": (
        "Petra Nova repeated the claim by Tom Bell that the plan was rejected by Kolar.",
        ("Tom Bell", "claim", ["the plan was rejected by Kolar"]),
    ),
    "a claim that nobody verified": (
        "The claim has not been independently verified, and analysts warned that the port is shut.",
        ("", "has not been independently verified", ["The claim"]),
    ),
}


@pytest.mark.parametrize(("text", "said"), CONTENTS.values(), ids=CONTENTS.keys())
def test_passives_give_source_and_statement(
    read: Read, text: str, said: tuple[str, str, list[str]]
) -> None:
    assert said in read(text).all_said()


def test_what_is_not_verified_is_doubted(read: Read) -> None:
    reading = read("The claim has not been independently verified.")

    assert [entry.act for entry in reading.ledger.attributions] == ["doubts"]
