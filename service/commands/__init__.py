"""Groups of commands. What a command needs is imported when it runs, so that `caveat --help` does not wait for it."""
