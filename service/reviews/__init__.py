"""Moderators decide what a score means for an article: queue, leases, verdicts, second opinions, exports."""
