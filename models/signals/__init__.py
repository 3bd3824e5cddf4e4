"""Signals: the taxonomy, and one judge that turns candidates into observations."""

from models.signals.judge import Judge
from models.signals.observation import Observation
from models.signals.place import Place
from models.signals.precision import load_precision
from models.signals.set_aside import furniture_sentences, sentences_set_aside
from models.signals.taxonomy import SINGLE, Signal, load_taxonomy
from models.signals.why import Narrator, reason

__all__ = [
    "SINGLE",
    "Judge",
    "Narrator",
    "Observation",
    "Place",
    "Signal",
    "furniture_sentences",
    "load_precision",
    "load_taxonomy",
    "reason",
    "sentences_set_aside",
]
