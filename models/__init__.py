"""From text to calibrated risk. This is the front door: `service` and `training` enter here."""

from models.contract import Abstention, Answer, Article, Mode, ModelInfo, Scorer, SignalInfo
from models.errors import BundleError, HtmlError, LexiconError, ModelError
from models.scorer import BundleScorer, load_scorer
from models.text import warm_up

__all__ = [
    "Abstention",
    "Answer",
    "Article",
    "BundleError",
    "BundleScorer",
    "HtmlError",
    "LexiconError",
    "Mode",
    "ModelError",
    "ModelInfo",
    "Scorer",
    "SignalInfo",
    "load_scorer",
    "warm_up",
]
