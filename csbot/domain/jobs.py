"""Jobs: long work that goes on in small chunks, with progress and a way to stop it (architecture, decision 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

JOB_PROGRESS = "job_progress"  # the kind of the message that follows a job


class JobKind(StrEnum):
    """What there are jobs for."""

    REPLAY_DELIVERIES = "deliveries.replay"
    INDEX_PROPERTY = "properties.index"  # args: property, label; done: percent
    UNINDEX_PROPERTY = "properties.unindex"  # as before


class Stopped(Exception):
    """Work that is one errand was told not to go on. What it had begun was taken back."""


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def has_ended(self) -> bool:
        return self not in (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands after its last chunk. `cursor` is where the next chunk begins, `result` what it counted.

    `told`: how often the message that follows it was changed.
    """

    id: int
    workspace_id: int
    kind: JobKind
    args: Mapping[str, int | str]
    actor_id: int
    state: JobState
    cursor: Mapping[str, int]
    done: int
    total: int
    result: Mapping[str, int | str]
    cancel_requested: bool
    told: int

    @property
    def key(self) -> str:
        """The key of the delivery whose message follows the job."""
        return f"{self.workspace_id}:job:{self.id}"


@dataclass(frozen=True, slots=True)
class Step:
    """What one chunk did: how many things, where the next begins (None: there is none) and what it adds to counts."""

    done: int
    cursor: Mapping[str, int] | None
    counts: Mapping[str, int] = field(default_factory=dict)
