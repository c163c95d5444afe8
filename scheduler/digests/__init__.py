"""What digests say, one file per kind."""
