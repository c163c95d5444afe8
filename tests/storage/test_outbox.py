"""The outbox's rows: written once, indexes used, leases kept apart, old rows removed (workspace N4-N6)."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, insert, select, text

from csbot.domain.deliveries import (
    Delivery,
    DeliveryState,
    Finished,
    Lease,
    NewDelivery,
    Outcome,
    Urgency,
)
from csbot.storage import deliveries, lanes, workspaces
from csbot.storage.claims import claim, list_claimable
from csbot.storage.engine import open_engine
from csbot.storage.tables.outbox import deliveries as table
from csbot.storage.tables.outbox import lanes as lane_table
from csbot.storage.tables.people import members
from csbot.storage.unit_of_work import Database

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
LEASE = timedelta(seconds=60)


@pytest.fixture
def workspace(database: Database) -> int:
    with database.write() as connection:
        made = workspaces.add(connection, "Acme", NOW).id
        connection.execute(
            insert(members).values(
                id=1, workspace_id=made, email="kim@example.com", name="Kim", tz="UTC", locale="en_US", created_at=NOW
            )
        )
    return made


def new(workspace: int, key: str, urgency: Urgency = Urgency.DIGEST, expires_at: datetime | None = None) -> NewDelivery:
    return NewDelivery(workspace, key, "daily_summary", 1, urgency, {"on": "2026-03-02"}, expires_at)


def write(database: Database, *made: NewDelivery) -> None:
    with database.write() as connection:
        deliveries.enqueue(connection, made, NOW)


def claim_at(database: Database, real: datetime, holder: str = "t", slots: int = 16) -> list[Delivery]:
    with database.write() as connection:
        return claim(connection, slots, real, Lease(holder, "w", real + LEASE))[0]


def finish(database: Database, delivery: Delivery, token: str, outcome: Outcome, real: datetime = NOW) -> None:
    with database.write() as connection:
        deliveries.acknowledge(connection, [Finished(delivery, token, outcome)], real)


def rows(database: Database) -> list[tuple[str, int, bool]]:
    with database.read() as connection:
        return [
            (str(row.state), row.attempts, row.in_doubt)
            for row in connection.execute(select(table).order_by(table.c.id))
        ]


def test_the_same_key_is_written_once_also_within_one_batch(database: Database, workspace: int) -> None:
    write(database, new(workspace, "a"), new(workspace, "a"), new(workspace, "b"))
    write(database, new(workspace, "b"))
    assert len(rows(database)) == 2


def test_a_new_workspaces_lane_has_slacks_usual_speed(database: Database, workspace: int) -> None:
    write(database, new(workspace, "a"))
    with database.read() as connection:
        lane = connection.execute(select(lane_table)).one()
    assert (lane.rate, lane.burst) == (5.0, 5)


def test_what_is_claimed_is_whole_and_counted(database: Database, workspace: int) -> None:
    write(database, new(workspace, "a", expires_at=NOW + LEASE))
    (delivery,) = claim_at(database, NOW)
    assert delivery.args == {"on": "2026-03-02"}
    assert (delivery.attempts, delivery.dedup_key, delivery.expires_at) == (1, "a", NOW + LEASE)
    assert delivery.created_at == NOW
    assert rows(database) == [("leased", 1, False)]


def test_what_is_leased_is_not_claimed_again_before_its_lease_ends(database: Database, workspace: int) -> None:
    write(database, new(workspace, "a"))
    claim_at(database, NOW)
    almost = NOW + LEASE - timedelta(seconds=1)
    with database.write() as connection:
        assert deliveries.reap(connection, almost) == 0
        assert deliveries.reap(connection, NOW + LEASE) == 1
    assert rows(database) == [("pending", 1, True)]


def test_an_outcome_counts_only_under_its_own_lease(database: Database, workspace: int) -> None:
    write(database, new(workspace, "a"))
    (delivery,) = claim_at(database, NOW, "first")
    with database.write() as connection:
        deliveries.reap(connection, NOW + LEASE)
    claim_at(database, NOW + LEASE + timedelta(seconds=2), "second")
    finish(database, delivery, "first", Outcome(DeliveryState.DEAD, "too_late"))
    assert rows(database) == [("leased", 2, True)]
    finish(database, delivery, "second", Outcome(DeliveryState.SENT, ts="1.2", channel="D1"))
    assert rows(database) == [("sent", 2, False)]


def test_an_attempt_that_is_given_back_does_not_count(database: Database, workspace: int) -> None:
    write(database, new(workspace, "a"))
    (delivery,) = claim_at(database, NOW)
    finish(database, delivery, "t", Outcome(DeliveryState.PENDING, "busy", given_back=True, wait=LEASE))
    assert rows(database) == [("pending", 0, False)]
    assert claim_at(database, NOW + LEASE - timedelta(seconds=1)) == []
    assert len(claim_at(database, NOW + LEASE)) == 1


def test_the_most_urgent_goes_first_then_the_oldest(database: Database, workspace: int) -> None:
    keys = [("d1", Urgency.DIGEST), ("d2", Urgency.DIGEST), ("a1", Urgency.ALERT), ("i1", Urgency.INTERACTIVE)]
    write(database, *(new(workspace, key, urgency) for key, urgency in keys))
    with database.write() as connection:
        connection.execute(text("UPDATE delivery SET gate = dedup_key"))
    assert [delivery.dedup_key for delivery in claim_at(database, NOW)] == ["i1", "a1"]  # three tokens stay for alerts


def test_expiry_ends_only_what_is_late_and_waiting(database: Database, workspace: int) -> None:
    write(database, new(workspace, "late", expires_at=NOW), new(workspace, "good", expires_at=NOW + LEASE))
    write(database, new(workspace, "never"))
    with database.write() as connection:
        assert deliveries.expire(connection, NOW) == 1
    assert [state for state, _, _ in rows(database)] == ["expired", "pending", "pending"]


def test_only_finished_and_old_rows_are_removed(database: Database, workspace: int) -> None:
    write(database, new(workspace, "a"), new(workspace, "b"))
    (delivery,) = claim_at(database, NOW)
    finish(database, delivery, "t", Outcome(DeliveryState.SENT, ts="1.2"))
    with database.write() as connection:
        assert deliveries.remove_old(connection, NOW) == 0
        assert deliveries.remove_old(connection, NOW + LEASE) == 1
    assert [state for state, _, _ in rows(database)] == ["pending"]


def test_a_longer_pause_stays(database: Database, workspace: int) -> None:
    write(database, new(workspace, "a"))
    with database.write() as connection:
        lanes.pause(connection, {workspace: NOW + 2 * LEASE}, "rate_limited")
        lanes.pause(connection, {workspace: NOW + LEASE}, "rate_limited")
    assert claim_at(database, NOW + LEASE) == []
    assert len(claim_at(database, NOW + 2 * LEASE)) == 1


def test_two_processes_neither_wait_for_each_other_nor_claim_the_same(postgresql_url: str) -> None:
    first, second = Database(open_engine(postgresql_url)), Database(open_engine(postgresql_url))
    with first.write() as connection:
        made = workspaces.add(connection, "Acme", NOW).id
        person = {"workspace_id": made, "name": "Kim", "tz": "UTC", "locale": "en_US", "created_at": NOW}
        connection.execute(insert(members).values(id=1, email="kim@example.com", **person))
    write(first, new(made, "a"))
    with first.write() as one, second.write() as other:
        assert len(claim(one, 16, NOW, Lease("one", "w", NOW + LEASE))[0]) == 1
        assert claim(other, 16, NOW, Lease("two", "w", NOW + LEASE))[0] == []
        assert deliveries.reap(other, NOW + LEASE) == 0
        assert deliveries.expire(other, NOW + LEASE) == 0
    assert claim_at(second, NOW + LEASE) == []
    first.close()
    second.close()


def test_the_hot_statements_are_served_by_partial_indexes(sqlite_database: Database) -> None:
    plans = {
        "ix_delivery_pending": "SELECT id FROM delivery WHERE workspace_id = 1 AND state = 'pending'"
        " AND available_at <= '2026' ORDER BY priority, id LIMIT 5",
        "ix_delivery_expiring": "SELECT id FROM delivery WHERE state = 'pending' AND expires_at <= '2026'"
        " ORDER BY expires_at LIMIT 500",
        "ix_delivery_leased": "SELECT id FROM delivery WHERE state = 'leased' AND lease_until <= '2026'"
        " ORDER BY lease_until, id LIMIT 500",
    }
    with sqlite_database.read() as connection:
        for index, statement in plans.items():
            steps = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all())
            assert index in steps, steps
            assert "TEMP B-TREE" not in steps, steps


def test_predicates_are_literals(sqlite_database: Database) -> None:
    seen: list[str] = []
    event.listen(sqlite_database.engine, "before_cursor_execute", lambda *heard: seen.append(heard[2]))
    claim_at(sqlite_database, NOW)
    with sqlite_database.write() as connection:
        deliveries.reap(connection, NOW)
        deliveries.expire(connection, NOW)
        deliveries.survey(connection, NOW, NOW)
        list_claimable(connection, {1: 5}, NOW)
    about = [statement for statement in seen if "delivery.state" in statement]
    assert len(about) == 5
    assert all("state = '" in statement for statement in about)
