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
from scheduler.news import is_heard, other_owner
from scheduler.registry import notification


@notification(Event.RECORD_ASSIGNED)
def assigned(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[RecordAssignment] | None:
    """The record, unless it is another's by now or deleted, or the member does not want to hear of it."""
    owner_id = other_owner(args)
    is_off = member.preferences.way(Event.RECORD_ASSIGNED) is not Way.NOW
    if is_off or (owner_id and not is_heard(uow, member, owner_id)):
        return None
    try:
        data = RecordNews(uow, now, now).assignment(read_record_ref(args["r"]), read_id(args["by"]), not owner_id)
    except NotFound:
        return None
    owner = data.record.named("owner")
    is_theirs = owner is not None and owner.id == (owner_id or member.id)
    return Shown(record_assigned, data) if is_theirs and not data.record.is_archived else None
