"""Tests of service.audit."""
