"""Tests of `service.reading`."""
