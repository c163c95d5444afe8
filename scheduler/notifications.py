"""Every notification: importing this makes the registry whole."""

from scheduler import assignments
from scheduler.digests import daily_summary, tasks_due
from scheduler.registry import NOTIFICATIONS

__all__ = ["NOTIFICATIONS", "assignments", "daily_summary", "tasks_due"]
