"""The sample data makes sense whenever it is made: nights of a clock change, weekends and midnight included."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from typing import Any

import pytest

from csbot.demo.companies import ACTIVE_DAYS, band_of
from csbot.demo.people import Colleague
from csbot.domain.calendar import local_date, today
from csbot.domain.tasks import Priority, Task, TaskStatus, TaskType, TaskView, due_sort, view_of
from tests.demo.conftest import NOON, World, world

MOMENTS = {
    "noon": NOON,
    "midnight in Copenhagen": datetime(2026, 11, 23, 23, 0, tzinfo=UTC),
    "last second of a Saturday in London": datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC),
    "Europe's clocks go forward": datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
    "Europe's clocks go back": datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
    "America's clocks go back": datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
    "leap day": datetime(2028, 2, 29, 16, 0, tzinfo=UTC),
}


@pytest.fixture(scope="module", params=list(MOMENTS.values()), ids=list(MOMENTS))
def made(request: pytest.FixtureRequest) -> World:
    return world(request.param)


def as_task(row: dict[str, Any]) -> Task:
    fields = ("status", "due_on", "due_at", "type", "priority", "snoozed_until", "completed_at")
    return Task(id=0, title=row["name"], **{field: row[field] for field in fields})


def tasks_of(made: World, who: Colleague) -> list[Task]:
    return [as_task(row) for row in made.of(made.tasks, who)]


def test_everybody_with_a_seat_has_tasks_in_each_built_in_view(made: World) -> None:
    for who in made.seated:
        views = Counter(view_of(task, made.now, who.member.tz) for task in tasks_of(made, who))
        assert set(views) == set(TaskView), who.key
        assert views[TaskView.TODAY] >= 3, who.key
        assert 12 <= views.total() <= 42, who.key


def test_everybody_without_a_seat_owns_nothing(made: World) -> None:
    seated = {who.member.id for who in made.seated}
    for rows in (made.contacts, made.tasks, made.meetings, made.activities, [c.row for c in made.customers]):
        assert {row["owner_id"] for row in rows} <= seated


def test_a_task_has_a_date_or_a_moment_and_sorts_by_it(made: World) -> None:
    for row in made.tasks:
        assert row["due_on"] is None or row["due_at"] is None
        assert row["due_sort"] == due_sort(row["due_on"], row["due_at"])


def test_what_is_done_was_done_after_it_was_made_and_before_now(made: World) -> None:
    for row in made.tasks:
        assert row["created_at"] < made.now
        assert (row["status"] is TaskStatus.COMPLETED) is (row["completed_at"] is not None)
        assert (row["completed_by_id"] is not None) is (row["completed_at"] is not None)
        if row["completed_at"]:
            assert row["created_at"] < row["completed_at"] <= made.now


def test_everybody_completed_something_today_and_a_colleague_completed_something_of_theirs(made: World) -> None:
    for who in made.seated:
        day = today(made.now, who.member.tz)
        done = [row for row in made.of(made.tasks, who) if row["completed_at"]]
        assert any(day.start <= row["completed_at"] < day.end for row in done), who.key
        assert {row["completed_by_id"] == who.member.id for row in done} == {True, False}, who.key


def test_what_is_snoozed_sleeps_beyond_now_and_is_open(made: World) -> None:
    for who in made.seated:
        snoozed = [task for task in tasks_of(made, who) if task.snoozed_until]
        assert snoozed
        assert all(task.is_snoozed(made.now) for task in snoozed), who.key


def test_activities_are_of_the_last_ninety_days(made: World) -> None:
    assert len(made.activities) >= 900
    for row in made.activities:
        assert timedelta(0) <= made.now - row["occurred_at"] <= timedelta(days=ACTIVE_DAYS)


def test_the_last_activity_of_a_customer_and_a_contact_is_the_last_of_theirs(made: World) -> None:
    companies: dict[int, datetime] = {}
    contacts: dict[int, datetime] = {}
    for row in sorted(made.activities, key=lambda row: row["occurred_at"]):
        companies[row["company_id"]] = contacts[row["contact_id"]] = row["occurred_at"]
    assert {a.id: a.customer.row["last_activity_at"] for a in made.accounts} == companies
    ids = [contact.id for account in made.accounts for contact in account.contacts]
    for number, row in zip(ids, made.contacts, strict=True):
        assert row["last_activity_at"] == contacts.get(number)


def test_contracts_are_plausible(made: World) -> None:
    for customer in made.customers:
        row, on = customer.row, local_date(made.now, customer.owner.member.tz)
        assert row["customer_since_on"] < on < row["renewal_on"] + timedelta(days=22)
        assert row["created_at"].date() <= row["customer_since_on"]
        assert row["created_at"] < row["assigned_at"] <= made.now
        assert row["arr"] > 0
        assert row["employees"] > 0
        assert row["band"] == band_of(row["score"])


def test_everybody_has_meetings_today_and_later_that_never_overlap(made: World) -> None:
    for who in made.seated:
        rows = made.of(made.meetings, who)
        days = Counter(local_date(row["starts_at"], who.member.tz) for row in rows)
        assert min(days) == local_date(made.now, who.member.tz), who.key
        assert len(days) > 5
        assert all(row["starts_at"] < row["ends_at"] for row in rows)
        assert all(one["ends_at"] <= other["starts_at"] for one, other in pairwise(rows)), who.key


def test_by_day_some_tasks_of_today_are_late_and_others_still_ahead(noon: World) -> None:
    for who in noon.seated:
        timed = [t for t in tasks_of(noon, who) if t.due_at and view_of(t, noon.now, who.member.tz) is TaskView.TODAY]
        assert {task.is_late(noon.now) for task in timed} == {True, False}, who.key


def test_everybody_has_every_type_with_every_priority(noon: World) -> None:
    for who in noon.seated:
        assert {(t.type, t.priority) for t in tasks_of(noon, who)} == set(product(TaskType, Priority)), who.key


def test_tasks_come_with_and_without_a_customer(noon: World) -> None:
    assert {row["company_id"] is None for row in noon.tasks} == {True, False}


def test_titles_vary_and_follow_the_language(noon: World) -> None:
    for who in noon.seated:
        titles = Counter(task.title for task in tasks_of(noon, who))
        assert len(titles) >= 0.8 * titles.total(), who.key
    written = {who.key: " ".join(task.title for task in tasks_of(noon, who)) for who in noon.seated}
    assert "Ring " in written["sofie"]
    assert "bellen" in written["lotte"]
    assert not {"Ring ", "bellen"} & set(written["freja"].split())
    assert "{" not in "".join(written.values())


def test_one_persons_texts_try_the_screens(noon: World) -> None:
    titles = [row["name"] for row in noon.tasks]
    assert len([title for title in titles if len(title) == 200]) == 1
    assert len([title for title in titles if "<!channel>" in title and "🎉" in title]) == 1


def test_some_meetings_can_be_joined_and_others_have_a_place(noon: World) -> None:
    assert {bool(row["join_url"]) for row in noon.meetings} == {True, False}
    assert all(bool(row["join_url"]) is not bool(row["location"]) for row in noon.meetings)


def test_companies_have_telling_names(noon: World) -> None:
    names = [customer.row["name"] for customer in noon.customers]
    assert len(set(names)) == len(names) == 300
    assert len({customer.row["domain"] for customer in noon.customers}) == 300
    assert all(customer.row["domain"].isascii() for customer in noon.customers)
    for mark in ("&", "'", "’", "🚀", "ø", "ß", "東"):
        assert any(mark in name for name in names), mark


def test_every_customer_has_one_to_three_contacts_with_addresses_of_their_own(noon: World) -> None:
    assert {len(account.contacts) for account in noon.accounts} == {1, 2, 3}
    addresses = [row["email"] for row in noon.contacts]
    assert len(set(addresses)) == len(addresses)
    assert all(address.isascii() and not address.startswith(".") for address in addresses)


def test_every_band_and_the_coming_renewals_are_there(noon: World) -> None:
    bands = Counter(customer.row["band"] for customer in noon.customers)
    assert min(bands.values()) >= 25
    soon = [c for c in noon.customers if timedelta(0) <= c.row["renewal_on"] - noon.now.date() <= timedelta(days=30)]
    assert len(soon) >= 10


def test_the_first_person_and_the_csms_own_customers(noon: World) -> None:
    owned = Counter(customer.owner.key for customer in noon.customers)
    assert set(owned) == {who.key for who in noon.seated} - {"priya"}
    assert owned["freja"] >= 5
    assert noon.of([c.row for c in noon.customers], noon.colleagues[0])


def test_some_customers_were_assigned_in_the_last_thirty_days(noon: World) -> None:
    recent = [c for c in noon.customers if noon.now - c.row["assigned_at"] < timedelta(days=30)]
    assert 20 <= len(recent) <= 100
