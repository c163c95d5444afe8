"""A task speaks up: the moment to be reminded has come, or it was snoozed until now (workspace T7, T9)."""

from blocks import task_lines
from blocks.examples import alarms
from blocks.kit.sheet import Sheet
from blocks.screens import Look, Rendered, screen
from csbot.domain.alarms import AlarmKind, TaskAlarm
from csbot.domain.screens import ScreenRef
from csbot.i18n import mark

HEADINGS = {
    AlarmKind.REMINDER: mark("Reminder"),
    AlarmKind.SNOOZE_END: mark("Back from snooze"),
}


@screen("task_alarm", alarms.ALARMS)
def task_alarm(data: TaskAlarm, look: Look) -> Rendered:
    """Reference: `k` = kind, `id` = the task."""
    sheet = Sheet(ScreenRef("task_alarm", {"k": str(data.kind), "id": str(data.line.task.id)}))
    heading = look.words.text(HEADINGS[data.kind])
    sheet.section(f"*{heading}*")
    task_lines.draw_line(sheet, data.line, look)
    return Rendered(f"{heading}: {task_lines.line_text(data.line, look)}", sheet.blocks)
