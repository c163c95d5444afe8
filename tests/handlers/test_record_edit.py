"""Records edited in place, by two people at the same time too (workspace C9, A9, T8, T11)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import delete, select

from csbot.domain.members import Member
from csbot.domain.permissions import EditScope, Level
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.properties.types import PropertyType
from csbot.domain.record_cards import Record, RecordRef
from csbot.domain.records import ObjectType
from csbot.domain.tasks import Named
from csbot.storage.tables.outbox import deliveries
from tests.builders import MONDAY, Office
from tests.handlers.dialogs import Dialog, offered, pressed
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral

URL = "response_url"
COLUMNS = ("owner_id", "domain", "city", "arr", "website", "phone", "renewal_on", "employees")


def company(office: Office, name: str = "Acme", **values: object) -> RecordRef:
    row = {**dict.fromkeys(COLUMNS), "name": name, **values}
    return RecordRef(ObjectType.COMPANY, office.records(ObjectType.COMPANY, [row])[0])


def read(office: Office, ref: RecordRef) -> Record:
    with office.services() as services:
        return services.records.record(ref)


def add_property(office: Office, label: str, kind: PropertyType, **more: Any) -> str:
    """A property that a manager adds; its name."""
    boss = office.member("Boss", level=int(Level.MANAGE_SETTINGS))
    with office.services() as services:
        draft = PropertyDraft(label, kind, **more)
        return services.properties.add(boss.as_actor(), ObjectType.COMPANY, draft).property.name


async def open_form(rig: Rig, who: Member, ref: RecordRef) -> Dialog:
    """The edit dialog, from the card."""
    name = read(rig.office, ref).name
    seen = await rig.type(who, f"show {name}")
    return await pressed(rig, who, seen.button("record.edit", str(ref)), on_ephemeral())


async def open_property(rig: Rig, who: Member, ref: RecordRef, name: str) -> Dialog:
    """The dialog of another property, from the card's menu."""
    seen = await rig.type(who, f"show {read(rig.office, ref).name}")
    dialog = await pressed(rig, who, seen.option("record.menu", f"property:{ref}"), on_ephemeral())
    return await dialog.choose("record.property", name)


async def editors(rig: Rig) -> tuple[RecordRef, Dialog, Dialog]:
    """A company that Kim and Lee have open for editing at the same time."""
    kim, lee = rig.office.member("Kim Larsen"), rig.office.member("Lee Jensen")
    ref = company(rig.office, owner_id=kim.id, city="Aarhus", arr=1000.0, renewal_on=date(2026, 5, 1))
    return ref, await open_form(rig, kim, ref), await open_form(rig, lee, ref)


