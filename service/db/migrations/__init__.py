"""Migrations: dated, compatible with the version that still runs (expand, backfill, contract)."""
