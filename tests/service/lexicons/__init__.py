"""Tests of service.lexicons and of the commands for lexicons."""
