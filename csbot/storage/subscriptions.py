"""Subscriptions as rows. The planner reads the due ones of all workspaces; everything else is one workspace's."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, select, update

from csbot.domain.subscriptions import Cadence, DigestKind, Occurrence, Subscription
from csbot.storage.batches import Batch
from csbot.storage.dialects import insert_for
from csbot.storage.tables.outbox import subscriptions
from csbot.storage.unit_of_work import UnitOfWork

COLUMNS = (
    subscriptions.c.id,
    subscriptions.c.workspace_id,
    subscriptions.c.member_id,
    subscriptions.c.kind,
    subscriptions.c.tz,
    subscriptions.c.local_minute,
    subscriptions.c.weekdays,
    subscriptions.c.last_local_date,
    subscriptions.c.enabled,
)

OF_MEMBER = (
    select(*COLUMNS)
    .where(subscriptions.c.workspace_id == bindparam("workspace"), subscriptions.c.member_id == bindparam("member"))
    .order_by(subscriptions.c.id)
)

Advance = tuple[Subscription, Occurrence, date | None]  # what comes next, and the last local date that is settled

ADVANCE = Batch(
    """
    UPDATE subscription SET next_run_at = v.next_run, next_local_date = v.next_date, last_local_date = v.last_date
    FROM {v} WHERE subscription.id = v.id
    """,
    {"id": "bigint", "next_run": "timestamptz", "next_date": "date", "last_date": "date"},
)


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether the planner has anything to do."""
    due = exists().where(subscriptions.c.enabled, subscriptions.c.next_run_at <= now)
    return bool(connection.execute(select(due)).scalar_one())


def list_due(connection: Connection, now: datetime, most: int) -> list[Subscription]:
    """Subscriptions whose moment has come, in business time, longest waiting first; held until the transaction ends.

    Those that another process plans at this moment are passed over.
    """
    rows = connection.execute(
        select(*COLUMNS)
        .where(subscriptions.c.enabled, subscriptions.c.next_run_at <= now)
        .order_by(subscriptions.c.next_run_at, subscriptions.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [_subscription(row) for row in rows]


def advance(connection: Connection, planned: Iterable[Advance]) -> None:
    """Set each subscription's next occurrence, and the last local date that was planned."""
    rows = [
        {"id": known.id, "next_run": ahead.at, "next_date": ahead.on, "last_date": last}
        for known, ahead, last in planned
    ]
    if rows:
        ADVANCE.run(connection, rows)


def find(uow: UnitOfWork, member_id: int, kind: DigestKind) -> Subscription | None:
    """A member's subscription, held until the transaction ends."""
    return list_of(uow, member_id).get(kind)


def list_of(uow: UnitOfWork, member_id: int) -> dict[DigestKind, Subscription]:
    """A member's subscriptions, switched off ones too, held until the transaction ends."""
    return _of(uow, member_id, OF_MEMBER.with_for_update())


def read_of(uow: UnitOfWork, member_id: int) -> dict[DigestKind, Subscription]:
    """A member's subscriptions, switched off ones too, only to look at."""
    return _of(uow, member_id, OF_MEMBER)


def add(
    uow: UnitOfWork, member_id: int, kind: DigestKind, cadence: Cadence, ahead: Occurrence, last: date | None
) -> None:
    """A new subscription; does nothing when the member has one of that kind."""
    row = {
        "workspace_id": uow.workspace_id,
        "member_id": member_id,
        "kind": kind,
        "tz": cadence.tz,
        "local_minute": cadence.local_minute,
        "weekdays": cadence.weekdays,
        "enabled": True,
        "next_run_at": ahead.at,
        "next_local_date": ahead.on,
        "last_local_date": last,
    }
    uow.connection.execute(insert_for(uow.connection, subscriptions).values(row).on_conflict_do_nothing())


def move(uow: UnitOfWork, known: Subscription, tz: str, ahead: Occurrence) -> None:
    """Let a subscription follow its member into another zone."""
    uow.connection.execute(
        update(subscriptions)
        .where(subscriptions.c.workspace_id == uow.workspace_id, subscriptions.c.id == known.id)
        .values(tz=tz, next_run_at=ahead.at, next_local_date=ahead.on, version=subscriptions.c.version + 1)
    )


def change(uow: UnitOfWork, known: Subscription, cadence: Cadence, ahead: Occurrence, last: date | None) -> None:
    """Switch a subscription on, with this cadence."""
    row = {
        "tz": cadence.tz,
        "local_minute": cadence.local_minute,
        "weekdays": cadence.weekdays,
        "enabled": True,
        "next_run_at": ahead.at,
        "next_local_date": ahead.on,
        "last_local_date": last,
    }
    uow.connection.execute(
        update(subscriptions)
        .where(subscriptions.c.workspace_id == uow.workspace_id, subscriptions.c.id == known.id)
        .values(**row, version=subscriptions.c.version + 1)
    )


def switch_off(uow: UnitOfWork, member_id: int, kind: DigestKind) -> None:
    """Plan nothing of that kind any more; its time and days are remembered."""
    uow.connection.execute(
        update(subscriptions)
        .where(
            subscriptions.c.workspace_id == uow.workspace_id,
            subscriptions.c.member_id == member_id,
            subscriptions.c.kind == kind,
        )
        .values(enabled=False, version=subscriptions.c.version + 1)
    )


def _of(uow: UnitOfWork, member_id: int, query: Select[*tuple[Any, ...]]) -> dict[DigestKind, Subscription]:
    rows = uow.connection.execute(query, {"workspace": uow.workspace_id, "member": member_id})
    return {known.kind: known for known in map(_subscription, rows)}


def _subscription(row: Any) -> Subscription:
    known: Mapping[str, Any] = row._mapping
    return Subscription(
        id=known["id"],
        workspace_id=known["workspace_id"],
        member_id=known["member_id"],
        kind=known["kind"],
        cadence=Cadence(known["tz"], known["local_minute"], known["weekdays"]),
        last=known["last_local_date"],
        enabled=known["enabled"],
    )
