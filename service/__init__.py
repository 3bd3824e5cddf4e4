"""The HTTP API, the pages, the command line and the database of Caveat."""
