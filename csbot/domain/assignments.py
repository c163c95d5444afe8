"""That somebody was given a task (workspace T11)."""

from dataclasses import dataclass

from csbot.domain.summary import TaskLine

TASK_ASSIGNED = "task_assigned"  # the delivery's kind


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task and who gave it, by number and name."""

    line: TaskLine
    by_id: int
    by: str
