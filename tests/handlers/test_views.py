"""Views on screen: saved, edited, cloned, pinned, hidden, deleted (workspace C1, C3-C7)."""

import pytest

from csbot.domain.filters import Condition, Operator, all_of
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, View, ViewForm
from tests.handlers.customers import book, manager, names
from tests.handlers.dialogs import Dialog, offered, pressed
from tests.handlers.rig import Rig, Seen
from tests.slack_requests import on_ephemeral

COMPANY = ObjectType.COMPANY
RISKY = all_of(Condition(property="health", operator=Operator.ANY_OF, values=("at_risk",)))
URL = "response_url"


def shared(rig: Rig, who: Member, name: str = "At risk", **form: object) -> View:
    with rig.office.services() as services:
        made = ViewForm(name, RISKY, Sharing.EVERYONE, **form)  # type: ignore[arg-type]
        return services.saved_views.create(who.as_actor(), COMPANY, made)


async def open_dialog(rig: Rig, who: Member, verb: str, seen: Seen | None = None) -> Dialog:
    seen = seen or await rig.type(who, "customers")
    return await pressed(rig, who, seen.button(verb), on_ephemeral())


async def choose(rig: Rig, who: Member, word: str, view: View) -> Dialog:
    """A choice in the menu of a view that opens a dialog."""
    seen = await rig.type(who, f"customers {view.name}")
    return await pressed(rig, who, seen.option("view.menu", f"{word}:{view.key}"), on_ephemeral())


def menu(seen: Seen) -> list[str]:
    return [option["value"].partition(":")[0] for one in seen.elements("view.menu") for option in one["options"]]


