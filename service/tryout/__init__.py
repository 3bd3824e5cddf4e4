"""The newsroom's lexicons tested and tried from the command line."""
