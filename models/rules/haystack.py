"""The text that the rules search: sentences as lines, furniture blanked, offsets unchanged."""

from __future__ import annotations

from models.text.document import Document, Sentence


def readable(document: Document) -> list[Sentence]:
    """The sentences that rules may read, in order."""
    return [sentence for sentence in document.sentences if not sentence.furniture]


def build_haystack(shadow: bytes, sentences: list[Sentence]) -> bytes:
    """The shadow with line breaks for everything between the given sentences.

    Patterns never match a line break, so no hit crosses a sentence or lies in furniture. One byte a character stays.
    """
    parts: list[bytes] = []
    end = 0
    for sentence in sentences:
        parts.append(b"\n" * (sentence.start - end))
        parts.append(shadow[sentence.start : sentence.end].replace(b"\n", b" "))
        end = sentence.end
    parts.append(b"\n" * (len(shadow) - end))
    return b"".join(parts)
