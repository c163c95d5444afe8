"""Every notification: importing this makes the registry whole."""

from scheduler import alarms, news, record_news, welcomes
from scheduler.digests import daily_summary, tasks_due
from scheduler.jobs import progress
from scheduler.registry import NOTIFICATIONS

__all__ = ["NOTIFICATIONS", "alarms", "daily_summary", "news", "progress", "record_news", "tasks_due", "welcomes"]
