"""The newsroom's own lexicons: loaded at the start, watched while the service runs, never half of a set."""
