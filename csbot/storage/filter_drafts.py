"""Filters in the making, too long for what a dialog or a button carries (Slack: 3,000 characters)."""

from datetime import datetime

from sqlalchemy import insert, select

from csbot.domain.filters import Filter
from csbot.domain.records import ObjectType
from csbot.storage.chunks import delete_chunk
from csbot.storage.tables.saved_views import filter_drafts
from csbot.storage.unit_of_work import UnitOfWork


def add(uow: UnitOfWork, kind: ObjectType, member_id: int, made: Filter, at: datetime) -> int:
    """Keep somebody's filter; its number. Nothing changes it: every step of a dialog is a draft of its own."""
    row = {"workspace_id": uow.workspace_id, "object_type": kind, "member_id": member_id, "created_at": at}
    values = {**row, "filter": made.model_dump(mode="json")}
    number: int = uow.connection.execute(
        insert(filter_drafts).values(values).returning(filter_drafts.c.id)
    ).scalar_one()
    return number


def find(uow: UnitOfWork, kind: ObjectType, member_id: int, draft_id: int) -> Filter | None:
    """Somebody's own draft of that object type, None when it is no longer kept."""
    mine = (filter_drafts.c.workspace_id == uow.workspace_id, filter_drafts.c.member_id == member_id)
    one = (filter_drafts.c.object_type == kind, filter_drafts.c.id == draft_id)
    found = uow.connection.execute(select(filter_drafts.c.filter).where(*mine, *one)).scalar_one_or_none()
    return None if found is None else Filter.model_validate(found)


def forget_before(uow: UnitOfWork, at: datetime) -> int:
    """Drop a chunk of what is older; returns how many."""
    old = (filter_drafts.c.workspace_id == uow.workspace_id, filter_drafts.c.created_at < at)
    return delete_chunk(uow.connection, filter_drafts, *old)
