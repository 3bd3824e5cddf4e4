"""Verdicts on their way out: one row shape, written as lines of JSON or as tables, with a description in Croissant."""
