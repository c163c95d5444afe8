"""The message that somebody was given a record (workspace T11)."""

from collections.abc import Mapping
from datetime import datetime

from blocks.record_assigned import record_assigned
from blocks.screens import Shown
from csbot.domain.errors import NotFound
from csbot.domain.members import Member
from csbot.domain.preferences import Event, Way
from csbot.domain.record_cards import RecordAssignment, read_record_ref
from csbot.domain.records import read_id
from csbot.services.record_news import RecordNews
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.registry import notification


@notification(Event.RECORD_ASSIGNED)
def assigned(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[RecordAssignment] | None:
    """The record, unless it is somebody else's by now or deleted, or the member does not want to hear of it."""
    if member.preferences.way(Event.RECORD_ASSIGNED) is not Way.NOW:
        return None
    try:
        data = RecordNews(uow, now, now).assignment(read_record_ref(args["r"]), read_id(args["by"]))
    except NotFound:
        return None
    owner = data.record.named("owner")
    mine = owner is not None and owner.id == member.id
    return Shown(record_assigned, data) if mine and not data.record.is_archived else None
