"""The database: how it is opened, which tables it has, how it changes."""
