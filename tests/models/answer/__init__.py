"""Tests of `models.answer`."""
