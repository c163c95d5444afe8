"""What one can do wrong on the Customers tab: nothing breaks, nothing is lost silently, nothing formats or mentions."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from csbot.domain.filters import Condition, Operator, all_of
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.record_lists import Sort
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, View, ViewForm
from csbot.storage import filter_drafts
from tests.handlers.customers import book, manager, names
from tests.handlers.dialogs import Dialog, pressed, typed
from tests.handlers.rig import Rig, Seen
from tests.handlers.test_filters import open_filter
from tests.handlers.test_record_edit import company, open_form, open_property
from tests.handlers.test_record_hostile import NASTY
from tests.handlers.test_views import choose, shared
from tests.slack_requests import on_ephemeral

COMPANY = ObjectType.COMPANY
URL, UPDATE = "response_url", "views.update"
PRINTABLE = [text for text in NASTY if "\0" not in text and "\ud800" not in text]


def marked(part: Any) -> Iterator[str]:
    """Every text that Slack formats."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"].partition("```")[0]
        for inner in part.values():
            yield from marked(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from marked(inner)


def formats(body: Any) -> list[str]:
    """What mentions or formats though a person typed it."""
    texts = [*marked(body.get("blocks", [])), str(body.get("text", ""))]
    return [text for text in texts if "<!channel" in text or "<@U1" in text or "*x*" in text]


async def condition(rig: Rig, who: Member, of: str, operator: Operator, **values: Any) -> Dialog:
    """A condition typed into its dialog and sent."""
    dialog = await (await (await open_filter(rig, who)).press("filter.add", "-1")).choose("condition.property", of)
    return await (await dialog.choose("condition.operator", str(operator))).submit(**values)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ".join(["a"] * 11), "at most 10 conditions"),
        (" OR ".join("abcdefg"), "at most 6 groups"),
        (" OR ".join(["a b c d e f g"] * 4), "at most 25 conditions in all"),
        ("renewal:2026-12-31..2026-01-01", "first is after the second"),
        ("renewal:29.2.2026", "no such day"),
        ("renewal:>9999-12-31", "too far away"),
        ('city:"', "quote is opened"),
        ("“north wind", "quote is opened"),
    ],
)
async def test_a_text_that_is_no_filter_is_answered_with_the_reason(sqlite_rig: Rig, text: str, said: str) -> None:
    kim = sqlite_rig.office.member("Kim")
    seen = await sqlite_rig.type(kim, f"customers {text}")
    assert said in seen.words
    for nearest in seen.elements("command.run"):
        assert "(0)" in (await sqlite_rig.type(kim, nearest["value"])).words, "the nearest form can be read"


@pytest.mark.parametrize(
    ("of", "operator", "values", "said"),
    [
        ("renewal", Operator.BETWEEN, {"value": "2026-12-31", "high": "2026-01-01"}, "swap them"),
        ("created", Operator.BETWEEN, {"value": "2026-12-31", "high": "2026-01-01"}, "swap them"),
        ("renewal", Operator.BEFORE, {"value": "2026-02-30"}, "is no date"),
        ("created", Operator.AFTER, {"value": "9999-12-31"}, "too far away"),
        ("employees", Operator.MORE, {"value": "9" * 30}, "too large"),
        ("city", Operator.EQUALS, {"value": "x" * 3000}, "too long"),
        ("owner", Operator.ANY_OF, {"value": ("'; DROP TABLE member;--",)}, "nobody that csbot knows"),
        ("health", Operator.ANY_OF, {"value": ("<!channel>",)}, "none of the choices"),
    ],
)
async def test_what_is_no_condition_is_said_beside_its_field(
    sqlite_rig: Rig, of: str, operator: Operator, values: dict[str, Any], said: str
) -> None:
    kim = sqlite_rig.office.member("Kim")
    sent = await condition(sqlite_rig, kim, of, operator, **values)
    assert said in " ".join(sent.errors.values())
    assert not sent.said


