"""Tests of models.rules."""
