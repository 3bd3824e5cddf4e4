"""Tests of models.risk."""