async def test_editing_starts_from_what_is_saves_what_was_changed_and_is_undone_on_the_card(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    ref = company(rig.office, owner_id=lee.id, arr=1000.5, renewal_on=date(2026, 5, 1), website="https://acme.example")
    form = await open_form(rig, kim, ref)
    assert form.title == "Edit company"
    assert form.shows() == {
        "name": "Acme",
        "owner": str(lee.id),
        "arr": "1000.5",
        "renewal": "2026-05-01",
        "website": "https://acme.example",
    }
    closed = await form.submit(name="Acme A/S", arr="2000", renewal=None, city="  Aarhus ")
    assert closed.view == {"blocks": []}
    card = closed.last(URL)
    assert "You edited this at 10:00 AM" in card.words
    assert "2,000" in card.words
    values = read(rig.office, ref).values
    assert (values["name"], values["arr"], values.get("renewal"), values["city"]) == ("Acme A/S", 2000, None, "Aarhus")
    undone = await rig.press(kim, card.button("operation.undo"), on_ephemeral())
    assert "You undid the last change" in undone.words
    values = read(rig.office, ref).values
    assert (values["name"], values["arr"], values["renewal"]) == ("Acme", 1000.5, date(2026, 5, 1))


async def test_saving_without_a_change_writes_nothing(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    ref = company(sqlite_rig.office, "Acme  \r\n A/S", phone=" 12 34 56 ", arr=0.1)
    form = await pressed(
        sqlite_rig, kim, (await sqlite_rig.type(kim, "show acme a/s")).button("record.edit"), on_ephemeral()
    )
    assert (await form.submit()).errors == {}
    assert read(sqlite_rig.office, ref).version == 1


async def test_a_moment_that_slacks_picker_cannot_show_is_kept(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    since = add_property(sqlite_rig.office, "Since", PropertyType.DATETIME)
    with sqlite_rig.office.services() as services:
        column = services.properties.list_own(ObjectType.COMPANY)[0].property.column
    ref = company(sqlite_rig.office, properties={column: "1999-12-31T23:00:00+00:00"})
    form = await open_property(sqlite_rig, kim, ref, since)
    assert form.shows() == {}
    assert (await form.submit()).errors == {}
    assert read(sqlite_rig.office, ref).values[since] == datetime(1999, 12, 31, 23, tzinfo=UTC)


WRONG = [
    ({"name": None}, "required"),
    ({"name": "x" * 501}, "500"),
    ({"phone": "call me"}, "phone"),
    ({"website": "no site"}, "web address"),
    ({"arr": "1e400"}, "number"),
    ({"owner": "999999"}, "does not use the workspace"),
    ({"renewal": "1850-01-01"}, "too far away"),
]


@pytest.mark.parametrize(("typed", "said"), WRONG)
async def test_what_a_property_cannot_hold_is_said_beside_it_and_nothing_is_saved(
    sqlite_rig: Rig, typed: Mapping[str, Any], said: str
) -> None:
    kim = sqlite_rig.office.member("Kim")
    ref = company(sqlite_rig.office)
    refused = await (await open_form(sqlite_rig, kim, ref)).submit(city="Aarhus", **typed)
    assert list(refused.errors) == list(typed)
    assert said in next(iter(refused.errors.values()))
    assert read(sqlite_rig.office, ref).version == 1


async def test_what_two_people_changed_apart_is_kept(rig: Rig) -> None:
    ref, kims, lees = await editors(rig)
    await lees.submit(city="Utrecht", owner=lees.who.id)
    assert (await kims.submit(arr="2000")).errors == {}
    record = read(rig.office, ref)
    assert (record.values["city"], record.values["arr"]) == ("Utrecht", 2000)
    assert record.named("owner") is not None


CONFLICTS = [
    ({"city": "Utrecht"}, {"city": "Odense"}, "“Utrecht”"),
    ({"arr": "5"}, {"arr": "6"}, "“5”"),
    ({"renewal": None}, {"renewal": "2026-06-01"}, "“nothing”"),
    ({"owner": "lee"}, {"owner": "0"}, "“Lee Jensen”"),
]


@pytest.mark.parametrize(("theirs", "mine", "said"), CONFLICTS)
async def test_the_same_property_is_asked_about(
    sqlite_rig: Rig, theirs: dict[str, Any], mine: dict[str, Any], said: str
) -> None:
    ref, kims, lees = await editors(sqlite_rig)
    await lees.submit(**{name: lees.who.id if value == "lee" else value for name, value in theirs.items()})
    refused = await kims.submit(**mine, phone="12345678")
    assert list(refused.errors) == list(mine)
    assert "Lee Jensen changed this to" in next(iter(refused.errors.values()))
    assert said in next(iter(refused.errors.values()))
    assert "phone" not in read(sqlite_rig.office, ref).values, "nothing of it was saved"


async def test_the_same_change_by_both_is_no_conflict(rig: Rig) -> None:
    ref, kims, lees = await editors(rig)
    await lees.submit(city="Utrecht")
    assert (await kims.submit(city="Utrecht")).errors == {}
    assert read(rig.office, ref).version == 2


async def test_undo_takes_back_what_nobody_changed_again_and_only_that(rig: Rig) -> None:
    ref, kims, lees = await editors(rig)
    mine = (await kims.submit(city="Odense")).last(URL)
    await lees.submit(arr="7")
    await rig.press(kims.who, mine.button("operation.undo"), on_ephemeral())
    values = read(rig.office, ref).values
    assert (values["city"], values["arr"]) == ("Aarhus", 7), "Lee's change stays"
    again = (await (await open_form(rig, kims.who, ref)).submit(city="Odense")).last(URL)
    await (await open_form(rig, lees.who, ref)).submit(city="Utrecht")
    told = await rig.press(kims.who, again.button("operation.undo"), on_ephemeral())
    assert "changed again since, by Lee Jensen" in told.words
    assert read(rig.office, ref).values["city"] == "Utrecht"


async def test_the_edit_scope_is_asked_when_the_dialog_opens_and_when_it_is_sent(sqlite_rig: Rig) -> None:
    office = sqlite_rig.office
    kim, lee = office.member("Kim", email="kim@example.com"), office.member("Lee")
    ref = company(office, owner_id=lee.id)
    form = await open_form(sqlite_rig, kim, ref)
    with office.services() as services:
        services.members.add("kim@example.com", {"edit_scope": EditScope.OWN})
    assert "outside of what you may edit" in (await form.submit(city="Aarhus")).words
    assert "city" not in read(office, ref).values
    seen = await sqlite_rig.type(kim, "show acme")
    told = await sqlite_rig.press(kim, seen.button("record.edit"), on_ephemeral())
    assert "outside of what you may edit" in told.words


async def test_a_new_owner_has_it_from_now_on_and_is_told_once(rig: Rig) -> None:
    office = rig.office
    kim, lee = office.member("Kim"), office.member("Lee")
    ref = company(office, owner_id=kim.id)
    await (await open_form(rig, kim, ref)).submit(owner=lee.id)
    assert read(office, ref).values["assigned"] == MONDAY
    await (await open_form(rig, lee, ref)).submit(city="Aarhus")
    with office.database.read() as connection:
        told = connection.execute(select(deliveries.c.kind, deliveries.c.recipient_id, deliveries.c.args)).all()
    assert [tuple(row) for row in told] == [("record_assigned", lee.id, {"r": str(ref), "by": str(kim.id)})]


async def test_whose_record_it_is_again_after_an_undo_hears_of_it_and_who_undid_it_does_not(sqlite_rig: Rig) -> None:
    """workspace T11."""
    office = sqlite_rig.office
    kim, lee, boss = office.member("Kim"), office.member("Lee"), office.member("Boss")
    for name, owner, heard in (("Acme", kim, [lee.id, kim.id]), ("Bolt", boss, [lee.id])):
        ref = company(office, name, owner_id=owner.id)
        card = (await (await open_form(sqlite_rig, boss, ref)).submit(owner=lee.id)).last("response_url")
        for _ in range(2):
            await sqlite_rig.press(boss, card.button("operation.undo"), on_ephemeral())
        assert read(office, ref).named("owner") == Named(owner.id, owner.name)
        with office.database.write() as connection:
            told = connection.execute(select(deliveries.c.recipient_id, deliveries.c.args)).all()
            connection.execute(delete(deliveries))
        assert [tuple(row) for row in told] == [(one, {"r": str(ref), "by": str(boss.id)}) for one in heard]


async def test_every_type_of_property_that_managers_add_is_edited_with_its_input(rig: Rig) -> None:
    office = rig.office
    kim = office.member("Kim")
    ref = company(office)
    typed: dict[PropertyType, tuple[str, Any, Any]] = {
        PropertyType.STRING: ("plain_text_input", "First\nsecond", "First\nsecond"),
        PropertyType.NUMBER: ("plain_text_input", "12.5", 12.5),
        PropertyType.CURRENCY: ("plain_text_input", "99", 99),
        PropertyType.DATE: ("datepicker", "2026-04-01", date(2026, 4, 1)),
        PropertyType.DATETIME: ("datetimepicker", 1_775_000_040, datetime.fromtimestamp(1_775_000_040, UTC)),
        PropertyType.ENUMERATION: ("static_select", "=Gold", "Gold"),
        PropertyType.MULTI_ENUMERATION: ("multi_static_select", ("=Silver", "=Gold"), ("Gold", "Silver")),
        PropertyType.BOOL: ("radio_buttons", "no", False),
        PropertyType.USER: ("external_select", str(kim.id), "Kim"),
        PropertyType.PHONE: ("plain_text_input", "12 34 56 78", "12 34 56 78"),
        PropertyType.EMAIL: ("plain_text_input", "a@acme.example", "a@acme.example"),
        PropertyType.URL: ("plain_text_input", "https://acme.example/x", "https://acme.example/x"),
    }
    names = {}
    for kind in PropertyType:
        options = ("Gold", "Silver") if "enumeration" in kind else ()
        names[kind] = add_property(office, f"My {kind}", kind, options=options)
    for kind, (element, value, expected) in typed.items():
        form = await open_property(rig, kim, ref, names[kind])
        assert form.inputs()[names[kind]]["element"]["type"] == element
        closed = await form.submit(**{names[kind]: value})
        assert closed.errors == {}, kind
        found = read(office, ref).values[names[kind]]
        assert getattr(found, "name", found) == expected, kind
        again = await open_property(rig, kim, ref, names[kind])
        version = read(office, ref).version
        await again.submit()
        assert read(office, ref).version == version, f"{kind}: what the input shows is what is there"
    await rig.press(kim, closed.last(URL).button("operation.undo"), on_ephemeral())
    assert names[PropertyType.URL] not in read(office, ref).values


async def test_another_property_is_found_by_its_label(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    ref = company(sqlite_rig.office)
    add_property(sqlite_rig.office, "Æblegrød", PropertyType.NUMBER)
    seen = await sqlite_rig.type(kim, "show acme")
    dialog = await pressed(sqlite_rig, kim, seen.option("record.menu", f"property:{ref}"), on_ephemeral())
    metadata = dialog.view["private_metadata"]
    assert [one[0] for one in await offered(sqlite_rig, kim, "record.property", "æb", metadata)] == ["Æblegrød"]
    labels = [one[0] for one in await offered(sqlite_rig, kim, "record.property", "", metadata)]
    assert "Company domain name" in labels
    assert "Create date" not in labels, "it is read only"
