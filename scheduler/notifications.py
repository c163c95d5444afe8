"""Every notification: importing this makes the registry whole."""

from scheduler import alarms, assignments
from scheduler.digests import daily_summary, tasks_due
from scheduler.jobs import progress
from scheduler.registry import NOTIFICATIONS

__all__ = ["NOTIFICATIONS", "alarms", "assignments", "daily_summary", "progress", "tasks_due"]
