"""Reminders and ends of snoozes: of an open task, one just acted on, and hostile words."""

from dataclasses import replace

from blocks.examples.days import CALL, DECK, HOSTILE_TASK, RIGHT_TO_LEFT, did
from csbot.domain.alarms import AlarmKind, TaskAlarm
from csbot.domain.operations import OperationKind
from csbot.domain.summary import TaskLine

ALARMS = {
    "reminder": TaskAlarm(AlarmKind.REMINDER, TaskLine(replace(CALL, id=220))),
    "snooze_end": TaskAlarm(AlarmKind.SNOOZE_END, TaskLine(replace(DECK, id=221))),
    "completed": TaskAlarm(AlarmKind.REMINDER, did(replace(CALL, id=220), OperationKind.COMPLETE)),
    "snoozed_again": TaskAlarm(AlarmKind.SNOOZE_END, did(replace(DECK, id=221), OperationKind.SNOOZE)),
    "hostile": TaskAlarm(AlarmKind.REMINDER, TaskLine(HOSTILE_TASK)),
    "right_to_left": TaskAlarm(AlarmKind.SNOOZE_END, TaskLine(RIGHT_TO_LEFT)),
}
