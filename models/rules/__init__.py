"""Cue lexicons as data, and the engine that finds them in a document."""

from __future__ import annotations

from models.rules.cue import Cue, Hit
from models.rules.lexicon import load_macros
from models.rules.load import load_ruleset
from models.rules.ruleset import Ruleset

__all__ = ["Cue", "Hit", "Ruleset", "load_macros", "load_ruleset"]
