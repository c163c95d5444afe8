"""Time in: due rows, digests and deliveries."""
