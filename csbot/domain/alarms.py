"""Alarms: moments at which a task speaks up by itself, once each (workspace T7, T9, T11, N4)."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from csbot.domain.calendar import DAY, at_local, local_date
from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.members import Member
from csbot.domain.summary import TaskLine

MOMENT = "at"  # among a delivery's args: the moment, as ISO text


class AlarmKind(StrEnum):
    """Why a task speaks up; the kind of the delivery too."""

    REMINDER = "reminder"
    SNOOZE_END = "snooze_end"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A task's moment, in business time. `by_id`: who set it, None for an import."""

    id: int
    workspace_id: int
    kind: AlarmKind
    task_id: int
    due_at: datetime
    by_id: int | None


@dataclass(frozen=True, slots=True)
class TaskAlarm:
    """What the message shows: why it came, and the task."""

    kind: AlarmKind
    line: TaskLine


def ring(alarm: Alarm, member: Member, now: datetime) -> NewDelivery | None:
    """The message to whom the task belongs, once per due moment (workspace N4).

    None when the local date of the moment is over: after downtime that is today's or none. `now` is business time.
    """
    ends_at = at_local(local_date(alarm.due_at, member.tz) + DAY, time(), member.tz)
    if ends_at <= now:
        return None
    moment = alarm.due_at.isoformat()
    return NewDelivery(
        workspace_id=alarm.workspace_id,
        dedup_key=f"{alarm.workspace_id}:{member.id}:{alarm.kind}:{alarm.task_id}:{moment}",
        kind=alarm.kind,
        recipient_id=member.id,
        urgency=Urgency.INTERACTIVE if is_chosen_in_quiet_hours(alarm, member) else Urgency.ALERT,
        args={"id": str(alarm.task_id), MOMENT: moment},
        expires_at=ends_at,
    )


def is_chosen_in_quiet_hours(alarm: Alarm, member: Member) -> bool:
    """Whether the member set this moment although it lies in their quiet hours, so that it comes all the same (N3)."""
    quiet = member.preferences.quiet
    return quiet is not None and alarm.by_id in (None, member.id) and quiet.ends_at(alarm.due_at, member.tz) is not None
