"""The web pages: a thin skin over the same scorer that the API uses."""
