"""Small linear heads over words, one a signal: they find what no list of cues can name."""

from models.heads.parameters import HeadParameters, read_heads, write_heads
from models.heads.reader import HeadFinding, HeadReader
from models.heads.structure import STRUCTURE, structure_of
from models.heads.words import HeadSentence, head_sentences

__all__ = [
    "STRUCTURE",
    "HeadFinding",
    "HeadParameters",
    "HeadReader",
    "HeadSentence",
    "head_sentences",
    "read_heads",
    "structure_of",
    "write_heads",
]
