"""The heads: words, structure, parameters, reading."""
