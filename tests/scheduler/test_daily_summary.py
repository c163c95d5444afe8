"""What the daily summary says, and that it says nothing when there is nothing (workspace N1, N3)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from blocks.screens import Rendered
from csbot.domain.data_sources import SourceKind
from csbot.domain.members import Member
from csbot.domain.preferences import Event, Preferences, Way
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from csbot.domain.subscriptions import DigestKind
from csbot.domain.task_forms import TaskFields, columns_of, fields_of
from csbot.services.record_news import RecordNews
from csbot.storage import data_sources
from csbot.storage.unit_of_work import Database
from scheduler.alarms import ring_due
from scheduler.news import tell_due
from scheduler.preview import preview
from tests.builders import COPENHAGEN, MONDAY, Office

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


@pytest.fixture
def sqlite_office(sqlite_database: Database) -> Office:
    return Office(sqlite_database)


def digest(office: Office, member: Member) -> Rendered | None:
    """What would be sent now."""
    return preview(office.database, office.workspace.id, DigestKind.DAILY_SUMMARY, member.email, office.clock.now())


def words(office: Office, member: Member) -> str:
    """All its texts, one a line."""
    found = digest(office, member)
    assert found is not None
    return "\n".join(text for block in found.blocks for text in texts(block))


def texts(block: dict[str, Any]) -> list[str]:
    if "text" in block:
        return [str(block["text"]["text"])]
    return [str(part["text"]) for part in block.get("elements", ()) if isinstance(part.get("text"), str)]


def next_morning(office: Office) -> None:
    """Everything that is due by then has rung and was told; it is 10:00 in Copenhagen."""
    office.clock.advance(timedelta(minutes=1))
    tell_due(office.database, office.clock)
    office.clock.at = MONDAY + DAY
    ring_due(office.database, office.clock)


def prefer(office: Office, member: Member, event: Event, way: Way) -> None:
    with office.services() as services:
        services.own_settings.prefer(member.as_actor(), Preferences(events={event: way}))


def edit(office: Office, who: Member, task_id: int, **fields: Any) -> None:
    task = office.read(task_id)
    wanted = replace(fields_of(columns_of(task), COPENHAGEN), **fields)
    with office.services() as services:
        services.task_forms.edit(who.as_actor(), task_id, task.version, wanted, COPENHAGEN)


def give(office: Office, by: Member, to: Member, title: str, **fields: Any) -> int:
    with office.services() as services:
        wanted = TaskFields(title=title, assignee_id=to.id, **fields)
        return services.task_forms.create(by.as_actor(), wanted, COPENHAGEN).task.id


def test_nothing_to_say_is_nothing_sent_and_stale_data_alone_is_no_reason(office: Office) -> None:
    kim = office.member()
    office.task(kim, "Some day")
    with office.services() as services:
        long_ago = MONDAY - 14 * DAY
        data_sources.succeed(services.uow, SourceKind.IMPORT, ObjectType.COMPANY, long_ago, 7 * DAY)
    assert digest(office, kim) is None


def test_all_that_there_is_stands_in_order(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    office.task(kim, "Late one", due_on=TODAY)
    office.task(kim, "Of the day", due_on=TODAY + DAY)
    office.task(kim, "At four", due_at=MONDAY + DAY + 6 * HOUR)
    office.task(kim, "Tomorrow's", due_on=TODAY + 2 * DAY)
    changed = office.task(kim, "Renamed", due_on=TODAY + 9 * DAY)
    give(office, lee, kim, "Given to me", due_on=TODAY + 30 * DAY)
    edit(office, lee, changed, title="Called otherwise")
    meeting = {"name": "Review", "owner_id": kim.id, "starts_at": MONDAY + DAY + 20 * HOUR, "company_id": None}
    office.records(ObjectType.MEETING, [meeting])
    with office.services() as services:
        data_sources.succeed(services.uow, SourceKind.IMPORT, ObjectType.COMPANY, MONDAY - 9 * DAY, 7 * DAY)
    next_morning(office)
    said = words(office, kim)
    order = [
        "Your day — Tuesday, March 3",
        "*Waiting on you* (1)",
        "Given to me",
        "*Changed since yesterday* (2)",
        "Lee gave you *Given to me*",
        "Lee changed *Called otherwise* — Title: Renamed → Called otherwise",
        "*Due today* (2)",
        "Of the day",
        "*Overdue* (1)",
        "Late one",
        "*Next 24 hours*",
        "Task: At four",
        "Meeting: Review",
        "*Due tomorrow* (1)",
        "Tomorrow's",
        "Data that may be out of date: companies (imported on Sat, Feb 21",
    ]
    found = [said.find(part) for part in order]
    assert -1 not in found, (order[found.index(-1)], said)
    assert found == sorted(found)


def test_overdue_is_counted_and_the_ten_oldest_can_be_acted_on_in_place(sqlite_office: Office) -> None:
    kim = sqlite_office.member()
    sqlite_office.tasks(kim, [{"title": f"Call {n}", "due_on": TODAY - (500 - n) * DAY} for n in range(500)])
    sqlite_office.tasks(kim, [{"title": f"Today {n}", "due_on": TODAY} for n in range(500)])
    found = digest(sqlite_office, kim)
    assert found is not None
    assert "*Overdue* (500)" in words(sqlite_office, kim)
    buttons = [part for block in found.blocks for part in block.get("elements", ()) if part.get("type") == "button"]
    labels = [part.get("accessibility_label", "") for part in buttons if part["action_id"].startswith("task.complete")]
    assert [label for label in labels if "Call" in label] == [f"Complete: Call {n}" for n in range(10)]
    assert sum("Today" in label for label in labels) >= 5


def test_what_was_given_waits_until_one_does_something_to_it(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    first, second = (give(office, lee, kim, title) for title in ("First", "Second"))
    edit(office, kim, office.task(kim, "My own"), title="Touched")
    next_morning(office)
    assert "*Waiting on you* (2)" in words(office, kim)
    edit(office, kim, first, title="First, mine")
    with office.services() as services:
        services.tasks.complete(kim.as_actor(), second)
    assert "Waiting on you" not in words(office, kim)


@pytest.mark.parametrize(("way", "is_said"), [(Way.NOW, True), (Way.DIGEST, True), (Way.OFF, False)])
def test_changes_are_said_unless_they_are_off(office: Office, way: Way, is_said: bool) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    prefer(office, kim, Event.TASK_CHANGED, way)
    task_id = office.task(kim, "One", due_on=TODAY)
    edit(office, lee, task_id, title="Two")
    next_morning(office)
    assert ("Title: One → Two" in words(office, kim)) is is_said


@pytest.mark.parametrize(("way", "is_said"), [(Way.NOW, False), (Way.DIGEST, True), (Way.OFF, False)])
def test_reminders_wait_for_the_digest_where_that_is_chosen(office: Office, way: Way, is_said: bool) -> None:
    kim = office.member()
    prefer(office, kim, Event.REMINDER, way)
    office.task(kim, "Call Acme", due_on=TODAY, reminder_at=MONDAY + HOUR)
    next_morning(office)
    assert ("Reminder: *Call Acme*" in words(office, kim)) is is_said


def test_what_an_earlier_digest_said_is_not_said_again(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(kim, "One", due_on=TODAY)
    edit(office, lee, task_id, title="Two")
    next_morning(office)
    assert "Changed since" in words(office, kim)
    office.clock.advance(DAY)
    assert "Changed since" not in words(office, kim)


def test_monday_looks_back_on_fridays_afternoon(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    office.clock.at = datetime(2026, 3, 6, 14, 0, tzinfo=UTC)
    task_id = office.task(kim, "One", due_on=TODAY)
    edit(office, lee, task_id, title="Two")
    office.clock.advance(timedelta(minutes=1))
    tell_due(office.database, office.clock)
    office.clock.at = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
    assert "*Changed since Fri, Mar 6* (1)" in words(office, kim)


def test_a_change_that_came_after_the_digest_is_not_in_its_past(sqlite_office: Office) -> None:
    office = sqlite_office
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(kim, "One", due_on=TODAY)
    edit(office, lee, task_id, title="Two")
    next_morning(office)
    edit(office, lee, task_id, title="Three")
    assert "Title: One → Two" in words(office, kim)


def test_every_digest_ends_with_a_way_to_change_it(sqlite_office: Office) -> None:
    kim = sqlite_office.member()
    sqlite_office.task(kim, "One", due_on=TODAY)
    found = digest(sqlite_office, kim)
    assert found is not None
    last = found.blocks[-1]["elements"][-1]
    assert (last["text"]["text"], last["action_id"].partition("|")[0]) == ("Change when this comes", "settings.open")


@pytest.mark.parametrize("way", [Way.NOW, Way.DIGEST])
def test_a_record_that_was_given_is_said(office: Office, way: Way) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    prefer(office, kim, Event.RECORD_ASSIGNED, way)
    company = office.company("Globex")
    with office.services() as services:
        reader = RecordNews(services.uow, office.clock.now(), office.clock.real_now())
        reader.assigned(lee.as_actor(), RecordRef(ObjectType.COMPANY, company), kim.id, operation_id=1)
    next_morning(office)
    assert "Lee gave you *Globex*" in words(office, kim)
