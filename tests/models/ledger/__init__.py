"""Tests of models.ledger."""
