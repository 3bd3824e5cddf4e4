"""Tests of service.reference."""