async def test_a_view_of_what_was_typed_is_saved_and_shown(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    seen = await rig.type(kim, "customers health:at-risk")
    form = await open_dialog(rig, kim, "view.new", seen)
    assert "Companies where *Health* is At risk." in form.words
    assert "sharing" not in form.inputs(), "only managers share"
    closed = await form.submit(name="Risky", columns=("arr",), sort="arr", descending=("1",))
    assert closed.errors == {}
    shown = closed.last(URL)
    assert "Risky (3)" in shown.words
    assert names(shown) == ["Acme", "Foxtrot", "North Wind"]
    assert "ARR: 90,000" in shown.words
    assert "Health:" not in shown.words
    assert names(await rig.type(kim, "customers risky")) == ["Acme", "Foxtrot", "North Wind"]
    assert "Risky" not in (await rig.type(lee, "customers")).words


async def test_columns_are_offered_by_their_label_in_the_viewers_language(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim", locale="da_DK")
    boss = manager(sqlite_rig.office)
    with sqlite_rig.office.services() as services:
        draft = PropertyDraft("Kundeniveau", PropertyType.STRING)
        services.properties.add(boss.as_actor(), COMPANY, draft)
    form = await open_dialog(sqlite_rig, kim, "view.new")
    found = await offered(sqlite_rig, kim, "view.columns", "sundhed", form.view["private_metadata"])
    assert [value for _, value, _ in found] == ["health", "score"]
    custom = await offered(sqlite_rig, kim, "view.columns", "niveau", form.view["private_metadata"])
    assert [text for text, _, _ in custom] == ["Kundeniveau"]


@pytest.mark.parametrize(("name", "said"), [("", "needs a name"), ("🎉" * 200, "200 characters long, and 60 fit")])
async def test_a_bad_name_is_said_beside_the_field(sqlite_rig: Rig, name: str, said: str) -> None:
    kim = sqlite_rig.office.member("Kim")
    form = await open_dialog(sqlite_rig, kim, "view.new")
    assert said in (await form.submit(name=name)).errors["name"]


async def test_a_manager_shares_a_view_and_puts_it_on_the_summary(rig: Rig) -> None:
    kim, boss = rig.office.member("Kim"), manager(rig.office)
    form = await open_dialog(rig, boss, "view.new")
    refused = await form.submit(name="Ours", sharing="private", default=("1",))
    assert "Summary" in refused.errors["sharing"]
    shown = (await form.submit(name="Ours", sharing="everyone", default=("1",), description="All of ours")).last(URL)
    assert "Shared by Boss" in shown.words
    assert "On the Summary" in shown.words
    seen = await rig.type(kim, "customers ours")
    assert "Ours (0)" in seen.words
    assert menu(seen) == ["clone", "pin"]


async def test_editing_keeps_what_was_not_touched(rig: Rig) -> None:
    boss = manager(rig.office)
    view = shared(rig, boss, is_default=True, columns=("arr", "owner"))
    form = await choose(rig, boss, "edit", view)
    assert form.shows() == {"name": "At risk", "sharing": "everyone", "default": ("1",), "columns": ("arr", "owner")}
    refused = await form.submit(sharing="private")
    assert "take it off the Summary" in refused.errors["sharing"]
    await form.submit(name="Very risky")
    with rig.office.services() as services:
        found = services.saved_views.get(boss.as_actor(), COMPANY, view.key)
    assert (found.name, found.filter, found.columns, found.is_default) == ("Very risky", RISKY, ("arr", "owner"), True)


async def test_a_stale_dialog_does_not_overwrite(rig: Rig) -> None:
    boss, chief = manager(rig.office), rig.office.member("Chief", level=int(Level.SUPER_ADMIN))
    view = shared(rig, boss)
    first, second = await choose(rig, boss, "edit", view), await choose(rig, chief, "edit", view)
    await first.submit(name="First")
    said = await second.submit(name="Second")
    assert "Somebody else changed this" in Seen(said.view).words
    assert "First (0)" in (await rig.type(boss, "customers first")).words


async def test_a_dialog_that_became_stale_while_its_filter_was_edited_does_not_overwrite(sqlite_rig: Rig) -> None:
    boss = manager(sqlite_rig.office)
    view = shared(sqlite_rig, boss)
    form = await choose(sqlite_rig, boss, "edit", view)
    on_top = await form.press("view.filter")
    await (await choose(sqlite_rig, boss, "edit", view)).submit(name="First")
    beneath = Dialog(sqlite_rig, boss, (await on_top.submit()).last("views.update").body)
    said = await beneath.submit(name="Second")
    assert "Somebody else changed this" in Seen(said.view).words


async def test_only_who_may_sees_the_choices_and_may_press_them(rig: Rig) -> None:
    kim, boss = rig.office.member("Kim"), manager(rig.office)
    view = shared(rig, boss)
    assert menu(await rig.type(boss, "customers at risk")) == ["edit", "clone", "pin", "delete"]
    seen = await rig.type(kim, "customers at risk")
    (overflow,) = seen.elements("view.menu")
    kept = {key: overflow[key] for key in ("type", "action_id", "block_id")}
    forged = {**kept, "selected_option": {"value": f"edit:{view.key}"}}
    said = await rig.press(kim, forged, on_ephemeral())
    assert "Only people who may manage the settings" in said.words
    hidden = {**kept, "selected_option": {"value": "hide:owned_by_me"}}
    assert "Only people who may manage the settings" in (await rig.press(kim, hidden, on_ephemeral())).words


async def test_deleting_needs_the_tick(rig: Rig) -> None:
    boss = manager(rig.office)
    view = shared(rig, boss)
    form = await choose(rig, boss, "delete", view)
    assert "it goes for everyone" in form.words
    assert "tick the box" in (await form.submit()).errors["sure"]
    closed = await form.submit(sure=("1",))
    assert "Owned by me (0)" in closed.last(URL).words
    assert "At risk" not in [view.name for view in _shelf(rig, boss)]


async def test_a_clone_of_a_built_in_view_is_ones_own(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    seen = await rig.type(kim, "customers owned by me")
    form = await pressed(rig, kim, seen.option("view.menu", "clone:owned_by_me"), on_ephemeral())
    assert form.shows() == {"name": "Owned by me (copy)"}
    shown = (await form.submit(name="Mine")).last(URL)
    assert names(shown) == ["Acme", "Bolt", "Foxtrot"]
    assert "Private" in shown.words


async def test_a_pinned_view_comes_first_and_opens_by_itself(rig: Rig) -> None:
    kim, boss = rig.office.member("Kim"), manager(rig.office)
    view = shared(rig, boss)
    seen = await rig.type(kim, "customers at risk")
    pinned = await rig.press(kim, seen.option("view.menu", f"pin:{view.key}"), on_ephemeral())
    (select,) = pinned.elements("customers.view")
    assert select["option_groups"][0]["label"]["text"] == "My pinned views"
    assert [one["value"] for one in select["option_groups"][0]["options"]] == [view.key]
    assert "At risk (0)" in (await rig.type(kim, "customers")).words
    assert "· Pinned" in pinned.words
    unpinned = await rig.press(kim, pinned.option("view.menu", f"unpin:{view.key}"), on_ephemeral())
    assert "My pinned views" not in unpinned.words


async def test_a_hidden_view_is_gone_for_everybody_until_restored(rig: Rig) -> None:
    kim, boss = rig.office.member("Kim"), manager(rig.office)
    seen = await rig.type(boss, "customers owned by me")
    gone = await rig.press(boss, seen.option("view.menu", "hide:owned_by_me"), on_ephemeral())
    assert "All records (0)" in gone.words
    assert "All records (0)" in (await rig.type(kim, "customers")).words
    back = await rig.press(boss, gone.option("view.menu", "restore:all"), on_ephemeral())
    assert "Owned by me" in back.words
    assert "Owned by me (0)" in (await rig.type(kim, "customers")).words


async def test_a_view_of_a_deleted_property_says_so_and_opens(rig: Rig) -> None:
    boss = manager(rig.office)
    with rig.office.services() as services:
        own = services.properties.add(boss.as_actor(), COMPANY, PropertyDraft("Tier", PropertyType.STRING))
        asked = all_of(Condition(property=own.property.name, operator=Operator.UNKNOWN))
        form = ViewForm("By tier", asked, Sharing.EVERYONE, columns=(own.property.name, "arr"))
        services.saved_views.create(boss.as_actor(), COMPANY, form)
        services.properties.delete(boss.as_actor(), own.id, own.version)
    rig.office.company("Acme")
    seen = await rig.type(boss, "customers by tier")
    assert "no longer exists" in seen.words
    assert "Columns left out, because they were deleted: Tier" in seen.words
    assert names(seen) == ["Acme"]


def _shelf(rig: Rig, who: Member) -> tuple[View, ...]:
    with rig.office.services() as services:
        return services.saved_views.shelf(who.as_actor(), COMPANY).views
