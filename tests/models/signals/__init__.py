"""Tests of models.signals."""
