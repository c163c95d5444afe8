"""The Summary's cards of customer views, and the settings of the Customers tab (workspace U4, U5, S2-S4)."""

from csbot.domain.filters import Condition, Operator, all_of
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, ViewForm
from tests.handlers.customers import book, manager, names
from tests.handlers.dialogs import Dialog, pressed, typed
from tests.handlers.rig import Rig, Seen
from tests.slack_requests import on_ephemeral, on_home

URL = "response_url"


def cards(seen: Seen) -> list[tuple[str, str]]:
    """Key and text of each card's button, in order."""
    return [(one["value"], one["text"]["text"]) for one in seen.elements("customers.open")]


def make(rig: Rig, who: Member, name: str, default: bool = True) -> str:
    with rig.office.services() as services:
        asked = all_of(Condition(property="health", operator=Operator.ANY_OF, values=("at_risk",)))
        form = ViewForm(name, asked, Sharing.EVERYONE, f"About {name}", default)
        return services.saved_views.create(who.as_actor(), ObjectType.COMPANY, form).key


async def arrange(rig: Rig, who: Member) -> Dialog:
    seen = await rig.type(who, "today")
    return await pressed(rig, who, seen.option("summary.cards", "arrange"), on_ephemeral())


async def test_the_day_and_home_show_a_card_per_default_view(rig: Rig) -> None:
    kim, lee, boss = rig.office.member("Kim"), rig.office.member("Lee"), manager(rig.office)
    book(rig.office, kim, lee)
    risky = make(rig, boss, "Risky")
    make(rig, boss, "No card", default=False)
    for seen in (await rig.type(kim, "today"), await rig.open_home(kim)):
        expected = [("owned_by_me", "View 3 records"), ("assigned_to_me", "View 1 record"), (risky, "View 3 records")]
        assert cards(seen) == expected
        assert "About Risky" in seen.words
        assert not seen.elements("summary.cards"), "only managers arrange"
    opened = await rig.press(kim, seen.button("customers.open", risky), on_home(seen.blocks))
    assert names(opened) == ["Acme", "Foxtrot", "North Wind"]
    assert cards(await rig.type(lee, "today"))[0] == ("owned_by_me", "View 2 records"), "me is who looks"


async def test_managers_add_remove_and_move_cards(rig: Rig) -> None:
    kim, boss = rig.office.member("Kim"), manager(rig.office)
    first, second = make(rig, boss, "First"), make(rig, boss, "Second", default=False)
    dialog = await arrange(rig, boss)
    dialog = await dialog.choose("cards.move", f"up:{first}")
    dialog = await dialog.choose("cards.move", "remove:assigned_to_me")
    dialog = await dialog.choose("cards.add", second)
    assert [key for key, _ in cards(await rig.type(kim, "today"))] == ["owned_by_me", "assigned_to_me", first]
    closed = await dialog.submit()
    expected = ["owned_by_me", first, second]
    assert [key for key, _ in cards(closed.last(URL))] == expected
    assert [key for key, _ in cards(await rig.type(kim, "today"))] == expected


async def test_the_seventh_card_is_refused_with_the_reason(sqlite_rig: Rig) -> None:
    boss = manager(sqlite_rig.office)
    for n in range(4):
        make(sqlite_rig, boss, f"View {n}")
    seventh = make(sqlite_rig, boss, "One too many", default=False)
    dialog = await (await arrange(sqlite_rig, boss)).choose("cards.add", seventh)
    assert "The Summary has 6 cards already" in dialog.words
    closed = await dialog.submit()
    assert len(cards(closed.last(URL))) == 6


async def test_two_managers_arranging_at_once_the_second_is_told(sqlite_rig: Rig) -> None:
    boss, chief = manager(sqlite_rig.office), sqlite_rig.office.member("Chief", level=int(Level.SUPER_ADMIN))
    first, second = await arrange(sqlite_rig, boss), await arrange(sqlite_rig, chief)
    await (await first.choose("cards.move", "remove:owned_by_me")).submit()
    said = await (await second.choose("cards.move", "down:owned_by_me")).submit()
    assert "Somebody else changed this" in Seen(said.view).words


async def test_only_managers_may_press_what_arranges(sqlite_rig: Rig) -> None:
    kim, boss = sqlite_rig.office.member("Kim"), manager(sqlite_rig.office)
    seen = await sqlite_rig.type(boss, "today")
    forged = seen.option("summary.cards", "arrange")
    assert "Only people who may manage" in (await sqlite_rig.press(kim, forged, on_ephemeral())).words
    assert "Only people who may manage" in (await sqlite_rig.type(kim, "admin customers")).words


async def test_with_the_csm_property_unset_the_cards_say_so_and_link_the_setting(rig: Rig) -> None:
    kim, boss = rig.office.member("Kim"), manager(rig.office)
    form = await typed(rig, boss, "admin customers")
    assert form.shows() == {"csm": "owner", "renewal": "renewal"}
    said = await form.submit(csm="-")
    assert "CSM property: None" in Seen(said.said[-1][1]).words
    seen = await rig.type(kim, "today")
    assert cards(seen) == []
    assert seen.words.count("has not been chosen yet") == 2
    assert not seen.elements("admin.customers")
    linked = await rig.type(boss, "today")
    again = await pressed(rig, boss, linked.elements("admin.customers")[0] | {"type": "button"}, on_ephemeral())
    await again.submit(csm="owner")
    assert [key for key, _ in cards(await rig.type(kim, "today"))] == ["owned_by_me", "assigned_to_me"]


async def test_contacts_as_customer_object_with_a_property_of_ones_own(rig: Rig) -> None:
    kim, boss = rig.office.member("Kim"), manager(rig.office)
    with rig.office.services() as services:
        draft = PropertyDraft("Success manager", PropertyType.USER)
        own = services.properties.add(boss.as_actor(), ObjectType.CONTACT, draft).property
    rows = [{"name": "Rosa", "owner_id": None, "properties": {own.column: kim.id}}]
    rig.office.records(ObjectType.CONTACT, [*rows, {"name": "Ole", "owner_id": kim.id, "properties": {}}])
    form = await typed(rig, boss, "admin customers")
    form = await form.choose("admin.customer_object", "contact")
    assert form.shows() == {"csm": "owner", "renewal": "-"}
    await form.submit(csm=own.name)
    assert cards(await rig.type(kim, "today"))[0] == ("owned_by_me", "View 1 record")
    assert names(await rig.type(kim, "customers")) == ["Rosa"]


async def test_an_unknown_section_of_admin_is_told_the_nearest(sqlite_rig: Rig) -> None:
    boss = manager(sqlite_rig.office)
    assert "admin customers" in (await sqlite_rig.type(boss, "admin custmers")).words
    assert "/cs admin customers" in (await sqlite_rig.type(boss, "admin")).words


async def test_without_a_seat_a_super_admin_arranges_but_opens_nothing(sqlite_rig: Rig) -> None:
    chief = sqlite_rig.office.member("Chief", level=int(Level.SUPER_ADMIN), seat=False)
    seen = await sqlite_rig.type(chief, "today")
    assert seen.elements("summary.cards")
    refused = await sqlite_rig.press(chief, seen.button("customers.open", "owned_by_me"), on_ephemeral())
    assert "needs a seat" in refused.words
