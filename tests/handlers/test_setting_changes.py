"""Changes of settings are kept and told (workspace S1)."""

import pytest

from csbot.domain.errors import NotAllowed, StaleRecord
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, ViewForm
from csbot.domain.setting_changes import Chosen, Setting, SettingDiff, SettingSection
from tests.handlers.customers import manager
from tests.handlers.dialogs import typed
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral

CUSTOMERS = SettingSection.CUSTOMERS


async def test_managers_read_who_changed_what_when_from_what_to_what_newest_first(rig: Rig) -> None:
    """workspace S1: of the customer object, its properties, hidden views and cards."""
    office = rig.office
    boss, dan = manager(office), manager(office, "Dan")
    view = ViewForm("Risky", sharing=Sharing.EVERYONE, is_default=True)
    with office.services() as services:
        draft = PropertyDraft("Success *lead*", PropertyType.USER)
        own = services.properties.add(boss.as_actor(), ObjectType.CONTACT, draft).property
        made = services.saved_views.create(boss.as_actor(), ObjectType.COMPANY, view)
        services.customer_settings.hide(boss.as_actor(), "assigned_to_me")
        services.saved_views.delete(boss.as_actor(), ObjectType.COMPANY, made.key, sure=True)
    form = await (await typed(rig, dan, "admin customers")).choose("admin.customer_object", "contact")
    await form.submit(csm=own.name, renewal="-")
    told = (await (await typed(rig, boss, "admin customers")).press("setting_changes.open", "customers")).words
    lines = [
        "Mon, Mar 2, 10:00 AM* · Dan",
        "Renewal date: Renewal date → none",
        "CSM property: Company owner → Success ∗lead∗",
        "Customer object: Companies → Contacts",
        "Cards of the Summary: Owned by me, Risky → Owned by me",
        "Cards of the Summary: Owned by me, Assigned to me in the last 30 days, Risky → Owned by me, Risky",
        "Hidden views: none → Assigned to me in the last 30 days",
        "Cards of the Summary: Owned by me, Assigned to me in the last 30 days → "
        "Owned by me, Assigned to me in the last 30 days, Risky",
    ]
    places = [told.find(line) for line in lines]
    assert places == sorted(places), told
    assert -1 not in places, dict(zip(lines, places, strict=True))
    assert told.count("→") == len(lines) - 1


async def test_what_is_the_same_or_refused_leaves_no_trace(sqlite_rig: Rig) -> None:
    boss = manager(sqlite_rig.office)
    await (await typed(sqlite_rig, boss, "admin customers")).submit()
    with pytest.raises(StaleRecord), sqlite_rig.office.services() as services:
        services.customer_settings.arrange(boss.as_actor(), 7, ())
    with sqlite_rig.office.services() as services:
        services.customer_settings.restore(boss.as_actor())
        assert services.setting_changes.page(boss.as_actor(), CUSTOMERS).changes == []


async def test_changes_are_read_page_by_page_in_the_readers_zone_and_language(sqlite_rig: Rig) -> None:
    office = sqlite_rig.office
    boss = manager(office)
    dane = office.member("Dan", level=boss.level, locale="da_DK", tz="America/New_York")
    with office.services() as services:
        for n in range(12):
            diff = SettingDiff(Setting.CARDS, (Chosen(str(n), f"View {n}"),), ())
            services.setting_changes.note(None if n == 0 else boss.as_actor(), diff)
    first = await (await typed(sqlite_rig, dane, "admin customers")).press("setting_changes.open", "customers")
    assert "View 11 → intet" in first.words
    assert "View 1 →" not in first.words
    assert "man. 2. mar. 04.00" in first.words
    older = await first.press("setting_changes.page")
    assert "View 1 →" in older.words
    assert "Kommandolinjen" in older.words
    assert "View 11 →" in (await older.press("setting_changes.newest")).words


async def test_only_managers_read_changes(sqlite_rig: Rig) -> None:
    """workspace A5: a button that somebody kept serves nobody who may not manage any more."""
    kim, boss = sqlite_rig.office.member("Kim"), manager(sqlite_rig.office)
    form = await typed(sqlite_rig, boss, "admin customers")
    (button,) = [one for block in form.view["blocks"] for one in block.get("elements", ())]
    said = await sqlite_rig.press(kim, {**button, "block_id": "deliveries|1"}, on_ephemeral())
    assert "Only people who may manage" in said.words
    with pytest.raises(NotAllowed), sqlite_rig.office.services() as services:
        services.setting_changes.page(kim.as_actor(), CUSTOMERS)
