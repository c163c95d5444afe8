"""Associated records: added with a label, removed, undone, in the history of both (workspace C14, C8)."""

import pytest

from csbot.domain.associations import Associated
from csbot.domain.members import Member
from csbot.domain.permissions import EditScope
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from csbot.storage import associations as stored
from tests.builders import Office
from tests.handlers.dialogs import Dialog, offered, pressed
from tests.handlers.rig import Rig
from tests.handlers.test_activities import contact
from tests.handlers.test_record_edit import company, read
from tests.handlers.test_record_history import history
from tests.slack_requests import on_ephemeral

URL = "response_url"


async def opened(rig: Rig, who: Member, ref: RecordRef, name: str = "acme") -> Dialog:
    seen = await rig.type(who, f"show {name}")
    return await pressed(rig, who, seen.option("record.menu", f"associated:{ref}"), on_ephemeral())


def found(office: Office, ref: RecordRef) -> list[Associated]:
    with office.services() as services:
        return stored.list_of(services.uow, ref.kind, ref.id, 50)[1]


async def test_an_association_is_on_both_cards_in_both_histories_and_undone(rig: Rig) -> None:
    office, kim = rig.office, rig.office.member("Kim")
    acme, rosa = company(office), contact(office)
    form = await (await opened(rig, kim, acme)).press("association.new")
    card = (await form.submit(record=str(rosa), label=" Decision  maker ")).last(URL)
    assert "Rosa* · Decision maker" in card.words
    assert "You added an associated record" in card.words
    assert "Acme* · Decision maker" in (await rig.type(kim, "show rosa")).words
    assert "Associated record added: Rosa · Decision maker" in (await history(rig, kim, acme)).words
    assert "Associated record added: Acme · Decision maker" in (await history(rig, kim, rosa, "rosa")).words
    undone = await rig.press(kim, card.button("operation.undo"), on_ephemeral())
    assert "Associated records* (0)" in undone.words
    assert found(office, acme) == found(office, rosa) == []
    assert "Associated record removed: Rosa" in (await history(rig, kim, acme)).words


async def test_removing_is_undone_too(rig: Rig) -> None:
    office, kim = rig.office, rig.office.member("Kim")
    acme, bolt = company(office), company(office, "Bolt")
    form = await (await opened(rig, kim, acme)).press("association.new")
    await form.submit(record=str(bolt), label="Parent")
    removed = await (await opened(rig, kim, bolt, "bolt")).press("association.remove")
    assert "0 associated records" in removed.words
    assert found(office, acme) == []
    await rig.press(kim, removed.last(URL).button("operation.undo"), on_ephemeral())
    assert [(one.name, one.label) for one in found(office, acme)] == [("Bolt", "Parent")]


async def test_associating_twice_writes_nothing_and_another_label_does(sqlite_rig: Rig) -> None:
    rig, office, kim = sqlite_rig, sqlite_rig.office, sqlite_rig.office.member("Kim")
    acme, bolt = company(office), company(office, "Bolt")
    for ref, name, other, label in (
        (acme, "acme", bolt, "Parent"),
        (bolt, "bolt", acme, "Parent"),
        (acme, "acme", bolt, "Partner"),
    ):
        form = await (await opened(rig, kim, ref, name)).press("association.new")
        assert (await form.submit(record=str(other), label=label)).errors == {}
    assert sorted(one.label for one in found(office, acme)) == ["Parent", "Partner"]
    assert read(office, acme).version == 3


async def test_a_contacts_own_company_is_associated_and_can_be_left(rig: Rig) -> None:
    office, kim = rig.office, rig.office.member("Kim")
    acme = company(office)
    rosa = contact(office, acme.id, job_title="CFO")
    dialog = await opened(rig, kim, acme)
    assert "Rosa* · CFO" in dialog.words
    removed = await dialog.press("association.remove", str(rosa))
    assert "0 associated records" in removed.words
    assert "company" not in read(office, rosa).values
    assert "Company: Acme → none" in (await history(rig, kim, rosa, "rosa")).words
    await rig.press(kim, removed.last(URL).button("operation.undo"), on_ephemeral())
    company_of = read(office, rosa).named("company")
    assert company_of is not None
    assert company_of.id == acme.id
    assert len(found(office, acme)) == 1


async def test_contacts_open_from_the_companys_card_and_new_ones_are_made_there(rig: Rig) -> None:
    office, kim = rig.office, rig.office.member("Kim")
    acme = company(office)
    rosa = contact(office, acme.id, email="rosa@acme.example")
    seen = await rig.type(kim, "show acme")
    card = await rig.press(kim, seen.button("record.show", str(rosa)), on_ephemeral())
    assert "<mailto:rosa@acme.example|rosa@acme.example>" in card.words
    form = await (await opened(rig, kim, acme)).press("record.new_contact")
    assert form.shows()["company"] == str(acme.id)
    after = (await form.submit(name="Ann", email="ann@acme.example")).last(URL)
    assert "Ann*" in after.words
    assert "Associated records* (2)" in after.words


async def test_many_are_read_page_by_page(sqlite_rig: Rig) -> None:
    rig, office, kim = sqlite_rig, sqlite_rig.office, sqlite_rig.office.member("Kim")
    acme = company(office)
    for n in range(15):
        contact(office, acme.id, f"Contact {n:02}")
    first = await opened(rig, kim, acme)
    assert "15 associated records" in first.words
    assert "Contact 12" not in first.words
    second = await first.press("association.page")
    assert "Contact 14" in second.words
    assert "Contact 00" in (await second.press("association.page")).words


WRONG = [({"record": None}, "record"), ({"record": "company:999999"}, "record"), ({"record": "self"}, "record")]


@pytest.mark.parametrize(("typed", "field"), WRONG)
async def test_what_cannot_be_associated_is_said_beside_the_field(
    sqlite_rig: Rig, typed: dict[str, str | None], field: str
) -> None:
    kim = sqlite_rig.office.member("Kim")
    acme = company(sqlite_rig.office)
    form = await (await opened(sqlite_rig, kim, acme)).press("association.new")
    refused = await form.submit(**{name: str(acme) if value == "self" else value for name, value in typed.items()})
    assert list(refused.errors) == [field]


async def test_the_edit_scope_holds(sqlite_rig: Rig) -> None:
    office = sqlite_rig.office
    kim, lee = office.member("Kim", edit_scope=EditScope.OWN), office.member("Lee")
    acme = company(office, owner_id=lee.id)
    contact(office, acme.id, owner_id=lee.id)
    dialog = await opened(sqlite_rig, kim, acme)
    for verb in ("association.new", "association.remove"):
        before = len(sqlite_rig.slack.said)
        await dialog.press(verb)
        assert "outside of what you may edit" in repr(sqlite_rig.slack.said[before:])
    assert len(found(office, acme)) == 1


async def test_companies_and_contacts_are_offered_and_told_apart(sqlite_rig: Rig) -> None:
    office, kim = sqlite_rig.office, sqlite_rig.office.member("Kim")
    acme = company(office, city="Aarhus")
    rosa = RecordRef(ObjectType.CONTACT, contact(office, acme.id, "Acme Rosa", job_title="CFO").id)
    assert await offered(sqlite_rig, kim, "record.options", "acm") == [
        ("Acme", str(acme), "Company · Aarhus"),
        ("Acme Rosa", str(rosa), "Contact · CFO · Acme"),
    ]
