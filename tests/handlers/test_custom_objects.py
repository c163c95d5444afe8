"""Custom objects in Slack: created, edited, told apart, listed (workspace A2, S2-S4, C1, C8-C11, C14, C16)."""

from datetime import date

from sqlalchemy import select, update

from csbot.domain.custom_objects import ObjectNames
from csbot.domain.filters import Condition, Operator, all_of
from csbot.domain.members import Member
from csbot.domain.permissions import EditScope
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.properties.types import PropertyType
from csbot.domain.record_cards import RecordRef
from csbot.domain.saved_views import Sharing, ViewForm
from csbot.domain.workspaces import Plan
from csbot.services.custom_objects import delete_object
from csbot.storage.tables.history import changes
from csbot.storage.tables.people import workspaces
from csbot.storage.tables.properties import properties
from csbot.storage.tables.records import custom_records
from csbot.storage.tables.saved_views import saved_views
from tests.handlers.custom_objects import vessel, vessels
from tests.handlers.customers import manager, names
from tests.handlers.dialogs import offered, pressed, typed
from tests.handlers.rig import Rig
from tests.handlers.test_activities import form_of, last_at
from tests.handlers.test_associations import found
from tests.handlers.test_associations import opened as opened_associated
from tests.handlers.test_record_edit import company, open_form, read
from tests.handlers.test_record_history import history
from tests.slack_requests import on_ephemeral

POST = "response_url"


