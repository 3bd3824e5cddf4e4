"""From submitted bytes to a document with sentences, quotations, furniture and exact offsets."""

from models.text.document import Document, Quote, Sentence
from models.text.listing import list_furniture
from models.text.prose import prose_share
from models.text.read import read_document, warm_up

__all__ = [
    "Document",
    "Quote",
    "Sentence",
    "list_furniture",
    "prose_share",
    "read_document",
    "warm_up",
]
