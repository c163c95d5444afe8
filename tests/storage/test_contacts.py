"""Contacts by name: an index serves each way (design: data notes, 100,000 contacts)."""

from typing import Any

from sqlalchemy import event, text

from csbot.domain.records import ObjectType
from csbot.storage import contacts
from csbot.storage.unit_of_work import Database
from tests.builders import Office

EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}
WAYS = ["name", "last_name", "name", "last_name", "email"]  # first and last name, then the beginning of each


def test_no_table_is_read_through_for_a_name(database: Database) -> None:
    office, kind = Office(database), database.engine.dialect.name
    office.records(ObjectType.CONTACT, [{"name": f"Ida {n} Lund", "email": None} for n in range(3)])
    seen: list[tuple[str, Any]] = []
    with office.services() as services:
        uow = services.companies.uow
        event.listen(database.engine, "before_cursor_execute", lambda *heard: seen.append((heard[2], heard[3])))
        assert len(contacts.list_begun(uow, "lund", 10)) == 3
        asked = list(seen)
        if kind == "postgresql":
            uow.connection.execute(text("SET LOCAL enable_seqscan = off"))
        plans = [str(uow.connection.exec_driver_sql(f"{EXPLAIN[kind]} {one}", given).all()) for one, given in asked]
    for way, plan in zip(WAYS, plans, strict=True):
        assert f"ix_contact_{way} " in plan, plan