async def test_a_record_is_created_with_its_own_properties_and_undone(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    acme, kind = rig.office.company("Acme"), vessels(rig.office).kind
    form = await typed(rig, kim, "new vessel Ægir")
    assert form.title == "New: Vessel"
    assert form.shows() | {"flag": ""} == {"name": "Ægir", "owner": str(kim.id), "flag": ""}
    wanted = {"company": acme, "captain": kim.id, "dry_dock": "2026-05-01", "tonnage": "12000", "flag": "=NL"}
    card = (await form.submit(**wanted)).last(POST)
    for expected in ("Vessel", "*Captain*\nKim", "*Flag*\nNL", "*Tonnage*\n12,000", "*Company*\nAcme"):
        assert expected in card.words
    with rig.office.database.read() as connection:
        row = connection.execute(select(custom_records)).one()
    assert (row.object_type, row.name, row.company_id, row.owner_id) == (kind, "Ægir", acme, kim.id)
    assert "Ægir* · Vessel" in (await rig.type(kim, "show acme")).words, "it stands on its company's card"
    asked = await (await typed(rig, kim, "new vessels ægir")).submit()
    assert "Is it one of these?" in asked.words
    undone = await rig.press(kim, card.button("operation.undo"), on_ephemeral())
    assert "Deleted" in undone.words
    assert "no customer like" in (await rig.type(kim, "show Ægir")).words


async def test_editing_history_and_following_are_those_of_companies(sqlite_rig: Rig) -> None:
    rig, kim = sqlite_rig, sqlite_rig.office.member("Kim")
    kind = vessels(rig.office).kind
    ref = vessel(rig.office, kind, "Ægir", tonnage=100)
    form = await open_form(rig, kim, ref)
    assert form.title == "Edit: Vessel"
    refused = await form.submit(tonnage="much")
    assert "tonnage" in str(refused.errors)
    card = (await form.submit(tonnage="250", dry_dock="2026-04-01")).last(POST)
    assert "*Tonnage*\n250" in card.words
    assert "Tonnage: 100 → 250" in (await history(rig, kim, ref, "Ægir")).words
    followed = await rig.press(kim, card.option("record.menu", f"follow:{ref}"), on_ephemeral())
    assert "You follow this" in followed.words
    outsider = rig.office.member("Lee", edit_scope=EditScope.OWN)
    seen = await rig.type(outsider, "show Ægir")
    denied = await rig.press(outsider, seen.button("record.edit", str(ref)), on_ephemeral())
    assert "outside of what you may edit" in denied.words
    assert read(rig.office, ref).values["dry_dock"] == date(2026, 4, 1)


async def test_what_is_logged_on_it_is_on_its_company_too_and_undone(rig: Rig) -> None:
    kim, kind = rig.office.member("Kim"), vessels(rig.office).kind
    acme = company(rig.office)
    ref = vessel(rig.office, kind, "Ægir")
    await (await open_form(rig, kim, ref)).submit(company=acme.id)
    card = (await (await form_of(rig, kim, ref, "note", "Ægir")).submit(body="New engine")).last(POST)
    assert "New engine" in card.words
    assert "New engine" in (await rig.type(kim, "show acme")).words
    assert last_at(rig.office, ref) == last_at(rig.office, acme) == rig.office.clock.now()
    assert "Logged: Note · New engine" in (await history(rig, kim, ref, "Ægir")).words
    note = await pressed(rig, kim, card.elements("activity.open")[0], on_ephemeral())
    assert "About *Ægir* · Vessel" in note.words
    undone = await rig.press(kim, card.button("operation.undo"), on_ephemeral())
    assert "New engine" not in undone.words
    assert last_at(rig.office, ref) is None


async def test_a_task_made_on_its_card_is_about_it(rig: Rig) -> None:
    kim, kind = rig.office.member("Kim"), vessels(rig.office).kind
    acme = company(rig.office)
    ref = vessel(rig.office, kind, "Ægir")
    await (await open_form(rig, kim, ref)).submit(company=acme.id)
    card = await rig.type(kim, "show ægir")
    form = await pressed(rig, kim, card.button("task.new", str(ref)), on_ephemeral())
    assert "About *Ægir*" in form.words
    assert form.shows()["company"] == str(acme.id)
    card = (await form.submit(title="Paint it", another=["another"])).last(POST)
    assert "Open tasks* (1)" in card.words
    task = await pressed(rig, kim, card.elements("task.open")[0], on_ephemeral())
    assert "About *Ægir* · Vessel" in task.words
    assert "Open tasks" in (await task.press("record.show", str(ref))).words


async def test_it_is_associated_found_and_parted(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim, kind = rig.office.member("Kim"), vessels(rig.office).kind
    ref, acme = vessel(rig.office, kind, "Ægir"), company(rig.office)
    assert (await offered(rig, kim, "record.options", "ægir"))[0][:2] == ("Ægir", str(ref))
    form = await (await opened_associated(rig, kim, acme)).press("association.new")
    card = (await form.submit(record=str(ref), label="Flagship")).last(POST)
    assert "Ægir* · Flagship · Vessel" in card.words
    assert [(one.name, one.label) for one in found(rig.office, ref)] == [("Acme", "Flagship")]
    parted = await (await opened_associated(rig, kim, ref, "ægir")).press("association.remove")
    assert "0 associated records" in parted.words
    assert found(rig.office, acme) == []


async def test_its_own_company_can_be_left_from_either_side(sqlite_rig: Rig) -> None:
    rig, kim = sqlite_rig, sqlite_rig.office.member("Kim")
    kind, acme = vessels(rig.office).kind, company(sqlite_rig.office)
    ref = vessel(rig.office, kind, "Ægir")
    for side, name in ((acme, "acme"), (ref, "ægir")):
        await (await open_form(rig, kim, ref)).submit(company=acme.id)
        assert len(found(rig.office, acme)) == 1
        await (await opened_associated(rig, kim, side, name)).press("association.remove")
        assert "company" not in read(rig.office, ref).values


async def test_records_of_two_objects_are_told_apart(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim, kind = rig.office.member("Kim"), vessels(rig.office).kind
    with rig.office.services() as services:
        other = services.custom_objects.add(None, ObjectNames("Contract", "Contracts")).kind
    ref = vessel(rig.office, kind, "Ægir", kim)
    twin = vessel(rig.office, other, "Ægir", kim)
    seen = await rig.type(kim, "find ægir")
    assert "2 records found" in seen.words
    assert all(f"Ægir*\n{what} · Kim" in seen.words for what in ("Vessel", "Contract"))
    assert "no customer" not in seen.words
    card = await rig.press(kim, seen.button("record.show", str(twin)), on_ephemeral())
    assert "Contract" in card.words
    wrong = await rig.press(kim, seen.button("record.show", str(ref)) | {"value": f"{other}:{ref.id}"}, on_ephemeral())
    assert "is not here" in wrong.words, "a number of another object's record is none of this one's"


async def test_the_customers_tab_lists_a_custom_object(rig: Rig) -> None:
    """Workspace S2-S4, C1, U5."""
    boss, kim = manager(rig.office), rig.office.member("Kim")
    kind = vessels(rig.office).kind
    vessel(rig.office, kind, "Ægir", captain=kim.id, tonnage=900, dry_dock="2026-03-20")
    vessel(rig.office, kind, "Balder", captain=boss.id, tonnage=100)
    with rig.office.services() as services:
        vessel(
            rig.office, services.custom_objects.add(None, ObjectNames("Box", "Boxes")).kind, "Box"
        ) if False else None
    form = await (await typed(rig, boss, "admin customers")).choose("admin.customer_object", kind.value)
    saved = await form.submit(csm="captain", renewal="dry_dock")
    assert "Customers are Vessels; CSM property: Captain; renewal date: Dry dock." in str(saved.said)
    assert names(await rig.type(kim, "customers")) == ["Ægir"], "owned by me goes by the captain"
    seen = await rig.type(kim, "customers tonnage:>=50 dry-dock:<30d")
    assert names(seen) == ["Ægir"]
    assert "Vessels where *Tonnage* is at least 50 and *Dry dock* is less than 30 days from now" in seen.words
    everything = await rig.press(kim, seen.option("customers.view", "all"), on_ephemeral())
    assert names(everything) == ["Balder", "Ægir"]
    assert "All Vessels." in everything.words
    home = await rig.type(kim, "")
    assert "Owned by me" in home.words


async def test_the_dialog_offers_it_with_the_enterprise_plan_only(sqlite_rig: Rig) -> None:
    """Workspace A2, S2."""
    rig, boss = sqlite_rig, manager(sqlite_rig.office)
    one = vessels(rig.office)
    assert one.kind.value in str((await typed(rig, boss, "admin customers")).view)
    set_plan(rig, Plan.PROFESSIONAL)
    form = await typed(rig, boss, "admin customers")
    assert one.kind.value not in str(form.view)
    asked = await form.choose("admin.customer_object", one.kind.value)
    assert "older version" in asked.words
    set_plan(rig, Plan.ENTERPRISE)
    await (await (await typed(rig, boss, "admin customers")).choose("admin.customer_object", one.kind.value)).submit()
    set_plan(rig, Plan.PROFESSIONAL)
    assert one.kind.value in str((await typed(rig, boss, "admin customers")).view), "what is chosen stays"


async def test_a_word_that_is_no_type_gets_the_nearest(sqlite_rig: Rig) -> None:
    rig, kim = sqlite_rig, sqlite_rig.office.member("Kim")
    kind = vessels(rig.office).kind
    assert "vessels" in (await rig.type(kim, "new vesels Ægir")).words
    assert "company" in (await rig.type(kim, f"new {kind} Ægir")).words, "its place is nobody's word"


async def test_hostile_names_are_text(sqlite_rig: Rig) -> None:
    rig, kim = sqlite_rig, sqlite_rig.office.member("Kim")
    kind = vessels(rig.office, ObjectNames("*Boat* <!channel> & co", "Boats “q” `x`")).kind
    ref = vessel(rig.office, kind, "Ægir")
    vessels(rig.office, ObjectNames("ﷺ" * 39, "ﷺ" * 40))  # eighteen times as long when folded
    form = await typed(rig, kim, "new boats_q_x Ægir")
    assert len(form.title) <= 24
    card = await rig.type(kim, "show Ægir")
    assert "<!channel>" not in card.words.replace("&lt;!channel&gt;", "")
    assert "∗Boat∗" in card.words
    assert str(ref) in str(card.body)


def test_deleting_removes_all_that_is_known_of_it_and_only_that(sqlite_rig: Rig) -> None:
    office = sqlite_rig.office
    kim = manager(office)
    one = vessels(office)
    with office.services() as services:
        other = services.custom_objects.add(None, ObjectNames("Box", "Boxes"))
        services.properties.add(None, other.kind, PropertyDraft("Size", PropertyType.NUMBER))
        big = all_of(Condition(property="tonnage", operator=Operator.MORE, values=("1",)))
        services.saved_views.create(kim.as_actor(), one.kind, ViewForm("Big", big, Sharing.EVERYONE))
    ref, box = vessel(office, one.kind, "Ægir"), vessel(office, other.kind, "Box")
    follow(sqlite_rig, kim, ref)
    delete_object(office.database, office.workspace.id, one, True, office.clock.now(), lambda _: None)
    with office.database.read() as connection:
        assert [row.id for row in connection.execute(select(custom_records))] == [box.id]
        assert ref.id not in {row.record_id for row in connection.execute(select(changes))}
        assert {row.label for row in connection.execute(select(properties))} == {"Size"}
        assert connection.execute(select(saved_views)).all() == []
    with office.services() as services:
        assert [found.key for found in services.custom_objects.list()] == ["boxes"]
        assert services.custom_objects.add(None, ObjectNames("Ship", "Ships")).kind is one.kind, "its place is free"


def follow(rig: Rig, who: Member, ref: RecordRef) -> None:
    with rig.office.services() as services:
        services.follows.follow(who.as_actor(), ref)


def set_plan(rig: Rig, plan: Plan) -> None:
    with rig.office.database.write() as connection:
        connection.execute(update(workspaces).values(plan=plan))
