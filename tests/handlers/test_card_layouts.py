"""What cards show, arranged by managers: properties, buttons, associated records (workspace S10, C8)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from csbot.domain.card_layouts import PROPERTIES_MAX, BadLayout, LayoutDraft, LayoutProblem
from csbot.domain.custom_objects import ObjectNames
from csbot.domain.errors import NotAllowed, StaleRecord
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import OwnProperty, PropertyDraft
from csbot.domain.records import ObjectType
from tests.builders import Office
from tests.handlers.customers import manager
from tests.handlers.dialogs import Dialog, offered, pressed, typed
from tests.handlers.rig import Rig, Seen
from tests.handlers.test_activities import contact
from tests.handlers.test_record_edit import company
from tests.slack_requests import on_ephemeral

Counter = Callable[..., AbstractContextManager[list[str]]]
COMPANY, CONTACT = ObjectType.COMPANY, ObjectType.CONTACT
SOME = LayoutDraft(("city", "owner"), ("task", "note"), ("contact",))


async def arrange(rig: Rig, who: Member, kind: str = "company") -> Dialog:
    return await (await typed(rig, who, "admin customers")).press("layout.open", kind)


async def choose(dialog: Dialog, *keys: str) -> Dialog:
    """The properties chosen in the dialog upon it; back in the one beneath."""
    after = await (await dialog.press("layout.choose")).submit(properties=keys)
    return replace(dialog, view=after.last("views.update").body)


def own(office: Office, boss: Member, *labels: str) -> list[OwnProperty]:
    with office.services() as services:
        drafts = [PropertyDraft(label, PropertyType.STRING) for label in labels]
        return [services.properties.add(boss.as_actor(), COMPANY, draft) for draft in drafts]


def save(office: Office, boss: Member, draft: LayoutDraft, version: int = 0) -> None:
    with office.services() as services:
        services.card_layouts.save(boss.as_actor(), COMPANY, draft, version)


def kept(office: Office, boss: Member) -> tuple[LayoutDraft, int, bool]:
    """The layout of companies in words, its version, and whether it is csbot's own."""
    with office.services() as services:
        form = services.card_layouts.form(boss.as_actor(), COMPANY)
    return form.draft, form.version, form.is_usual


def labels(seen: Seen) -> list[str]:
    """The labels of the properties on a card, in order."""
    fields = [one["text"] for block in seen.blocks for one in block.get("fields", ())]
    return [text.partition("\n")[0].strip("*") for text in fields]


def buttons(seen: Seen) -> list[str]:
    """The activity buttons of a card, in order."""
    rows = [block["elements"] for block in seen.blocks if block["type"] == "actions"]
    return [str(one["text"]["text"]) for one in rows[0] if one["type"] == "button"][1:]


async def test_a_card_shows_what_managers_chose_in_their_order(rig: Rig) -> None:
    office, kim, boss = rig.office, rig.office.member("Kim"), manager(rig.office)
    tier = own(office, boss, "Tier")[0].property.column
    acme = company(office, city="Aarhus", phone="12", industry="Toys", properties={tier: "Gold"})
    contact(office, acme.id)
    assert labels(await rig.type(kim, "show acme")) == ["Company owner", "Industry", "City", "Phone number"]
    dialog = await choose(await arrange(rig, boss), "city", tier, "phone")
    for chosen in (f"up:p:{tier}", "remove:b:email", "down:b:note", "remove:a:company"):
        dialog = await dialog.choose("layout.move", chosen)
    dialog = await dialog.choose("layout.add", "b:email")
    settings = (await dialog.submit()).last("views.update")
    assert "Cards: Companies*\nSaved. Arranged by managers." in settings.words
    assert "Cards: Contacts*\nAs csbot brings them." in settings.words
    card = await rig.type(kim, "show acme")
    assert labels(card) == ["Tier", "City", "Phone number"]
    assert buttons(card) == ["Call", "Note", "New task", "Meeting", "E-mail"]
    assert "Associated records* (1)" in card.words
    form = await pressed(rig, kim, card.button("record.edit"), on_ephemeral())
    assert list(form.inputs()) == ["name", "tier", "city", "phone"], "what is edited is what is shown"


