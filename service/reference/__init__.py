"""The API reference as a page: no script, nothing loaded from elsewhere."""
