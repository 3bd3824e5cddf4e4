"""Who is independent of whom."""

from __future__ import annotations

import pytest

from models.ledger.vouching import independent_sides
from tests.models.ledger.conftest import Read


def sides(read: Read, text: str) -> int:
    """How many independent sides stand behind all that an article says."""
    ledger = read(text).ledger
    return len(independent_sides(ledger.attributions, list(ledger.sources)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The coast guard said the ferry sank. The coast guard said it sank at dawn.",
            1,
            id="one side repeats itself",
        ),
        pytest.param(
            "The coast guard said the ferry sank. The fishing union said the ferry sank.",
            2,
            id="two sides",
        ),
        pytest.param(
            "Two officials said the ferry sank. Three officials said that it sank at dawn.",
            1,
            id="people without names are not told apart",
        ),
        pytest.param(
            "The Washington Post, citing two officials, reported that the ferry sank. "
            "The New York Times, citing three officials, reported that the ferry sank.",
            1,
            id="two outlets on the same unnamed officials",
        ),
        pytest.param(
            "The coast guard said the ferry sank. The fishing union denied that the ferry sank.",
            1,
            id="a denial vouches for nothing",
        ),
    ],
)
def test_independent_sides_are_counted(read: Read, text: str, expected: int) -> None:
    assert sides(read, text) == expected
