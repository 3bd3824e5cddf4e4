"""Word features: whether an article is worded like reliable copy, sentence by sentence."""

from models.linear.language_model import LanguageModel, LanguageReading
from models.linear.masking import HouseStyle
from models.linear.parameters import LinearParameters, read_parameters, write_parameters
from models.linear.tokens import read_words

__all__ = [
    "HouseStyle",
    "LanguageModel",
    "LanguageReading",
    "LinearParameters",
    "read_parameters",
    "read_words",
    "write_parameters",
]
