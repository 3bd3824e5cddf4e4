"""A newsroom asks for a score."""
