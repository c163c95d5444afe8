"""`/cs admin objects`: object types that managers add and rename (workspace A2, S1)."""

import pytest

from csbot.domain.workspaces import Plan
from tests.handlers.custom_objects import vessel, vessels
from tests.handlers.customers import manager
from tests.handlers.dialogs import Dialog, pressed, typed
from tests.handlers.rig import Rig
from tests.handlers.test_custom_objects import set_plan
from tests.slack_requests import on_ephemeral

POST = "response_url"


async def adding(rig: Rig) -> Dialog:
    boss = manager(rig.office)
    seen = await rig.type(boss, "admin objects")
    return await pressed(rig, boss, seen.button("objects.new"), on_ephemeral())


async def test_an_object_is_added_and_can_be_used_at_once(sqlite_rig: Rig) -> None:
    rig, form = sqlite_rig, await adding(sqlite_rig)
    said = (await form.submit(singular=" Service  contract ", plural="Service contracts")).said
    assert "Added: Service contracts." in str(said)
    assert "/cs new service_contracts" in str(said)
    seen = await rig.type(form.who, "admin objects")
    assert "There is 1 of at most 10." in seen.words
    assert (await typed(rig, form.who, "new service_contracts Gold")).title == "New: Service contract"


@pytest.mark.parametrize(
    ("singular", "plural", "problem"),
    [
        ("Company", "Firms", {"singular": "There is already an object type “Company”"}),
        ("Firm", "deals", {"plural": "There is already an object type “deals”"}),
        ("!", "12", {"singular": "needs a name with a letter", "plural": "needs a name with a letter"}),
        ("x" * 41, "Many", {"singular": "41 characters long, and 40 fit"}),
        ("vessel", "Ships", {"singular": "already an object type “vessel”"}),
    ],
)
async def test_what_cannot_be_taken_is_said_beside_its_field(
    sqlite_rig: Rig, singular: str, plural: str, problem: dict[str, str]
) -> None:
    vessels(sqlite_rig.office)
    form = await adding(sqlite_rig)
    refused = await form.submit(singular=singular, plural=plural)
    errors = {name.partition("~")[0]: text for name, text in refused.errors.items()}
    assert errors.keys() == problem.keys()
    assert all(part in errors[name] for name, part in problem.items())
    assert "There is 1 of" in (await sqlite_rig.type(form.who, "admin objects")).words


async def test_renaming_keeps_the_key_and_is_told_in_the_changes(sqlite_rig: Rig) -> None:
    rig, boss = sqlite_rig, manager(sqlite_rig.office)
    one = vessels(rig.office)
    vessel(rig.office, one.kind, "Ægir")
    seen = await rig.type(boss, "admin objects")
    assert "1 record · in commands: `vessels`" in seen.words
    form = await pressed(rig, boss, seen.button("objects.rename", one.kind.value), on_ephemeral())
    stale = await pressed(rig, boss, seen.button("objects.rename", one.kind.value), on_ephemeral())
    assert form.shows() == {"singular": "Vessel", "plural": "Vessels"}
    await form.submit(singular="Ship", plural="Ships")
    assert "Ship" in (await rig.type(boss, "show Ægir")).words
    assert "vessels" in (await rig.type(boss, "admin objects")).words
    late = await stale.submit(singular="Boat", plural="Boats")
    assert "Nothing was saved" in str(late.said) + late.words + str(late.errors)
    changes = await pressed(rig, boss, seen.button("setting_changes.open", "objects"), on_ephemeral())
    assert "Object types of your own: Vessel / Vessels → Ship / Ships" in changes.words


async def test_the_professional_plan_shows_what_there_is_and_adds_nothing(sqlite_rig: Rig) -> None:
    rig, form = sqlite_rig, await adding(sqlite_rig)
    vessels(rig.office)
    set_plan(rig, Plan.PROFESSIONAL)
    seen = await rig.type(form.who, "admin objects")
    assert "Vessels" in seen.words
    assert "professional plan has no new ones" in seen.words
    assert not seen.elements("objects.new") + seen.elements("objects.rename")
    refused = await form.submit(singular="Ship", plural="Ships")
    assert "enterprise plan" in str(refused.said) + refused.words
    set_plan(rig, Plan.ENTERPRISE)
    assert "Ships" not in (await rig.type(form.who, "admin objects")).words


async def test_only_managers_get_there(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    assert "Only people who may manage" in (await sqlite_rig.type(kim, "admin objects")).words
