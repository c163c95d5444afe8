"""Hearing of the team's or everybody's tasks and records: own / team / all among the preferences (workspace N3, A5)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from blocks.screens import Look
from csbot.domain.errors import NotAllowed
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.preferences import Event, Preferences, Way, Whose
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from csbot.domain.subscriptions import DigestKind
from csbot.storage.tables.outbox import deliveries
from csbot.storage.unit_of_work import Database
from scheduler.news import tell_due
from scheduler.notifications import NOTIFICATIONS
from scheduler.preview import preview
from tests.builders import MONDAY, READING, Office

Counter = Callable[..., AbstractContextManager[list[str]]]


@pytest.fixture
def office(sqlite_database: Database) -> Office:
    return Office(sqlite_database)


def listener(office: Office, whose: Whose, name: str = "Mia", **values: Any) -> Member:
    """Somebody who hears of these people's tasks and records."""
    member = office.member(name, **values)
    listen(office, member, whose)
    return member


def listen(office: Office, member: Member, whose: Whose) -> None:
    with office.services() as services:
        services.own_settings.listen(member.as_actor(), whose)


def change(office: Office, member: Member, **values: Any) -> None:
    with office.services() as services:
        services.members.add(member.email, values)


def assign(office: Office, who: Member, task_id: int, to: Member | None) -> None:
    with office.services() as services:
        services.tasks.assign(who.as_actor(), task_id, to.id if to else None)


def complete(office: Office, who: Member, task_id: int) -> None:
    with office.services() as services:
        services.tasks.complete(who.as_actor(), task_id)


def plan(office: Office) -> None:
    """Everything that is due within the next minute becomes messages."""
    tell_due(office.database, office.clock)
    office.clock.advance(timedelta(minutes=1))
    tell_due(office.database, office.clock)


def heard(office: Office, member: Member) -> list[str]:
    """What somebody is sent, as it reads when it is sent."""
    plan(office)
    with office.services() as services:
        kinds = [*Event, "tasks_assigned", "tasks_changed"]
        theirs = (deliveries.c.recipient_id == member.id, deliveries.c.kind.in_(kinds))
        rows = services.uow.connection.execute(select(deliveries).where(*theirs).order_by(deliveries.c.id)).all()
        known = services.members.find(member.email)
        assert known is not None
        shown = [NOTIFICATIONS[row.kind](services.uow, known, row.args, services.now) for row in rows]
        return [one.render(Look(known.as_viewer(), services.now)).text for one in shown if one is not None]


def test_everybodys_tasks_are_heard_of_by_name(database: Database) -> None:
    office = Office(database)
    kim, lee, mia = office.member("Kim"), office.member("Lee"), listener(Office(database), Whose.ALL)
    given = office.task(None, "Call Acme")
    assign(office, kim, given, lee)
    complete(office, lee, given)
    (text,) = heard(office, mia)
    assert text.startswith("Lee changed their own task. • Completed")
    second = office.task(None, "Call Globex")
    assign(office, kim, second, lee)
    assert [text.partition(" *")[0] for text in heard(office, mia)][1:] == ["Kim gave Lee a task."]
    assert [text.partition(" *")[0] for text in heard(office, lee)] == ["Kim gave you a task."]


@pytest.mark.parametrize(("whose", "n"), [(Whose.OWN, 0), (Whose.TEAM, 1), (Whose.ALL, 2)])
def test_a_team_is_who_shares_a_name_or_a_lead(database: Database, whose: Whose, n: int) -> None:
    office = Office(database)
    kim, boss = office.member("Kim"), office.member("Boss")
    near = office.member("Near", team="North" if n else None, lead_id=boss.id)
    far = office.member("Far", team="South")
    mia = listener(office, whose, team="North" if n else None, lead_id=boss.id)
    for owner in (near, far):
        complete(office, kim, office.task(owner, f"For {owner.name}"))
    told = heard(office, mia)
    assert len(told) == n
    assert all("Near's task" in text for text in told[:1])


def test_nobody_hears_of_their_own_doing_or_of_one_thing_twice(office: Office) -> None:
    kim, lee, noa = (listener(office, Whose.ALL, name) for name in ("Kim", "Lee", "Noa"))
    mia = listener(office, Whose.ALL)
    assign(office, kim, office.task(lee, "Call Acme"), noa)
    assert heard(office, kim) == []
    for who, start in (
        (lee, "Kim changed your task."),
        (noa, "Kim gave you a task."),
        (mia, "Kim changed Lee's task."),
    ):
        (text,) = heard(office, who)
        assert text.startswith(start), who.name


def test_a_task_of_nobodys_is_not_heard_of(office: Office) -> None:
    kim, mia = office.member("Kim"), listener(office, Whose.ALL)
    complete(office, kim, office.task(None, "Anybody's"))
    assert heard(office, mia) == []


