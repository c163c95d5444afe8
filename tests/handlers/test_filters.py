"""Filters built step by step (workspace V1-V6)."""

from csbot.domain.filters import Condition, Filter, Group, Operator
from csbot.domain.members import Member
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import ViewForm
from tests.handlers.customers import book, manager, names
from tests.handlers.dialogs import Dialog, offered, pressed
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral

URL, UPDATE = "response_url", "views.update"
CITY = Condition(property="city", operator=Operator.KNOWN)


async def open_filter(rig: Rig, who: Member, text: str = "customers all records") -> Dialog:
    seen = await rig.type(who, text)
    return await pressed(rig, who, seen.button("filter.open"), on_ephemeral())


async def build(dialog: Dialog, group: str, of: str, operator: Operator, **values: object) -> Dialog:
    """One condition through its dialog; the filter's dialog as it is then."""
    condition = await dialog.press("filter.add", group)
    condition = await condition.choose("condition.property", of)
    condition = await condition.choose("condition.operator", str(operator))
    sent = await condition.submit(**values)
    assert sent.errors == {}
    return Dialog(dialog.rig, dialog.who, {**sent.last(UPDATE).body}, under=dialog.under)


async def test_a_filter_is_built_counted_read_back_and_used(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    dialog = await open_filter(rig, kim)
    assert "All companies." in dialog.words
    assert "6 match now" in dialog.words
    dialog = await build(dialog, "-1", "health", Operator.ANY_OF, value=("at_risk",))
    assert "3 match now" in dialog.words
    dialog = await build(dialog, "0", "renewal", Operator.LESS_DAYS_AHEAD, value="30")
    dialog = await build(dialog, "0", "owner", Operator.ANY_OF, value=("me",))
    dialog = await build(dialog, "-1", "arr", Operator.BETWEEN, value="5", high="20,000")
    said = (
        "Companies where *Health* is At risk and *Renewal date* is less than 30 days from now and *Company owner* is "
        "me; or where *ARR* is between 5 and 20,000."
    )
    assert said in dialog.words
    assert "3 match now" in dialog.words
    shown = (await dialog.submit()).last(URL)
    assert names(shown) == ["∗Echo∗ &lt;!channel&gt;", "Acme", "Bolt"]
    assert "All records, filtered (3)" in shown.words


async def test_a_condition_is_edited_and_taken_out(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    dialog = await open_filter(rig, kim, "customers arr:>=60k health:at-risk")
    condition = await dialog.choose("filter.condition", "edit:0:0")
    assert condition.shows() == {"value": "60000"}
    assert condition.title == "Edit condition"
    sent = await condition.submit(value="80000")
    dialog = Dialog(rig, kim, {**sent.last(UPDATE).body})
    assert "1 matches now" in dialog.words
    dialog = await dialog.choose("filter.condition", "remove:0:0")
    assert "Companies where *Health* is At risk." in dialog.words
    dialog = await dialog.choose("filter.condition", "remove:0:0")
    assert "All companies." in dialog.words


async def test_what_cannot_be_taken_is_said_beside_the_field(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    dialog = await open_filter(sqlite_rig, kim)

    async def refused(of: str, operator: Operator, **values: object) -> str:
        condition = await (await dialog.press("filter.add", "-1")).choose("condition.property", of)
        condition = await condition.choose("condition.operator", str(operator))
        (said,) = (await condition.submit(**values)).errors.values()
        return said

    assert "swap them" in await refused("arr", Operator.BETWEEN, value="10", high="5")
    assert "no number" in await refused("arr", Operator.MORE, value="much")
    assert "no number of days" in await refused("renewal", Operator.LESS_DAYS_AHEAD, value="soon")
    assert "0 days" in await refused("renewal", Operator.LESS_DAYS_AHEAD, value="0")
    assert "value is missing" in await refused("city", Operator.EQUALS, value=" ")


async def test_a_property_deleted_meanwhile_is_said_in_a_dialog_without_inputs_too(sqlite_rig: Rig) -> None:
    boss = manager(sqlite_rig.office)
    with sqlite_rig.office.services() as services:
        own = services.properties.add(boss.as_actor(), ObjectType.COMPANY, PropertyDraft("Tier", PropertyType.STRING))
    condition = await (await open_filter(sqlite_rig, boss)).press("filter.add", "-1")
    condition = await condition.choose("condition.property", own.property.column)
    condition = await condition.choose("condition.operator", str(Operator.KNOWN))
    with sqlite_rig.office.services() as services:
        services.properties.delete(boss.as_actor(), own.id, own.version)
    said = await condition.submit()
    assert said.errors == {}, "there is no input beside which Slack could show one"
    assert "This property no longer exists. Please choose another." in said.words


async def test_a_negative_comparison_asks_about_records_without_a_value(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    dialog = await open_filter(rig, kim)
    with_unknown = await build(dialog, "-1", "city", Operator.NOT_EQUALS, value="Århus", unknown=("1",))
    assert "or is unknown" in with_unknown.words
    assert "5 match now" in with_unknown.words
    without = await build(dialog, "-1", "city", Operator.NOT_EQUALS, value="Århus", unknown=())
    assert "and is known" in without.words
    assert "0 match now" in without.words


async def test_choices_and_people_are_offered_as_one_types(rig: Rig) -> None:
    kim = rig.office.member("Kim", locale="da_DK")
    rig.office.member("Lee")
    dialog = await open_filter(rig, kim)
    condition = await dialog.press("filter.add", "-1")
    health = await condition.choose("condition.property", "health")
    found = await offered(rig, kim, "condition.values", "", health.view["private_metadata"])
    assert [value for _, value, _ in found] == ["at_risk", "neutral", "healthy"]
    owner = await condition.choose("condition.property", "owner")
    people = await offered(rig, kim, "condition.values", "", owner.view["private_metadata"])
    assert [text for text, _, _ in people] == ["mig", "mit team", "Kim", "Lee"]
    found = await offered(rig, kim, "condition.property", "fornyel", condition.view["private_metadata"])
    assert [value for _, value, _ in found] == ["renewal"]


def full(*sizes: int) -> Filter:
    return Filter(groups=tuple(Group(conditions=(CITY,) * size) for size in sizes))


async def test_the_26th_condition_and_the_7th_group_are_refused_with_the_reason(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    for name, asked, group, said in (
        ("groups", full(1, 1, 1, 1, 1, 1), "-1", "at most 6 groups"),
        ("conditions", full(10, 10, 5), "2", "at most 25 conditions in all"),
    ):
        with sqlite_rig.office.services() as services:
            services.saved_views.create(kim.as_actor(), ObjectType.COMPANY, ViewForm(name, asked))
        dialog = await open_filter(sqlite_rig, kim, f"customers {name}")
        refused = await dialog.press("filter.add", group)
        assert said in refused.words
    dialog = await open_filter(sqlite_rig, kim, "customers conditions")
    assert {one["value"] for block in dialog.view["blocks"] for one in block.get("elements", ())
            if one.get("action_id", "").startswith("filter.add")} == {"2", "-1"}, "full groups offer none"  # fmt: skip


async def test_a_filter_is_saved_as_a_view_from_its_dialog(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    dialog = await build(await open_filter(rig, kim), "-1", "health", Operator.ANY_OF, value=("at_risk",))
    form = await dialog.press("filter.save_as")
    assert form.title == "New view"
    shown = (await form.submit(name="Risky")).last(URL)
    assert "Risky (3)" in shown.words


async def test_the_filter_of_a_view_is_changed_from_its_dialog(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    with rig.office.services() as services:
        view = services.saved_views.create(kim.as_actor(), ObjectType.COMPANY, ViewForm("Mine"))
    seen = await rig.type(kim, "customers mine")
    form = await pressed(rig, kim, seen.option("view.menu", f"edit:{view.key}"), on_ephemeral())
    dialog = await form.press("view.filter")
    assert "filter.save_as" not in str(dialog.view["blocks"]), "three dialogs are what Slack stacks"
    dialog = await build(dialog, "-1", "health", Operator.ANY_OF, value=("healthy",))
    back = await dialog.submit()
    form = Dialog(rig, kim, {**back.last(UPDATE).body})
    assert "Companies where *Health* is Healthy." in form.words
    shown = (await form.submit()).last(URL)
    assert names(shown) == ["Bolt"]
    assert "Mine (1)" in shown.words


async def test_another_property_starts_from_empty_inputs(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    condition = await (await open_filter(sqlite_rig, kim)).press("filter.add", "-1")
    first = await (await condition.choose("condition.property", "city")).choose("condition.operator", "equals")
    second = await (await first.choose("condition.property", "domain")).choose("condition.operator", "equals")
    ids = [next(b["block_id"] for b in one.view["blocks"] if b["type"] == "input") for one in (first, second)]
    assert ids[0] != ids[1], "Slack keeps what was typed into a block of the same id"
