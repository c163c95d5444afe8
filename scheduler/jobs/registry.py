"""The registry of jobs: what a kind does in one chunk, or as one errand that no transaction can hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from csbot.domain.jobs import Job, JobKind, Step
from csbot.domain.permissions import Permission
from csbot.storage.unit_of_work import Database, UnitOfWork

Chunk = Callable[[UnitOfWork, Job, datetime, datetime], Step]
Beat = Callable[[int], bool]
"""Tells how many percent are done, and learns whether to go on."""
Errand = Callable[[Database, Job, datetime, Beat], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Registered:
    """What does a kind's chunks, and what its actor must still be allowed when it does."""

    chunk: Chunk
    permission: Permission


@dataclass(frozen=True, slots=True)
class RegisteredErrand:
    """What does all of a kind's work, and what its actor must still be allowed when it does."""

    errand: Errand
    permission: Permission


JOBS: dict[JobKind, Registered] = {}
ERRANDS: dict[JobKind, RegisteredErrand] = {}


def job(kind: JobKind, permission: Permission) -> Callable[[Chunk], Chunk]:
    """Register what does the chunks of a kind.

    The function gets a writing unit of work, the job, business time and real time. It does as much as takes under
    200 ms; its writes and its cursor are committed together, so a chunk happens once, whatever crashes.
    """

    def register(chunk: Chunk) -> Chunk:
        _check(kind)
        JOBS[kind] = Registered(chunk, permission)
        return chunk

    return register


def errand(kind: JobKind, permission: Permission) -> Callable[[Errand], Errand]:
    """Register what does all of a kind's work at once, in transactions of its own; its total is 100.

    The function gets the job, business time and a beat, to be called more often than a lease ends; when that says no,
    it takes back what it began and raises `Stopped`. What it returns is added to the job's counts. After a crash it is
    called again.
    """

    def register(work: Errand) -> Errand:
        _check(kind)
        ERRANDS[kind] = RegisteredErrand(work, permission)
        return work

    return register


def _check(kind: JobKind) -> None:
    if kind in JOBS or kind in ERRANDS:
        raise ValueError(f"two jobs named {kind}")
