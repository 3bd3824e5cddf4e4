"""Folds are the same everywhere and for ever."""

from __future__ import annotations

import hashlib

from training.folds import fold_of, is_held


def test_the_held_fold_is_a_fifth_by_the_hash_of_the_id() -> None:
    ids = [f"article-{number}" for number in range(2_000)]

    held = [article for article in ids if is_held(article)]

    assert held == [i for i in ids if int(hashlib.sha256(i.encode()).hexdigest(), 16) % 5 == 0]
    assert 340 < len(held) < 460


def test_a_group_is_always_in_the_same_fold() -> None:
    assert fold_of("outlet one") == fold_of("outlet one")
    assert {fold_of(f"outlet {number}", 3) for number in range(50)} == {0, 1, 2}


def test_folds_do_not_follow_the_held_fold() -> None:
    kept = [f"a{number}" for number in range(500) if not is_held(f"a{number}")]

    assert {fold_of(article) for article in kept} == {0, 1, 2, 3, 4}
