"""From text to calibrated risk. This is the front door: `service` and `training` enter here."""

from models.contract import Abstention, Answer, Article, Mode, ModelInfo, Scorer, SignalInfo
from models.errors import (
    BundleError,
    HtmlError,
    LexiconError,
    LexiconFault,
    ModelError,
    UserLexiconError,
)
from models.reference import BIN_EDGES, Reference
from models.rules.examples import ExampleResult
from models.rules.source import LexiconSource
from models.rules.user import Check, CheckedFile, UserLexicons, check_lexicons, read_sources
from models.scorer import BundleScorer, load_scorer
from models.text import warm_up
from models.tryout import Finding, TriedArticle, try_lexicons

__all__ = [
    "BIN_EDGES",
    "Abstention",
    "Answer",
    "Article",
    "BundleError",
    "BundleScorer",
    "Check",
    "CheckedFile",
    "ExampleResult",
    "Finding",
    "HtmlError",
    "LexiconError",
    "LexiconFault",
    "LexiconSource",
    "Mode",
    "ModelError",
    "ModelInfo",
    "Reference",
    "Scorer",
    "SignalInfo",
    "TriedArticle",
    "UserLexiconError",
    "UserLexicons",
    "check_lexicons",
    "load_scorer",
    "read_sources",
    "try_lexicons",
    "warm_up",
]
