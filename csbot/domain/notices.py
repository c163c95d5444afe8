"""Answers in one sentence: what is so already, and what was made."""

from dataclasses import dataclass

from csbot.domain.operations import Operation
from csbot.domain.summary import TaskLine
from csbot.domain.tasks import Task


@dataclass(frozen=True, slots=True)
class Already:
    """The task was already as the press would have made it; nothing was written."""

    task: Task


@dataclass(frozen=True, slots=True)
class AlreadyUndone:
    """Somebody took the operation back before."""

    operation: Operation


@dataclass(frozen=True, slots=True)
class Created:
    """The task was made just now."""

    line: TaskLine


Notice = Already | AlreadyUndone | Created
