"""Tests of models.linear."""
