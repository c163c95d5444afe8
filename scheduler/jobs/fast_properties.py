"""Making a property fast, and plain again: an index, which no transaction can hold (workspace V2)."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from csbot.domain.errors import NotFound
from csbot.domain.jobs import Job, JobKind
from csbot.domain.permissions import Permission
from csbot.domain.properties.own import TextsTooLong
from csbot.storage import fast_properties, properties
from csbot.storage.unit_of_work import Database, UnitOfWork
from scheduler.jobs.registry import Beat, errand


@errand(JobKind.INDEX_PROPERTY, Permission.MANAGE)
def index(database: Database, job: Job, now: datetime, beat: Beat) -> Mapping[str, int]:
    """The index, unless a process that died had finished it. Counts what stands in its way."""
    number = int(job.args["property"])
    try:
        with database.read() as connection:
            _, own = properties.get_live(UnitOfWork(connection, job.workspace_id), number)
        if not (own.is_fast and fast_properties.is_indexed(database, own)):
            fast_properties.make_fast(database, job.workspace_id, number, now, beat)
    except NotFound:
        return {"gone": 1}
    except TextsTooLong as problem:
        return {"long": int(str(problem.params["count"]))}
    return {}


@errand(JobKind.UNINDEX_PROPERTY, Permission.MANAGE)
def unindex(database: Database, job: Job, _now: datetime, _beat: Beat) -> Mapping[str, int]:
    """The index goes, also of a deleted property."""
    with suppress(NotFound):  # its object type went, with all of its indexes
        fast_properties.make_plain(database, job.workspace_id, int(job.args["property"]))
    return {}
