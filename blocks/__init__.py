"""csbot."""