async def test_associated_records_are_listed_type_by_type_or_not_at_all(rig: Rig) -> None:
    office, kim, boss = rig.office, rig.office.member("Kim"), manager(rig.office)
    acme, zoo = company(office), company(office, "Zoo")
    for name in ("Ann", "Bo"):
        contact(office, acme.id, name)
    with office.services() as services:
        services.associations.add(boss.as_actor(), acme, zoo, "Parent")
    layouts: tuple[tuple[tuple[str, ...], list[str]], ...] = (
        (("company", "contact"), ["Zoo", "Ann", "Bo"]),
        (("contact", "company"), ["Ann", "Bo", "Zoo"]),
        (("company",), ["Zoo"]),
        ((), []),
    )
    for version, (types, expected) in enumerate(layouts):
        save(office, boss, replace(SOME, associations=types), version)
        card = await rig.type(kim, "show acme")
        assert [one["accessibility_label"][6:] for one in card.elements("record.show")] == expected
        assert (f"Associated records* ({len(expected)})" in card.words) is bool(types)


async def test_only_managers_arrange_cards_and_the_service_asks_too(sqlite_rig: Rig) -> None:
    office, kim, boss = sqlite_rig.office, sqlite_rig.office.member("Kim"), manager(sqlite_rig.office)
    dialog = await arrange(sqlite_rig, boss)
    forged = await replace(dialog, who=kim).submit()
    assert "Only people who may manage" in forged.words
    settings = await typed(sqlite_rig, boss, "admin customers")
    assert "Only people who may manage" in (await replace(settings, who=kim).press("layout.open", "company")).words
    with office.services() as services:
        layouts, actor = services.card_layouts, kim.as_actor()
        for act in (
            lambda: layouts.form(actor, COMPANY),
            lambda: layouts.usual(actor, COMPANY, 0),
            lambda: layouts.in_making(actor, COMPANY, SOME, 0),
            lambda: layouts.save(actor, COMPANY, SOME, 0),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert kept(office, boss)[2]


async def test_of_two_managers_arranging_at_once_the_second_is_told(sqlite_rig: Rig) -> None:
    office, boss = sqlite_rig.office, manager(sqlite_rig.office)
    chief = office.member("Chief", level=int(Level.SUPER_ADMIN))
    first, second = await arrange(sqlite_rig, boss), await arrange(sqlite_rig, chief)
    await (await first.choose("layout.move", "remove:p:owner")).submit()
    changed = await second.choose("layout.move", "remove:b:call")
    told = await changed.submit()
    assert "Somebody else changed this in the meantime (What cards show)" in told.words
    draft, version, _ = kept(office, boss)
    assert ("owner" in draft.properties, "call" in draft.buttons, version) == (False, True, 1)


async def test_back_to_the_default_is_saved_like_any_other_and_a_layout_from_before_is_stale(sqlite_rig: Rig) -> None:
    office, boss = sqlite_rig.office, manager(sqlite_rig.office)
    usual, _, _ = kept(office, boss)
    save(office, boss, SOME)
    dialog = await arrange(sqlite_rig, boss)
    back = await dialog.press("layout.usual")
    assert "This is the default." in back.words
    assert kept(office, boss)[0] == SOME, "not before Save"
    assert "As csbot brings them." in (await back.submit()).last("views.update").words
    assert kept(office, boss) == (usual, 2, True)
    save(office, boss, SOME, 2)
    with pytest.raises(StaleRecord):
        save(office, boss, replace(SOME, buttons=()), 1)


async def test_a_property_that_was_deleted_is_left_out_of_cards_and_the_dialog_says_so(sqlite_rig: Rig) -> None:
    office, kim, boss = sqlite_rig.office, sqlite_rig.office.member("Kim"), manager(sqlite_rig.office)
    company(office, city="Aarhus")
    (tier,) = own(office, boss, "*Tier* <!here>")
    save(office, boss, replace(SOME, properties=(tier.property.column, "city")))
    open_before = await arrange(sqlite_rig, boss)
    with office.services() as services:
        services.properties.delete(boss.as_actor(), tier.id, tier.version)
    assert labels(await sqlite_rig.type(kim, "show acme")) == ["City"]
    told = await open_before.submit()
    assert "can't be on the card: it was deleted. Nothing was saved." in told.words
    moved = await open_before.choose("layout.move", "up:p:city")
    assert "Left out, because they were deleted: " in moved.words
    assert "<!here>" not in moved.words
    await moved.submit()
    assert kept(office, boss)[:2] == (replace(SOME, properties=("city",)), 2)


async def test_a_contacts_own_company_can_be_on_its_card(sqlite_rig: Rig) -> None:
    office, kim, boss = sqlite_rig.office, sqlite_rig.office.member("Kim"), manager(sqlite_rig.office)
    contact(office, company(office).id, job_title="CFO")
    dialog = await choose(await arrange(sqlite_rig, boss, "contact"), "job_title", "company")
    await dialog.submit()
    assert labels(await sqlite_rig.type(kim, "show rosa")) == ["Job title", "Company"]


async def test_too_many_are_refused_beside_the_field_and_kept(sqlite_rig: Rig) -> None:
    office, boss = sqlite_rig.office, manager(sqlite_rig.office)
    added = own(office, boss, *(f"Own {n}" for n in range(PROPERTIES_MAX + 1)))
    keys = [one.property.column for one in added]
    chooser = await (await arrange(sqlite_rig, boss)).press("layout.choose")
    assert chooser.inputs()["properties"]["element"]["max_selected_items"] == PROPERTIES_MAX
    refused = await chooser.submit(properties=keys)
    assert "A card has room for 30 properties" in refused.errors["properties"]
    with pytest.raises(BadLayout):
        save(office, boss, LayoutDraft(tuple(keys)))
    full = await choose(await arrange(sqlite_rig, boss), *keys[1:])
    await full.submit()
    assert list(kept(office, boss)[0].properties) == keys[1:], "thirty fit"


async def test_of_more_than_a_hundred_properties_one_types_a_name(sqlite_rig: Rig) -> None:
    office, boss = sqlite_rig.office, manager(sqlite_rig.office)
    own(office, boss, *(f"Own {n:03}" for n in range(100)))
    chooser = await (await arrange(sqlite_rig, boss)).press("layout.choose")
    element = chooser.inputs()["properties"]["element"]
    assert element["type"] == "multi_external_select"
    carried = chooser.view["private_metadata"]
    found = await offered(sqlite_rig, boss, "layout.properties", "own 09", carried)
    assert [text for text, _, _ in found] == [f"Own {n:03}" for n in range(90, 100)]
    assert len(await offered(sqlite_rig, boss, "layout.properties", "", carried)) == 100
    assert await offered(sqlite_rig, office.member("Kim"), "layout.properties", "", carried) == []


BAD = [
    (LayoutDraft(), LayoutProblem.NOTHING),
    (LayoutDraft(("owner", "city", "owner")), LayoutProblem.TWICE),
    (LayoutDraft((), ("note", "note")), LayoutProblem.TWICE),
    (LayoutDraft((), (), ("contact", "contact")), LayoutProblem.TWICE),
    (LayoutDraft(("name",)), LayoutProblem.UNKNOWN),
    (LayoutDraft(("p999999",)), LayoutProblem.UNKNOWN),
    (LayoutDraft(("<!here>\x00 ' --",)), LayoutProblem.UNKNOWN),
    (LayoutDraft((), ("fax",)), LayoutProblem.UNKNOWN),
    (LayoutDraft((), (), ("task",)), LayoutProblem.UNKNOWN),
]


def test_what_no_card_can_show_is_refused(sqlite_rig: Rig) -> None:
    boss = manager(sqlite_rig.office)
    for draft, problem in BAD:
        with pytest.raises(BadLayout) as refused:
            save(sqlite_rig.office, boss, draft)
        assert refused.value.params["problem"] is problem, draft
    assert kept(sqlite_rig.office, boss)[2]


async def test_a_card_of_nothing_is_refused_with_the_reason_and_the_dialog_stays(sqlite_rig: Rig) -> None:
    office, boss = sqlite_rig.office, manager(sqlite_rig.office)
    save(office, boss, LayoutDraft((), ("note",)))
    emptied = await (await arrange(sqlite_rig, boss)).choose("layout.move", "remove:b:note")
    assert "Properties* (0)\nNone" in emptied.words
    told = await emptied.submit()
    assert "The card would show nothing. Nothing was saved." in told.words
    assert "callback_id" not in told.view, "the reason stands upon the dialog"


FORGED = [
    ("layout.open", "task"),
    ("layout.open", "nothing"),
    ("layout.open", "custom_7"),
    ("layout.move", "turn:p:owner"),
    ("layout.move", "up:x:owner"),
    ("layout.move", "up"),
    ("layout.add", ""),
    ("layout.add", "x:note"),
]


async def test_what_csbot_did_not_write_is_not_read(sqlite_rig: Rig) -> None:
    dialog = await arrange(sqlite_rig, manager(sqlite_rig.office))
    for verb, value in FORGED:
        button = {"type": "button", "action_id": f"{verb}|1", "block_id": "card_layout||1", "value": value}
        assert "older version of csbot" in (await dialog.act(button)).words, (verb, value)
    carried = dialog.view["private_metadata"].replace("ver", "v")
    worse = replace(dialog, view={**dialog.view, "private_metadata": carried})
    assert "older version of csbot" in (await worse.submit()).words


async def test_what_was_chosen_in_the_settings_beneath_is_kept(sqlite_rig: Rig) -> None:
    boss = manager(sqlite_rig.office)
    settings = await (await typed(sqlite_rig, boss, "admin customers")).choose("admin.customer_object", "contact")
    dialog = await settings.press("layout.open", "company")
    after = await (await dialog.choose("layout.move", "remove:b:call")).submit()
    beneath = replace(settings, view=after.last("views.update").body)
    assert list(beneath.inputs()) == list(settings.inputs())
    await beneath.submit(csm="owner")
    with sqlite_rig.office.services() as services:
        assert services.customer_settings.get().kind is CONTACT


async def test_a_custom_objects_cards_are_arranged_too_and_other_cards_list_its_records(sqlite_rig: Rig) -> None:
    office, kim, boss = sqlite_rig.office, sqlite_rig.office.member("Kim"), manager(sqlite_rig.office)
    acme = company(office)
    with office.services() as services:
        ships = services.custom_objects.add(boss.as_actor(), ObjectNames("*Ship* <!here>", "*Ships* <!here>")).kind
        flag = services.properties.add(boss.as_actor(), ships, PropertyDraft("Flag", PropertyType.STRING)).property
    office.records(ships, [{"name": "Argo", "company_id": acme.id, "properties": {flag.column: "DK"}}])
    assert labels(await sqlite_rig.type(kim, "show argo")) == ["Owner", "Company", "Flag"]
    dialog = await arrange(sqlite_rig, boss, ships.value)
    assert "3. Flag" in dialog.words
    dialog = await (await dialog.choose("layout.move", f"up:p:{flag.column}")).choose("layout.move", "remove:p:owner")
    after = (await dialog.submit()).last("views.update")
    assert "Ships∗ &lt;!here&gt;*\nSaved. Arranged by managers." in after.words
    assert labels(await sqlite_rig.type(kim, "show argo")) == ["Flag", "Company"]
    assert "Argo" in (await sqlite_rig.type(kim, "show acme")).words, "by default"
    await (await (await arrange(sqlite_rig, boss)).choose("layout.move", f"remove:a:{ships}")).submit()
    assert "Argo" not in (await sqlite_rig.type(kim, "show acme")).words
    back = await (await arrange(sqlite_rig, boss)).choose("layout.add", f"a:{ships}")
    assert "This is the default." in back.words


async def test_each_change_is_kept_for_managers_to_read(sqlite_rig: Rig) -> None:
    boss = manager(sqlite_rig.office)
    save(sqlite_rig.office, boss, SOME)
    save(sqlite_rig.office, boss, replace(SOME, buttons=("note",)), 1)
    told = await (await typed(sqlite_rig, boss, "admin customers")).press("setting_changes.open", "customers")
    assert "Boss\n• Buttons on cards · Companies: Task, Note → Note\n" in told.words
    assert "Properties on cards · Companies: Company owner, Health" in told.words
    assert "→ City, Company owner" in told.words
    assert "Associated records on cards · Companies: Companies, Contacts → Contacts" in told.words


async def test_an_arranged_card_asks_the_database_as_often(sqlite_rig: Rig, query_counter: Counter) -> None:
    office, kim, boss = sqlite_rig.office, sqlite_rig.office.member("Kim"), manager(sqlite_rig.office)
    contact(office, company(office, city="Aarhus", owner_id=kim.id).id)
    counts = []
    for _ in range(2):
        with query_counter(sqlite_rig.bot.database.engine) as statements:
            await sqlite_rig.type(kim, "show acme")
        counts.append(len(statements))
        save(office, boss, SOME, len(counts) - 1)
    assert counts[0] == counts[1], counts
