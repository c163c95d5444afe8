"""What digests say, one file per kind. Importing this registers them all."""

from scheduler.digests import daily_summary

__all__ = ["daily_summary"]
