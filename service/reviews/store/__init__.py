"""SQL for reviews. The only modules in this feature that know table names."""
