"""The answer: what was seen and weighed, in submitted offsets, with what would settle it."""

from models.answer.composer import Composer

__all__ = ["Composer"]
