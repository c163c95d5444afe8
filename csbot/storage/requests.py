"""Requests already answered: Slack sends events again, and inside five minutes anybody could (design: decision 2)."""

from datetime import datetime

from csbot.storage.chunks import delete_chunk
from csbot.storage.dialects import insert_for
from csbot.storage.tables.history import requests
from csbot.storage.unit_of_work import UnitOfWork


def is_first(uow: UnitOfWork, key: str, route: str, at: datetime) -> bool:
    """Remember the request in this transaction; False when it was answered before. `at` is real time."""
    row = {"workspace_id": uow.workspace_id, "key": key[:255], "route": route, "at": at}
    new = insert_for(uow.connection, requests).values(row).on_conflict_do_nothing().returning(requests.c.key)
    return uow.connection.execute(new).first() is not None  # an INSERT's rowcount is -1 on PostgreSQL


def forget_before(uow: UnitOfWork, at: datetime) -> int:
    """Drop a chunk of what is older; returns how many."""
    old = (requests.c.workspace_id == uow.workspace_id, requests.c.at < at)
    return delete_chunk(uow.connection, requests, *old)