def tiered(rig: Rig, boss: Member) -> View:
    """A view on everybody's Summary whose filter, columns and sort use a property that was deleted since."""
    actor = boss.as_actor()
    with rig.office.services() as services:
        own = services.properties.add(actor, COMPANY, PropertyDraft("Tier", PropertyType.STRING))
        name = own.property.name
        rich = Condition(property="arr", operator=Operator.MORE, values=("5",))
        asked = all_of(Condition(property=name, operator=Operator.UNKNOWN), rich)
        form = ViewForm("By tier", asked, Sharing.EVERYONE, "", True, (name, "arr"), Sort(name, True))
        view = services.saved_views.create(actor, COMPANY, form)
        services.properties.delete(actor, own.id, own.version)
    rig.office.records(COMPANY, [{"name": "Acme", "arr": 10.0}, {"name": "Poor", "arr": 1.0}])
    return view


async def test_a_view_of_a_deleted_property_can_still_be_opened_edited_and_cloned(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss, kim = manager(rig.office), rig.office.member("Kim")
    view = tiered(rig, boss)
    assert "*By tier* (1)" in (await rig.type(kim, "today")).words
    seen = await rig.type(kim, "customers by tier")
    assert names(seen) == ["Acme"]
    form = await pressed(rig, kim, seen.option("view.menu", f"clone:{view.key}"), on_ephemeral())
    assert "no longer exists" in (await form.submit(name="Mine")).last(URL).words
    kept = (await (await choose(rig, boss, "edit", view)).submit(name="By level")).last(URL)
    assert names(kept) == ["Acme"]
    dialog = await open_filter(rig, boss, "customers by level")
    assert "*Property*" in (await dialog.choose("filter.condition", "edit:0:0")).words, "to choose another"
    left = await (await dialog.choose("filter.condition", "remove:0:0")).submit()
    assert "no longer exists" not in left.last(URL).words


async def test_without_its_csm_property_the_tab_says_so_and_the_setting_can_be_saved(sqlite_rig: Rig) -> None:
    rig, boss = sqlite_rig, manager(sqlite_rig.office)
    with rig.office.services() as services:
        own = services.properties.add(boss.as_actor(), COMPANY, PropertyDraft("Boss", PropertyType.USER))
        known = services.customer_settings.get()
        chosen = type(known)(csm=own.property.name, version=known.version)
        services.customer_settings.choose(boss.as_actor(), known.version, chosen)
        services.properties.delete(boss.as_actor(), own.id, own.version)
    assert "not chosen yet" in (await rig.type(boss, "customers owned by me")).words
    form = await typed(rig, boss, "admin customers")
    assert "csm" not in form.shows()
    assert "CSM property: Company owner" in (await form.submit(csm="owner")).last(URL).words


async def test_a_view_shared_by_somebody_who_left_works_for_everybody(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss, kim, chief = manager(rig.office), rig.office.member("Kim"), manager(rig.office, "Chief")
    book(rig.office, boss, kim)
    view = shared(rig, boss)
    theirs = all_of(Condition(property="owner", operator=Operator.ANY_OF, values=(str(boss.id),)))
    with rig.office.services() as services:
        services.saved_views.create(kim.as_actor(), COMPANY, ViewForm("Orphans", theirs))
        services.members.add(boss.email, {"level": int(Level.NONE), "seat": False, "outsider": True})
    seen = await rig.type(kim, "customers at risk")
    assert "Shared by Boss" in seen.words
    assert names(seen) == ["Acme", "Foxtrot", "North Wind"]
    assert "(0)" not in (await rig.type(kim, "customers orphans")).words
    dialog = await open_filter(rig, kim, "customers orphans")
    again = await (await dialog.choose("filter.condition", "edit:0:0")).submit()
    assert again.errors == {}, "who left can still be asked for"
    renamed = await (await choose(rig, chief, "edit", view)).submit(name="Ours")
    assert "Ours (3)" in renamed.last(URL).words
    assert names(await rig.type(boss, "customers ours")) == [], "who left sees nothing"


async def test_records_of_any_name_are_found_listed_and_shown(rig: Rig) -> None:
    """200 emoji, SQL and mrkdwn among them: a name is what it is, and nothing else."""
    kim = manager(rig.office, "Kim *x* <!channel>")
    rows = [{"name": text[:500], "city": text[:200], "owner_id": kim.id} for text in PRINTABLE]
    rig.office.records(COMPANY, rows)
    for command in ("customers", "today", *(f"find {row['name'][:150]}" for row in rows)):  # type: ignore[index]
        assert not formats((await rig.type(kim, command)).body)
    listed = await rig.type(kim, "customers")
    assert len(names(listed)) == len(PRINTABLE)
    for button in listed.elements("record.show"):
        card = await rig.press(kim, {**button, "type": "button"}, on_ephemeral())
        assert "Open tasks" in card.words
        assert not formats(card.body)


async def test_any_text_in_the_fields_of_views_and_filters_is_kept_or_refused_beside_them(rig: Rig) -> None:
    boss = manager(rig.office)
    for text in NASTY:
        seen = await rig.type(boss, "customers all records")
        form = await pressed(rig, boss, seen.button("view.new"), on_ephemeral())
        sent = await form.submit(name=text, description=text, sharing="everyone", default=("1",))
        assert set(sent.errors) <= {"name", "description", "default"}
        if not sent.errors:
            assert not formats(sent.last(URL).body)
        sent = await condition(rig, boss, "city", Operator.CONTAINS, value=text)
        if not sent.errors:
            built = Dialog(rig, boss, {**sent.last(UPDATE).body})
            assert not formats(built.view)
            assert not formats((await built.submit()).last(URL).body)
    assert not formats((await rig.type(boss, "today")).body)


async def test_any_text_as_a_propertys_label_and_choice_is_shown_as_typed(sqlite_rig: Rig) -> None:
    rig, boss = sqlite_rig, manager(sqlite_rig.office)
    for text in PRINTABLE[:2]:
        with rig.office.services() as services:
            draft = PropertyDraft(text, PropertyType.ENUMERATION, options=(text, "b"))
            own = services.properties.add(boss.as_actor(), COMPANY, draft).property
        rig.office.records(COMPANY, [{"name": "Acme", "properties": {own.column: text}}])
        asked = await condition(rig, boss, own.name, Operator.ANY_OF, value=(text,))
        assert not formats(asked.last(UPDATE).body)
        listed = (await Dialog(rig, boss, {**asked.last(UPDATE).body}).submit()).last(URL)
        assert not formats(listed.body)
        assert names(listed) == ["Acme"]


async def test_what_a_colleague_changed_or_took_away_meanwhile_is_said(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    boss, chief = manager(rig.office), manager(rig.office, "Chief")
    first, second = await typed(rig, boss, "admin customers"), await typed(rig, chief, "admin customers")
    await first.submit(csm="-")
    assert "Somebody else changed this" in Seen((await second.submit(renewal="-")).view).words
    view = shared(rig, boss)
    editing, seen = await choose(rig, boss, "edit", view), await rig.type(boss, "customers at risk")
    await (await choose(rig, chief, "delete", view)).submit(sure=("1",))
    assert "was deleted" in Seen((await editing.submit(name="Second")).view).words
    for press in (seen.button("customers.page"), seen.option("view.menu", f"pin:{view.key}")):
        assert "was deleted" in (await rig.press(boss, press, on_ephemeral())).words
    dialog = await open_filter(rig, boss, "customers arr:>5")
    with rig.office.services() as services:
        filter_drafts.forget_before(services.uow, rig.office.clock.now() + timedelta(days=1))
    assert "was deleted" in Seen((await dialog.submit()).view).words


async def test_a_value_for_a_property_deleted_meanwhile_is_not_lost_in_silence(sqlite_rig: Rig) -> None:
    rig, boss = sqlite_rig, manager(sqlite_rig.office)
    ref = company(rig.office)
    with rig.office.services() as services:
        own = services.properties.add(boss.as_actor(), COMPANY, PropertyDraft("Tier", PropertyType.STRING))
    name = own.property.name
    whole, alone = await open_form(rig, boss, ref), await open_property(rig, boss, ref, name)
    with rig.office.services() as services:
        services.properties.delete(boss.as_actor(), own.id, own.version)
    said = Seen((await alone.submit(**{name: "Gold"})).view)
    assert "was deleted or never existed. Nothing was saved" in said.words
    assert "Aarhus" in (await whole.submit(city="Aarhus")).last(URL).words, "the others are saved"
