"""`/cs admin properties`: managers add, change, delete and restore properties and make them fast (workspace V2, S1)."""

from csbot.domain.card_layouts import ChosenLayout
from csbot.domain.filters import Condition, Operator, all_of
from csbot.domain.jobs import JobKind
from csbot.domain.permissions import Level
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.record_lists import Sort
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, ViewForm
from csbot.storage import card_layouts as stored_layouts
from csbot.storage import jobs, properties
from tests.handlers.custom_objects import vessels
from tests.handlers.customers import manager
from tests.handlers.dialogs import pressed
from tests.handlers.own_properties import COMPANY, MENU, URL, add, chosen, error, listed, menu, new, options, own
from tests.handlers.rig import Rig, Seen
from tests.slack_requests import on_ephemeral


async def test_a_property_is_added_by_a_dialog_that_asks_what_its_type_needs(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss = manager(rig.office)
    dialog = await new(rig, boss)
    assert list(dialog.inputs()) == ["label", "required"]
    dialog = await dialog.choose("properties.type", "enumeration")
    assert list(dialog.inputs()) == ["label", "options", "required"]
    sent = await dialog.submit(label="  Customer   tier ", options="Gold\n\n Silver \n", required=["1"])
    said = sent.last(URL)
    assert "Added: “Customer tier”. In filters: `customer-tier:`" in said.words
    assert "*Customer tier* — Choice · your own · required" in said.words
    (made,) = own(rig)
    assert (made.property.type, made.property.required) == (PropertyType.ENUMERATION, True)
    assert options(rig) == [("Gold", "Gold"), ("Silver", "Silver")]


async def test_the_list_has_pages_and_an_object_type_to_choose(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss = manager(rig.office)
    for n in range(3):
        add(rig, boss, PropertyDraft(f"Wish {n}", PropertyType.STRING))
    add(rig, boss, PropertyDraft("Shoe size", PropertyType.NUMBER), ObjectType.CONTACT)
    seen = await listed(rig, boss)
    assert "3 properties of your own, at most 200" in seen.words
    assert "Company name" in seen.words
    assert "Renewal date" not in seen.words
    second = await rig.press(boss, seen.button("properties.page", 1), on_ephemeral())
    assert "*Renewal date* — Date · built in" in second.words
    contacts = await rig.press(boss, second.option("properties.kind", "contact"), on_ephemeral())
    assert "*Shoe size* — Number · your own" in contacts.words
    assert "Wish" not in contacts.words
    dialog = await pressed(rig, boss, contacts.button("properties.new"), on_ephemeral())
    await dialog.submit(label="Hat size")
    assert [one.property.label for one in own(rig, ObjectType.CONTACT)] == ["Shoe size", "Hat size"]


async def test_what_makes_no_property_is_said_beside_its_field(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss = manager(rig.office)
    add(rig, boss)
    dialog = await new(rig, boss)
    assert "letter" in error(await dialog.submit(label="   "), "label")
    assert "letter" in error(await dialog.submit(label="👍" * 200), "label")
    assert "200 characters long, and 75 fit" in error(await dialog.submit(label="x" * 200), "label")
    assert "already a property “Customer tier”" in error(await dialog.submit(label="customer TIER"), "label")
    assert "already a property “ARR”" in error(await dialog.submit(label="arr"), "label")
    dialog = await dialog.choose("properties.type", "multi_enumeration")
    bad = {
        "": "needs options",
        "Gold\ngold": "there twice",
        "x" * 76: "more than 75 characters",
        "🙂": "no letter or digit",
        "a; b": "semicolon",
        "\n".join(map(str, range(101))): "101 options, and 100 fit",
    }
    for text, sentence in bad.items():
        assert sentence in error(await dialog.submit(label="Tags", options=text), "options")
    both = await dialog.submit(label="ARR", options="")
    assert set(both.errors) == {"label", "options"}
    assert len(own(rig)) == 1


async def test_another_type_keeps_what_was_filled_in(sqlite_rig: Rig) -> None:
    dialog = await new(sqlite_rig, manager(sqlite_rig.office))
    filled = dialog.inputs()
    filled["label"]["element"]["initial_value"] = "Tier"
    filled["required"]["element"]["initial_options"] = [{"value": "1"}]
    assert (await dialog.choose("properties.type", "enumeration")).shows() == {"label": "Tier", "required": ("1",)}


async def test_label_and_options_change_and_a_renamed_option_keeps_its_records(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss = manager(rig.office)
    tier = add(rig, boss)
    rig.office.records(COMPANY, [{"name": "Acme", "properties": {tier.property.column: "Silver"}}])
    dialog = await menu(rig, boss, f"edit:{tier.id}")
    assert dialog.shows() == {"label": "Customer tier", "options": "Gold\nSilver"}
    sent = await dialog.submit(label="Level", options="Gold\nSilver -> Iron\nBronze")
    assert "Saved: “Level”." in sent.last(URL).words
    assert options(rig) == [("Gold", "Gold"), ("Silver", "Iron"), ("Bronze", "Bronze")]
    said = await rig.type(boss, "customers customer-tier:iron")
    assert "Acme" in said.words


async def test_an_option_that_records_have_is_kept_with_the_reason(rig: Rig) -> None:
    boss = manager(rig.office)
    tier = add(rig, boss)
    tags = add(rig, boss, PropertyDraft("Tags", PropertyType.MULTI_ENUMERATION, ("new", "old")))
    values = {tier.property.column: "Silver", tags.property.column: ["old", "new"]}
    rig.office.records(COMPANY, [{"name": name, "properties": values} for name in ("Acme", "Bolt")])
    dialog = await menu(rig, boss, f"edit:{tier.id}")
    said = error(await dialog.submit(options="Gold"), "options")
    assert said.startswith("2 records have “Silver”. Nothing was saved.")
    assert "the filter customer-tier:Silver finds them" in said
    assert "2 records have “old”" in error(
        await (await menu(rig, boss, f"edit:{tags.id}")).submit(options="new"), "options"
    )
    assert (await dialog.submit(options="Silver")).errors == {}
    assert options(rig) == [("Silver", "Silver")]


async def test_long_lists_of_options_come_back_whole(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss = manager(rig.office)
    many = tuple(f"{n:03} {'x' * 70}" for n in range(100))
    tier = add(rig, boss, PropertyDraft("Customer tier", PropertyType.ENUMERATION, many))
    dialog = await menu(rig, boss, f"edit:{tier.id}")
    assert len(dialog.inputs()) > 3
    assert (await dialog.submit(label="Level")).errors == {}
    assert tuple(label for _, label in options(rig)) == many


async def test_of_two_managers_editing_the_second_is_told(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss, chief = manager(rig.office), rig.office.member("Chief", level=int(Level.SUPER_ADMIN))
    tier = add(rig, boss)
    first, second = await menu(rig, boss, f"edit:{tier.id}"), await menu(rig, chief, f"edit:{tier.id}")
    going = await menu(rig, chief, f"delete:{tier.id}")
    await first.submit(label="Level")
    assert "Somebody else changed this" in Seen((await second.submit(label="Rank")).view).words
    assert "Somebody else changed this" in Seen((await going.submit(sure=["1"])).view).words
    assert [one.property.label for one in own(rig)] == ["Level"]


async def test_deleting_needs_the_ticked_box_and_names_what_uses_it(rig: Rig) -> None:
    boss, kim = manager(rig.office), rig.office.member("Kim")
    tier = add(rig, boss)
    name = tier.property.name
    asked = all_of(Condition(property=name, operator=Operator.KNOWN))
    with rig.office.services() as services:
        risky = services.saved_views.create(boss.as_actor(), COMPANY, ViewForm("Risky", asked, Sharing.EVERYONE))
        services.saved_views.create(boss.as_actor(), COMPANY, ViewForm("Mine", columns=(name,)))
        services.saved_views.create(kim.as_actor(), COMPANY, ViewForm("Secret", sort=Sort(name)))
        services.saved_views.create(kim.as_actor(), COMPANY, ViewForm("Unrelated"))
    dialog = await menu(rig, boss, f"delete:{tier.id}")
    assert "Views that use it: “Mine”, “Risky”." in dialog.words
    assert "1 private view of a colleague uses it." in dialog.words
    assert "Secret" not in dialog.words
    assert "tick the box" in error(await dialog.submit(), "sure")
    said = (await dialog.submit(sure=["1"])).last(URL)
    assert "Deleted: “Customer tier”" in said.words
    assert own(rig) == []
    opened = await rig.type(boss, f"customers {risky.name}")
    assert "*Customer tier* is known (no longer valid)" in opened.words
    last = said
    while last.elements("properties.page") and "deleted" not in last.words.partition("Properties")[2]:
        last = await rig.press(boss, last.elements("properties.page")[-1], on_ephemeral())
    back = await rig.press(boss, last.option(MENU, f"restore:{tier.id}"), on_ephemeral())
    assert "“Customer tier” is back" in back.words
    assert [one.id for one in own(rig)] == [tier.id]


async def test_an_object_type_of_ones_own_has_properties_too_and_its_cards_are_named(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss, kind = manager(rig.office), vessels(rig.office).kind
    with rig.office.services() as services:
        stored_layouts.save(services.uow, kind, 0, ChosenLayout(properties=("flag",)))
    seen = await rig.press(boss, (await listed(rig, boss)).option("properties.kind", kind.value), on_ephemeral())
    assert "*Vessels*: 4 properties of your own" in seen.words
    dialog = await pressed(rig, boss, seen.button("properties.new"), on_ephemeral())
    assert "A property of Vessels." in dialog.words
    assert "Added: “Length”" in (await dialog.submit(label="Length")).last(URL).words
    flag = next(one for one in own(rig, kind) if one.property.name == "flag")
    assert "Cards show it" in (await menu(rig, boss, f"delete:{flag.id}", seen)).words


async def test_what_the_customers_tab_uses_is_not_deleted(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss = manager(rig.office)
    guide = add(rig, boss, PropertyDraft("Guide", PropertyType.USER))
    with rig.office.services() as services:
        form = services.customer_settings.form()
        services.customer_settings.choose(boss.as_actor(), 0, type(form.settings)(csm=guide.property.name))
    said = await chosen(rig, boss, f"delete:{guide.id}")
    assert "The Customers tab uses “Guide”" in said.words
    assert len(own(rig)) == 1


async def test_making_fast_starts_one_job_and_says_what_is_so_already(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss = manager(rig.office)
    tier, tags = add(rig, boss), add(rig, boss, PropertyDraft("Tags", PropertyType.MULTI_ENUMERATION, ("new",)))
    seen = await listed(rig, boss)
    begun = await rig.press(boss, seen.option(MENU, f"fast:{tier.id}"), on_ephemeral())
    assert "is being made fast: a direct message tells how it goes" in begun.words
    assert "your own · is being made fast" in begun.words
    again = await rig.press(boss, seen.option(MENU, f"fast:{tier.id}"), on_ephemeral())
    assert "being worked on already" in again.words
    forged = seen.option(MENU, f"fast:{tier.id}")
    forged["selected_option"] = {**forged["selected_option"], "value": f"fast:{tags.id}"}
    assert "no index helps with that" in (await rig.press(boss, forged, on_ephemeral())).words


async def test_deleting_a_fast_property_takes_its_index_too(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss = manager(rig.office)
    tier = add(rig, boss)
    with rig.office.services() as services:
        properties.set_fast(services.uow, tier.id, rig.office.clock.now())
    seen = await listed(rig, boss)
    forged = seen.option(MENU, f"plain:{tier.id}")
    forged["selected_option"] = {**forged["selected_option"], "value": f"fast:{tier.id}"}
    assert "is fast already" in (await rig.press(boss, forged, on_ephemeral())).words
    await (await menu(rig, boss, f"delete:{tier.id}")).submit(sure=["1"])
    with rig.office.services() as services:
        assert [job.kind for job in jobs.list_open(services.uow, list(JobKind))] == [JobKind.UNINDEX_PROPERTY]


async def test_only_managers_see_and_press_any_of_it(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss, kim = manager(rig.office), rig.office.member("Kim")
    tier = add(rig, boss)
    assert "Only people who may manage" in (await rig.type(kim, "admin properties")).words
    seen = await listed(rig, boss)
    dialog = await menu(rig, boss, f"edit:{tier.id}", seen)
    for action in (
        seen.option(MENU, f"fast:{tier.id}"),
        seen.button("properties.new"),
        seen.button("properties.page", 1),
    ):
        assert "Only people who may manage" in (await rig.press(kim, action, on_ephemeral())).words
    dialog.who = kim
    assert "Only people who may manage" in Seen((await dialog.submit(label="Mine")).view).words
    assert [one.property.label for one in own(rig)] == ["Customer tier"]


async def test_every_change_is_kept_for_managers_to_read(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss = manager(rig.office)
    await (await (await new(rig, boss)).choose("properties.type", "enumeration")).submit(label="Tier", options="Gold")
    (tier,) = own(rig)
    await (await menu(rig, boss, f"edit:{tier.id}")).submit(label="Level", options="Gold\nIron", required=["1"])
    seen = await listed(rig, boss)
    told = (await pressed(rig, boss, seen.button("setting_changes.open"), on_ephemeral())).words
    assert "Properties · Companies: none → Tier" in told
    assert "Name of a property · Level: Tier → Level" in told
    assert "Options of a property · Level: Gold → Gold, Iron" in told
    assert "Required for new records · Level: No → Yes" in told


async def test_what_users_type_formats_nothing(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss = manager(rig.office)
    label = "<!channel> *bold* '; DROP TABLE property; --"
    said = (await (await new(rig, boss)).submit(label=label)).last(URL)
    assert "<!channel>" not in said.words
    assert [one.property.label for one in own(rig)] == [label]
