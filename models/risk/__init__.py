"""The additive, calibrated risk: features of a reading, weights of the bundle, exact terms."""

from models.risk.additive import Term, band_of, explain, interval_of, logistic, predict, total
from models.risk.features import LANGUAGE, Feature, read_features, wording_of
from models.risk.weights import RiskWeights, Target, load_weights

__all__ = [
    "LANGUAGE",
    "Feature",
    "RiskWeights",
    "Target",
    "Term",
    "band_of",
    "explain",
    "interval_of",
    "load_weights",
    "logistic",
    "predict",
    "read_features",
    "total",
    "wording_of",
]
