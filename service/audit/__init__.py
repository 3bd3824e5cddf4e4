"""What people did, on the record: a chain of hashes that shows when a row was changed or taken out."""
