"""Keys of newsrooms: made, listed and revoked by the operator."""
