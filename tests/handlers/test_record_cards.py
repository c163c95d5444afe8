"""Cards of companies and contacts: in a message and in a dialog, with the same few questions to the database (C8)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest

from csbot.domain.members import Member
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from tests.builders import MONDAY
from tests.handlers.dialogs import Dialog, opened
from tests.handlers.rig import Rig, Seen
from tests.handlers.test_activities import contact
from tests.handlers.test_record_edit import company, read
from tests.slack_requests import on_ephemeral, on_home

Counter = Callable[..., AbstractContextManager[list[str]]]
TODAY = date(2026, 3, 2)
MOST = 18
SHOW = {"type": "button", "action_id": "record.show|1", "block_id": "day||1"}


async def on_home_opened(rig: Rig, who: Member, ref: RecordRef) -> Dialog:
    """The card opened from Home, where nothing can be said: a dialog."""
    before = len(rig.slack.said)
    await rig.press(who, {**SHOW, "value": str(ref)}, on_home([]))
    return opened(rig, who, before)


def fill(rig: Rig, who: Member, ref: RecordRef, rows: int) -> None:
    """Tasks, activities, meetings and contacts, so many each."""
    office, acme = rig.office, ref.id if ref.kind is ObjectType.COMPANY else company(rig.office, "Other").id
    contact_id = ref.id if ref.kind is ObjectType.CONTACT else None
    both: dict[str, Any] = {"company_id": acme, "contact_id": contact_id, "owner_id": who.id}
    office.tasks(who, [{"title": f"Task {n}", "due_on": TODAY, **both} for n in range(rows)])
    noted = [{"name": f"Note {n}", "kind": "note", "occurred_at": MONDAY, **both} for n in range(rows)]
    office.records(ObjectType.ACTIVITY, noted)
    people = [{"name": f"Contact {n}", "company_id": acme} for n in range(rows)]
    office.records(ObjectType.CONTACT, people)


@pytest.mark.parametrize("kind", ["company", "contact"])
async def test_a_card_asks_as_often_with_much_on_it_as_with_little(rig: Rig, query_counter: Counter, kind: str) -> None:
    counts = {}
    for rows in (1, 40):
        kim = rig.office.member()
        acme = company(rig.office, f"Card {rows}")
        ref = acme if kind == "company" else contact(rig.office, acme.id, f"Person {rows}")
        fill(rig, kim, ref, rows)
        with query_counter(rig.bot.database.engine) as statements:
            seen = await rig.type(kim, f"show {read(rig.office, ref).name}")
        assert "Note 0" in seen.words or rows > 1
        counts[rows] = len(statements)
    assert len(set(counts.values())) == 1, counts
    assert counts[1] <= MOST, counts


async def test_from_home_the_card_is_a_dialog_in_which_everything_works(rig: Rig) -> None:
    office, kim = rig.office, rig.office.member("Kim")
    ref = company(office, city="Aarhus")
    task_id = office.task(kim, "Call them", due_on=TODAY, company_id=ref.id)
    card = await on_home_opened(rig, kim, ref)
    assert card.title == "Company"
    done = await card.press("task.complete", task_id)
    assert "You completed this" in done.words
    assert done.title == "Company", "it is still the card"
    form = await done.press("record.edit")
    saved = await form.submit(city="Odense")
    shown = saved.last("views.update")
    assert "Odense" in shown.words
    assert "You edited this" in shown.words
    again = await on_home_opened(rig, kim, ref)
    undone = await again.press("operation.undo")
    assert "You undid the last change" in undone.words
    assert read(office, ref).values["city"] == "Aarhus"
    followed = await undone.choose("record.menu", f"follow:{ref}")
    assert "You follow this" in followed.words


async def test_another_record_takes_the_place_of_a_cards_dialog(sqlite_rig: Rig) -> None:
    office, kim = sqlite_rig.office, sqlite_rig.office.member("Kim")
    ref = company(office)
    rosa = contact(office, ref.id)
    card = await on_home_opened(sqlite_rig, kim, ref)
    person = await card.press("record.show", str(rosa))
    assert person.title == "Contact"
    assert [how for how, _ in person.said] == ["views.update"]
    assert (await person.press("record.refresh")).title == "Contact"


async def test_a_deleted_record_does_not_open(sqlite_rig: Rig) -> None:
    office, kim = sqlite_rig.office, sqlite_rig.office.member("Kim")
    ref = company(office)
    seen = await sqlite_rig.type(kim, "show acme")
    with office.services() as services:
        services.uow.connection.exec_driver_sql("UPDATE company SET archived_at = '2026-03-01 00:00:00.000000'")
    button = {**seen.button("record.refresh"), "action_id": "record.show|1", "value": str(ref)}
    assert "not here" in (await sqlite_rig.press(kim, button, on_ephemeral())).words
    assert "Deleted" in (await sqlite_rig.press(kim, seen.button("record.refresh"), on_ephemeral())).words


@pytest.mark.parametrize("value", ["", "company", "company:x", "task:1", "company:0", "contact:99999999999999999999"])
async def test_a_button_that_says_no_record_is_told(sqlite_rig: Rig, value: str) -> None:
    kim = sqlite_rig.office.member("Kim")
    told: Seen = await sqlite_rig.press(kim, {**SHOW, "value": value}, on_ephemeral())
    assert "older version of csbot" in told.words


async def test_what_was_done_is_said_on_the_card_for_ten_minutes(sqlite_rig: Rig) -> None:
    office, kim = sqlite_rig.office, sqlite_rig.office.member("Kim")
    ref = company(office)
    card = await on_home_opened(sqlite_rig, kim, ref)
    await (await card.press("record.edit")).submit(city="Odense")
    office.clock.advance(timedelta(minutes=11))
    later = await sqlite_rig.type(kim, "show acme")
    assert "You edited this" not in later.words, "after ten minutes it is history"
