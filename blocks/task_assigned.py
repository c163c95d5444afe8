"""Somebody gave the viewer a task: a direct message (workspace T11)."""

from blocks import task_lines
from blocks.examples import forms
from blocks.kit import escape
from blocks.kit.sheet import Sheet
from blocks.screens import Look, Rendered, screen
from csbot.domain.assignments import Assignment
from csbot.domain.screens import ScreenRef

NAME = 80


@screen("task_assigned", forms.ASSIGNMENTS)
def task_assigned(data: Assignment, look: Look) -> Rendered:
    """Reference: `id` = the task, `by` = who gave it."""
    sheet = Sheet(ScreenRef("task_assigned", {"id": str(data.line.task.id), "by": str(data.by_id)}))
    said = look.words.text("{name} gave you a task.", name=escape.mrkdwn(data.by, NAME) or look.words.text("Somebody"))
    sheet.section(said)
    task_lines.draw_line(sheet, data.line, look)
    return Rendered(f"{said} {task_lines.line_text(data.line, look)}", sheet.blocks)
