"""Tests of service.insight."""
