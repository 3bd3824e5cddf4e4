"""Tests of service.reviews."""
