"""Cards show what managers chose for their type: properties, buttons, associated records (workspace S10, C8)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from csbot.domain.custom_objects import ObjectNames
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import PropertyDraft
from tests.handlers.card_layouts import SOME, arrange, buttons, choose, kept, labels, own, save
from tests.handlers.customers import manager
from tests.handlers.dialogs import pressed
from tests.handlers.rig import Rig
from tests.handlers.test_activities import contact
from tests.handlers.test_record_edit import company
from tests.slack_requests import on_ephemeral

Counter = Callable[..., AbstractContextManager[list[str]]]


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


async def test_a_contacts_own_company_can_be_on_its_card(sqlite_rig: Rig) -> None:
    office, kim, boss = sqlite_rig.office, sqlite_rig.office.member("Kim"), manager(sqlite_rig.office)
    contact(office, company(office).id, job_title="CFO")
    dialog = await choose(await arrange(sqlite_rig, boss, "contact"), "job_title", "company")
    await dialog.submit()
    assert labels(await sqlite_rig.type(kim, "show rosa")) == ["Job title", "Company"]


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
