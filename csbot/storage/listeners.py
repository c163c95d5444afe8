"""Who chose to hear of others' tasks and records (workspace N3). Where nobody did, the workspace's row says so."""

from collections.abc import Collection

from sqlalchemy import exists, select, union_all, update

from csbot.domain.members import Member
from csbot.domain.preferences import Whose
from csbot.storage import members as stored_members
from csbot.storage.members import as_member
from csbot.storage.tables.people import LISTENS, members, workspaces
from csbot.storage.unit_of_work import UnitOfWork


def list_with(uow: UnitOfWork, owner_ids: Collection[int]) -> dict[int, Member]:
    """Everybody who listens, and these owners, by id."""
    everybody = select(*stored_members.COLUMNS).where(members.c.workspace_id == uow.workspace_id)
    # Two selects: SQLite finds no index for one with OR.
    found = union_all(everybody.where(LISTENS), everybody.where(members.c.id.in_(owner_ids)))
    return {row.id: as_member(row) for row in uow.connection.execute(found)}


def choose(uow: UnitOfWork, member_id: int, whose: Whose) -> None:
    """Let a member hear of the tasks and records of these people. The workspace is held by the caller, so that two who
    choose at once are both counted.
    """
    stored_members.change(uow, member_id, {"whose": whose})
    listens = exists().where(members.c.workspace_id == uow.workspace_id, LISTENS)
    of_workspace = workspaces.c.id == uow.workspace_id
    uow.connection.execute(update(workspaces).where(of_workspace).values(has_listeners=listens))
