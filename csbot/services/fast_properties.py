"""Making a property fast: an index that serves filters and sorting by it (workspace V2).

Takes seconds on a big book and, on PostgreSQL, no transaction can hold it: for the command line and for jobs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from csbot.domain.jobs import Job, JobKind
from csbot.domain.own_properties import Speed, SpeedAnswer
from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.properties.own import NoFastList, OwnProperty
from csbot.domain.properties.types import PropertyType
from csbot.domain.records import ObjectType
from csbot.services.jobs import JobService
from csbot.storage import fast_properties
from csbot.storage import jobs as stored_jobs
from csbot.storage import properties as stored
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.unit_of_work import Database, UnitOfWork

JOBS = {JobKind.INDEX_PROPERTY: Speed.MAKING, JobKind.UNINDEX_PROPERTY: Speed.ENDING}
PERCENT = 100


@dataclass(frozen=True, slots=True)
class FastPropertyService:
    """Starts the jobs that make indexes and take them away; who asks is told by direct message how it goes."""

    uow: UnitOfWork
    jobs: JobService

    def speeds(self, properties: Iterable[OwnProperty]) -> dict[str, Speed]:
        """How it stands with each, by name."""
        busy = {job.args["property"]: JOBS[job.kind] for job in self._open()}
        return {one.property.name: _speed(one, busy.get(one.id)) for one in properties}

    def ask(self, actor: Actor, property_id: int, fast: bool) -> tuple[ObjectType, OwnProperty, SpeedAnswer]:
        """Start the job that makes the index, or takes it away, unless it runs or there is nothing to do.

        Raises `NotAllowed`, `NotFound` and `NoFastList`.
        """
        check(actor, Permission.MANAGE)
        stored_workspaces.get_for_change(self.uow.connection, self.uow.workspace_id)
        kind, own = stored.get_live(self.uow, property_id)
        if not can_be_fast(own):
            raise NoFastList(label=own.property.label)
        if any(job.args["property"] == property_id for job in self._open()):
            return kind, own, SpeedAnswer.UNDERWAY
        if own.is_fast is fast:
            return kind, own, SpeedAnswer.ALREADY if fast else SpeedAnswer.ALREADY_PLAIN
        self._start(actor, JobKind.INDEX_PROPERTY if fast else JobKind.UNINDEX_PROPERTY, own)
        return kind, own, SpeedAnswer.STARTED if fast else SpeedAnswer.ENDING

    def end(self, actor: Actor, own: OwnProperty) -> None:
        """The property goes: an index that is being made is given up, one that there is goes too."""
        mine = [job for job in self._open() if job.args["property"] == own.id]
        for job in mine:
            if job.kind is JobKind.INDEX_PROPERTY:
                stored_jobs.ask_to_stop(self.uow, job.id)
        if own.is_fast and not mine:
            self._start(actor, JobKind.UNINDEX_PROPERTY, own)

    def _start(self, actor: Actor, kind: JobKind, own: OwnProperty) -> None:
        self.jobs.start(actor, kind, PERCENT, {"property": own.id, "label": own.property.label})

    def _open(self) -> list[Job]:
        return stored_jobs.list_open(self.uow, tuple(JOBS))


def can_be_fast(own: OwnProperty) -> bool:
    """Whether an index helps: not with a multi-enumeration, whose values are lists."""
    return own.property.type is not PropertyType.MULTI_ENUMERATION


def make_fast(database: Database, workspace_id: int, own: OwnProperty, now: datetime) -> None:
    """Raises `NotFound`, `TextsTooLong`, and `Busy` when SQLite's writer was not free in time."""
    fast_properties.make_fast(database, workspace_id, own.id, now)


def make_plain(database: Database, workspace_id: int, own: OwnProperty) -> None:
    """Take the index away. Raises `NotFound`."""
    fast_properties.make_plain(database, workspace_id, own.id)


def _speed(own: OwnProperty, busy: Speed | None) -> Speed:
    if own.property.deleted or not can_be_fast(own):
        return Speed.NEVER
    return busy or (Speed.FAST if own.is_fast else Speed.PLAIN)
