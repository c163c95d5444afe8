"""The dialogs in which managers arrange cards, and what they refuse (workspace S10, S1, A5)."""

from dataclasses import replace

import pytest

from csbot.domain.card_layouts import BadLayout, LayoutDraft, LayoutProblem
from csbot.domain.errors import NotAllowed, StaleRecord
from csbot.domain.permissions import Level
from tests.handlers.card_layouts import COMPANY, CONTACT, SOME, arrange, choose, kept, own, save
from tests.handlers.customers import manager
from tests.handlers.dialogs import offered, typed
from tests.handlers.rig import Rig


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


async def test_too_many_are_refused_beside_the_field_and_kept(sqlite_rig: Rig) -> None:
    office, boss = sqlite_rig.office, manager(sqlite_rig.office)
    added = own(office, boss, *(f"Own {n}" for n in range(31)))
    keys = [one.property.column for one in added]
    chooser = await (await arrange(sqlite_rig, boss)).press("layout.choose")
    assert chooser.inputs()["properties"]["element"]["max_selected_items"] == 30
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


async def test_each_change_is_kept_for_managers_to_read(sqlite_rig: Rig) -> None:
    boss = manager(sqlite_rig.office)
    save(sqlite_rig.office, boss, SOME)
    save(sqlite_rig.office, boss, replace(SOME, buttons=("note",)), 1)
    told = await (await typed(sqlite_rig, boss, "admin customers")).press("setting_changes.open", "customers")
    assert "Boss\n• Buttons on cards · Companies: Task, Note → Note\n" in told.words
    assert "Properties on cards · Companies: Company owner, Health" in told.words
    assert "→ City, Company owner" in told.words
    assert "Associated records on cards · Companies: Companies, Contacts → Contacts" in told.words
