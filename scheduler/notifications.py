"""Every notification: importing this makes the registry whole."""

from scheduler.digests import daily_summary, tasks_due
from scheduler.registry import NOTIFICATIONS

__all__ = ["NOTIFICATIONS", "daily_summary", "tasks_due"]
