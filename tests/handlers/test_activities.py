"""Notes, calls, e-mails and meetings on a card (workspace C14)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from csbot.domain.activities import Activity
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from csbot.storage import activities as stored
from tests.builders import MONDAY, Office
from tests.handlers.dialogs import Dialog, offered, pressed
from tests.handlers.rig import Rig, Seen
from tests.handlers.test_record_edit import company, open_form, read
from tests.handlers.test_record_history import history
from tests.slack_requests import on_ephemeral

URL = "response_url"
HOUR = timedelta(hours=1)


def contact(office: Office, company_id: int | None = None, name: str = "Rosa", **values: Any) -> RecordRef:
    row = {"name": name, "company_id": company_id, **values}
    return RecordRef(ObjectType.CONTACT, office.records(ObjectType.CONTACT, [row])[0])


async def form_of(rig: Rig, who: Member, ref: RecordRef, kind: str, name: str = "acme") -> Dialog:
    seen = await rig.type(who, f"show {name}")
    return await pressed(rig, who, seen.button("activity.log", f"{kind}:{ref}"), on_ephemeral())


def activities(office: Office, ref: RecordRef) -> list[Activity]:
    with office.services() as services:
        return stored.list_last(services.uow, ref.kind, ref.id, 10)


def last_at(office: Office, ref: RecordRef) -> object:
    return read(office, ref).values.get("last_activity")


async def logged(rig: Rig, who: Member, ref: RecordRef, **values: Any) -> tuple[Seen, int]:
    """A logged note: the card, and the activity."""
    card = (await (await form_of(rig, who, ref, "note")).submit(**{"body": "Likes it", **values})).last(URL)
    return card, activities(rig.office, ref)[0].id


async def opened(rig: Rig, who: Member, activity_id: int) -> Dialog:
    seen = await rig.type(who, "show acme")
    return await pressed(rig, who, seen.button("activity.open", activity_id), on_ephemeral())


async def test_what_is_older_than_slacks_picker_is_edited_and_keeps_its_day(sqlite_rig: Rig) -> None:
    rig, boss = sqlite_rig, sqlite_rig.office.member("Boss", level=int(Level.MANAGE_SETTINGS))
    acme, long_ago = company(rig.office), datetime(1969, 7, 20, 20, 17, tzinfo=UTC)
    row = {"name": "First call", "kind": "call", "company_id": acme.id, "occurred_at": long_ago, "body": "\u200b"}
    (number,) = rig.office.records(ObjectType.ACTIVITY, [row])
    form = await (await opened(rig, boss, number)).press("activity.edit")
    assert "Sun, Jul 20, 1969, 9:17 PM" in form.words
    assert (await form.submit(title="Very first call")).errors == {}
    (edited,) = activities(rig.office, acme)
    assert (edited.title, edited.occurred_at) == ("Very first call", long_ago)


async def test_a_call_is_logged_with_a_contact_and_undone_on_the_card(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    acme = company(rig.office, phone="+45 12 34 56 78")
    rosa = contact(rig.office, acme.id, phone="87 65 43 21")
    form = await form_of(rig, kim, acme, "call")
    assert form.title == "Log a call"
    assert "<tel:+4512345678|+45 12 34 56 78>" in form.words
    assert "Rosa: <tel:87654321|87 65 43 21>" in form.words
    at = MONDAY - HOUR
    card = (await form.submit(title="Prices", body="All fine", occurred=int(at.timestamp()), contact=rosa.id)).last(URL)
    assert "Prices" in card.words
    assert "You logged something at 10:00 AM" in card.words
    (made,) = activities(rig.office, acme)
    assert (made.kind, made.title, made.body, made.occurred_at) == ("call", "Prices", "All fine", at)
    assert (made.by and made.by.name, made.contact and made.contact.name) == ("Kim", "Rosa")
    assert last_at(rig.office, acme) == last_at(rig.office, rosa) == at
    for ref, name in ((acme, "acme"), (rosa, "rosa")):
        assert "Logged: Call · Prices" in (await history(rig, kim, ref, name)).words
    await rig.press(kim, card.button("operation.undo"), on_ephemeral())
    assert activities(rig.office, acme) == []
    assert last_at(rig.office, acme) is last_at(rig.office, rosa) is None


async def test_what_happened_before_does_not_move_the_last_activity_back(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    acme = company(rig.office)
    await logged(rig, kim, acme)
    await logged(rig, kim, acme, occurred=int((MONDAY - HOUR).timestamp()))
    assert last_at(rig.office, acme) == MONDAY
    newest, older = activities(rig.office, acme)
    await (await opened(rig, kim, newest.id)).press("activity.delete")
    assert last_at(rig.office, acme) == MONDAY - HOUR
    dialog = await opened(rig, kim, older.id)
    await (await dialog.press("activity.edit")).submit(occurred=int((MONDAY - 2 * HOUR).timestamp()))
    assert last_at(rig.office, acme) == MONDAY - 2 * HOUR


async def test_a_note_needs_a_text_and_takes_its_beginning_for_a_subject(sqlite_rig: Rig) -> None:
    rig, kim = sqlite_rig, sqlite_rig.office.member("Kim")
    acme = company(rig.office)
    refused = await (await form_of(rig, kim, acme, "note")).submit(title=" ", body="\n")
    assert list(refused.errors) == ["body"]
    await logged(rig, kim, acme, body="First\nsecond " * 100)
    (made,) = activities(rig.office, acme)
    assert made.title.startswith("First second First")
    assert len(made.title) <= 500


async def test_one_edits_and_deletes_ones_own_and_managers_all(sqlite_rig: Rig) -> None:
    rig, office = sqlite_rig, sqlite_rig.office
    kim, lee = office.member("Kim"), office.member("Lee")
    boss = office.member("Boss", level=int(Level.MANAGE_SETTINGS))
    acme = company(office)
    _, number = await logged(rig, kim, acme)
    theirs = await opened(rig, lee, number)
    assert not Seen(theirs.view).elements("activity.edit")
    mine = await opened(rig, kim, number)
    place = {"container": {"type": "view"}, "view": theirs.sent_view({})}
    for verb in ("activity.edit", "activity.delete"):
        told = await rig.press(lee, Seen(mine.view).button(verb), place)
        assert "outside of what you may edit" in told.words
    assert activities(office, acme)[0].title == "Likes it"
    closed = await (await (await opened(rig, boss, number)).press("activity.edit")).submit(body="Loves it")
    assert closed.errors == {}
    assert activities(office, acme)[0].body == "Loves it"
    assert "Log edited: Note · Likes it" in (await history(rig, kim, acme)).words


async def test_deleting_shows_undo_where_it_was_pressed_and_on_the_card(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    acme = company(rig.office)
    _, number = await logged(rig, kim, acme)
    deleted = await (await opened(rig, kim, number)).press("activity.delete")
    assert "You deleted a log" in deleted.words
    assert "Likes it" not in deleted.last(URL).words.split("Last activities")[1]
    back = await deleted.press("operation.undo")
    assert "Likes it" in back.words
    assert [one.id for one in activities(rig.office, acme)] == [number]
    assert last_at(rig.office, acme) == MONDAY


async def test_the_card_shows_undo_of_a_note_to_whose_it_is_and_to_managers_and_it_asks_the_same(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    boss = rig.office.member("Boss", level=int(Level.MANAGE_SETTINGS))
    acme = company(rig.office)
    kims, _ = await logged(rig, kim, acme)
    undo = kims.button("operation.undo")
    seen = await rig.type(lee, "show acme")
    assert "Something was logged by Kim" in seen.words
    assert seen.elements("operation.undo") == []
    refused = await rig.press(lee, undo, on_ephemeral())
    assert "outside of what you may edit" in refused.words
    assert len(activities(rig.office, acme)) == 1
    await rig.press(boss, (await rig.type(boss, "show acme")).button("operation.undo"), on_ephemeral())
    assert activities(rig.office, acme) == []


async def test_a_note_does_not_stand_in_the_way_of_undoing_an_edit_and_the_other_way_round(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    acme = company(rig.office, city="Aarhus")
    edited = (await (await open_form(rig, kim, acme)).submit(city="Odense")).last(URL)
    noted, _ = await logged(rig, lee, acme)
    await (await open_form(rig, kim, acme)).submit(phone="12 34 56 78")
    await rig.press(kim, edited.button("operation.undo"), on_ephemeral())
    await rig.press(lee, noted.button("operation.undo"), on_ephemeral())
    values = read(rig.office, acme).values
    assert (values["city"], values["phone"], values.get("last_activity")) == ("Aarhus", "12 34 56 78", None)
    assert activities(rig.office, acme) == []


async def test_a_note_undone_after_another_one_leaves_the_others_moment(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    acme = company(rig.office)
    first, _ = await logged(rig, kim, acme, occurred=int((MONDAY - HOUR).timestamp()))
    await logged(rig, kim, acme)
    await rig.press(kim, first.button("operation.undo"), on_ephemeral())
    assert last_at(rig.office, acme) == MONDAY


async def test_the_same_text_changed_by_two_is_asked_about(sqlite_rig: Rig) -> None:
    rig, office = sqlite_rig, sqlite_rig.office
    kim, boss = office.member("Kim"), office.member("Boss", level=int(Level.MANAGE_SETTINGS))
    acme = company(office)
    _, number = await logged(rig, kim, acme)
    mine = await (await opened(rig, kim, number)).press("activity.edit")
    await (await (await opened(rig, boss, number)).press("activity.edit")).submit(title="Renewal")
    refused = await mine.submit(title="Prices")
    assert "Boss changed this to “Renewal”" in refused.errors["title"]
    assert (await mine.submit(title="Likes it", body="Very much")).errors == {}
    found = activities(office, acme)[0]
    assert (found.title, found.body) == ("Renewal", "Very much")


@pytest.mark.parametrize("typed", ["ros", "ROSA@", "osa"])
async def test_contacts_are_offered_as_one_types(sqlite_rig: Rig, typed: str) -> None:
    kim = sqlite_rig.office.member("Kim")
    acme = company(sqlite_rig.office)
    rosa = contact(sqlite_rig.office, acme.id, email="rosa@acme.example", job_title="CFO")
    form = await form_of(sqlite_rig, kim, acme, "note")
    found = await offered(sqlite_rig, kim, "contact.options", typed, form.view["private_metadata"])
    assert found == [("Rosa", str(rosa.id), "CFO · Acme")]


async def test_a_contacts_card_logs_for_the_company_too(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    acme = company(rig.office)
    rosa = contact(rig.office, acme.id, email="rosa@acme.example")
    form = await form_of(rig, kim, rosa, "email", "rosa@acme.example")
    assert "<mailto:rosa@acme.example|rosa@acme.example>" in form.words
    assert form.shows()["contact"] == str(rosa.id)
    await form.submit(title="Sent the offer")
    assert [one.title for one in activities(rig.office, acme)] == ["Sent the offer"]
    assert datetime.fromisoformat(str(last_at(rig.office, rosa))) == MONDAY
