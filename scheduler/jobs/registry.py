"""The registry of jobs: what a kind does in one chunk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from csbot.domain.jobs import Job, JobKind, Step
from csbot.domain.permissions import Permission
from csbot.storage.unit_of_work import UnitOfWork

Chunk = Callable[[UnitOfWork, Job, datetime, datetime], Step]


@dataclass(frozen=True, slots=True)
class Registered:
    """What does a kind's chunks, and what its actor must still be allowed when it does."""

    chunk: Chunk
    permission: Permission


JOBS: dict[JobKind, Registered] = {}


def job(kind: JobKind, permission: Permission) -> Callable[[Chunk], Chunk]:
    """Register what does the chunks of a kind.

    The function gets a writing unit of work, the job, business time and real time. It does as much as takes under
    200 ms; its writes and its cursor are committed together, so a chunk happens once, whatever crashes.
    """

    def register(chunk: Chunk) -> Chunk:
        if JOBS.setdefault(kind, Registered(chunk, permission)).chunk is not chunk:
            raise ValueError(f"two jobs named {kind}")
        return chunk

    return register
