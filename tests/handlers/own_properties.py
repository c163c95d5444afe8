"""`/cs admin properties` as managers use it in tests."""

from csbot.domain.members import Member
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import OwnProperty, PropertyDraft
from csbot.domain.records import ObjectType
from tests.handlers.dialogs import Dialog, pressed
from tests.handlers.rig import Rig, Seen
from tests.slack_requests import on_ephemeral

COMPANY = ObjectType.COMPANY
URL = "response_url"
MENU = "property.menu"
TIER = PropertyDraft("Customer tier", PropertyType.ENUMERATION, ("Gold", "Silver"))


def add(rig: Rig, boss: Member, draft: PropertyDraft = TIER, kind: ObjectType = COMPANY) -> OwnProperty:
    with rig.office.services() as services:
        return services.properties.add(boss.as_actor(), kind, draft)


def own(rig: Rig, kind: ObjectType = COMPANY) -> list[OwnProperty]:
    with rig.office.services() as services:
        return list(services.properties.list_own(kind))


def options(rig: Rig) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in own(rig)[0].property.options]


async def listed(rig: Rig, boss: Member) -> Seen:
    return await rig.type(boss, "admin properties")


async def menu(rig: Rig, boss: Member, value: str, seen: Seen | None = None) -> Dialog:
    """What the menu of a property opens."""
    shown = seen or await listed(rig, boss)
    return await pressed(rig, boss, shown.option(MENU, value), on_ephemeral())


async def chosen(rig: Rig, boss: Member, value: str) -> Seen:
    """What the menu of a property does at once."""
    return await rig.press(boss, (await listed(rig, boss)).option(MENU, value), on_ephemeral())


async def new(rig: Rig, boss: Member) -> Dialog:
    seen = await listed(rig, boss)
    return await pressed(rig, boss, seen.button("properties.new"), on_ephemeral())


def error(dialog: Dialog, field: str) -> str:
    assert list(dialog.errors) == [field]
    return dialog.errors[field]
