"""Tests of service.accounts."""
