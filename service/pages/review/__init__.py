"""The pages of moderators: the queue, one article with its decision, accounts and insight."""
