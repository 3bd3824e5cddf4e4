"""What moderators do with reviews. No HTTP in here."""
