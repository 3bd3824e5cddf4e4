"""Tests of the pages that look back."""
