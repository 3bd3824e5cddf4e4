"""Signing in and out, the moderator's own account, and what is shown to whom nobody knows."""
