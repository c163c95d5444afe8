"""News as rows: written beside the change, read by the planner across workspaces (workspace T11)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, exists, select

from csbot.domain.news import News
from csbot.domain.preferences import Event
from csbot.storage.dialects import insert_for
from csbot.storage.tables.news import news
from csbot.storage.unit_of_work import UnitOfWork

COLUMNS = (
    news.c.id,
    news.c.workspace_id,
    news.c.member_id,
    news.c.event,
    news.c.task_id,
    news.c.since,
    news.c.by_id,
    news.c.due_at,
)


def add(uow: UnitOfWork, member_id: int, event: Event, task_id: int, since: int, by_id: int, due_at: datetime) -> None:
    """Let a member hear of a task; what waits already tells this too."""
    row = {
        "workspace_id": uow.workspace_id,
        "member_id": member_id,
        "event": event,
        "task_id": task_id,
        "since": since,
        "by_id": by_id,
        "due_at": due_at,
    }
    uow.connection.execute(insert_for(uow.connection, news).values(row).on_conflict_do_nothing())


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether the planner has anything to do."""
    return bool(connection.execute(select(exists().where(news.c.due_at <= now))).scalar_one())


def list_due(connection: Connection, now: datetime, most: int) -> list[News]:
    """News whose moment has come, in business time, longest waiting first; held until the transaction ends.

    Those that another process plans at this moment are passed over.
    """
    rows = connection.execute(
        select(*COLUMNS)
        .where(news.c.due_at <= now)
        .order_by(news.c.due_at, news.c.member_id, news.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [News(*row) for row in rows]


def remove(connection: Connection, ids: Sequence[int]) -> None:
    """Forget news that were told."""
    connection.execute(delete(news).where(news.c.id.in_(ids)))
