"""Answers in one sentence: what is so already, what was done, why something may not be seen."""

from dataclasses import dataclass

from csbot.domain.operations import Operation
from csbot.domain.permissions import Denial
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
class Done:
    """What was just done, for a place that cannot show the task itself; the line has its `operation`."""

    line: TaskLine


@dataclass(frozen=True, slots=True)
class Denied:
    """Why somebody without access sees nothing, and whom to ask (workspace A4, A8)."""

    denial: Denial
    ask: tuple[str, ...] = ()


Notice = Already | AlreadyUndone | Done | Denied