@pytest.mark.parametrize("way", [Way.DIGEST, Way.OFF])
def test_how_others_news_come_is_chosen_as_for_ones_own(office: Office, way: Way) -> None:
    kim, lee, mia = office.member("Kim"), office.member("Lee"), listener(office, Whose.ALL)
    with office.services() as services:
        services.own_settings.prefer(mia.as_actor(), Preferences(events={Event.TASK_CHANGED: way}))
    complete(office, kim, office.task(lee, "Call Acme"))
    assert heard(office, mia) == []
    assert ("Kim changed Lee's *Call Acme* — Completed" in summary(office, mia)) is (way is Way.DIGEST)


def summary(office: Office, member: Member) -> str:
    """The next morning's daily summary."""
    at = MONDAY + timedelta(days=1)
    found = preview(office.database, office.workspace.id, DigestKind.DAILY_SUMMARY, member.email, at)
    return "" if found is None else "\n".join(str(block.get("text", {}).get("text")) for block in found.blocks)


@pytest.mark.parametrize(
    "lost",
    [
        {"seat": False},
        {"level": int(Level.SUPER_ADMIN), "seat": False},  # may enter, and sees the Summary only (A4)
        {"whose": Whose.OWN},
        {"whose": Whose.TEAM},
    ],
)
def test_it_is_asked_again_when_it_is_sent(office: Office, lost: dict[str, Any]) -> None:
    kim, lee, mia = office.member("Kim"), office.member("Lee"), listener(office, Whose.ALL)
    company = RecordRef(ObjectType.COMPANY, office.company("Acme", kim))
    ids = office.tasks(lee, [{"title": f"Call {n}"} for n in range(6)])
    complete(office, kim, ids[0])
    with office.services() as services:
        services.record_forms.edit(kim.as_actor(), company, 1, {"owner": lee.id}, READING)
    plan(office)
    for task_id in ids[1:]:
        complete(office, kim, task_id)
    assert len(heard(office, mia)) == 2 + 5
    change(office, mia, **lost)
    assert heard(office, mia) == []
    if lost.get("seat", True) or "level" in lost:
        assert "Lee" not in summary(office, mia)


def test_who_lost_their_seat_is_not_told(office: Office) -> None:
    kim, lee, mia = office.member("Kim"), office.member("Lee"), listener(office, Whose.ALL)
    change(office, mia, seat=False)
    complete(office, kim, office.task(lee, "Call Acme"))
    plan(office)
    change(office, mia, seat=True)
    assert heard(office, mia) == []


def test_many_tasks_of_others_are_one_message_apart_from_ones_own(office: Office) -> None:
    kim, lee, mia = office.member("Kim"), office.member("Lee"), listener(office, Whose.ALL)
    for owner in (lee, mia):
        for n in range(6):
            complete(office, kim, office.task(owner, f"{owner.name} {n}"))
    texts = heard(office, mia)
    assert [text.partition(".")[0] for text in texts] == [
        "Kim changed 6 tasks of others",
        "Kim changed 6 of your tasks",
    ]
    assert "Mia" not in texts[0]


@pytest.mark.parametrize("whose", [Whose.OWN, Whose.ALL])
def test_records_given_to_others_are_heard_of(office: Office, whose: Whose) -> None:
    kim, lee, mia = office.member("Kim"), office.member("Lee"), listener(office, whose)
    company = RecordRef(ObjectType.COMPANY, office.company("Acme", kim))
    with office.services() as services:
        services.record_forms.edit(kim.as_actor(), company, 1, {"owner": lee.id}, READING)
    assert heard(office, lee) == ["Kim gave you *Acme* (Company)."]
    assert heard(office, mia) == (["Kim gave Lee *Acme* (Company)."] if whose is Whose.ALL else [])
    assert ("Kim gave Lee *Acme*" in summary(office, mia)) is (whose is Whose.ALL)


def test_where_nobody_listens_a_press_asks_nothing_more(office: Office, query_counter: Counter) -> None:
    kim, mia = office.member("Kim"), office.member("Mia")
    counts = []
    for whose in (Whose.OWN, Whose.ALL, Whose.OWN):
        listen(office, mia, whose)
        task_id = office.task(kim, "Call Acme")
        with query_counter(office.database.engine) as statements:
            complete(office, kim, task_id)
        counts.append(len(statements))
    assert counts[1] == counts[0] + 2  # who listens, and their news
    assert counts[2] == counts[0]


def test_who_sees_the_summary_only_cannot_choose_others(office: Office) -> None:
    chief = office.member("Chief", level=int(Level.SUPER_ADMIN), seat=False)
    with office.services() as services, pytest.raises(NotAllowed):
        services.own_settings.listen(chief.as_actor(), Whose.TEAM)
