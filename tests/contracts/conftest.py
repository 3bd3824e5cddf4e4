"""One scorer a mode for all contract tests; loading is the slow part."""

from __future__ import annotations

import pytest

from models import BundleScorer, Mode, load_scorer


@pytest.fixture(scope="session", params=["linear", "rules"])
def scorer(request: pytest.FixtureRequest) -> BundleScorer:
    """The shipped bundle in every mode that it has."""
    mode: Mode = request.param
    return load_scorer(mode=mode)
