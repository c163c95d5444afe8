"""Properties that managers add (workspace V2), and filters as a service."""

import pytest

from csbot.domain.card_layouts import LayoutDraft
from csbot.domain.errors import NotAllowed, StaleRecord, TooLong
from csbot.domain.filters import BadCondition, Condition, ConditionProblem, Operator, all_of
from csbot.domain.filters.text import BadFilterText
from csbot.domain.members import Member
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Level
from csbot.domain.properties import PropertyType
from csbot.domain.properties.drafts import check_draft, options_of, read_options
from csbot.domain.properties.own import (
    BadOption,
    OptionProblem,
    OwnProperty,
    PropertyDraft,
    PropertyNameTaken,
    PropertyWithoutName,
    PropertyWithoutOptions,
    TooManyOptions,
)
from csbot.domain.record_lists import ListQuery
from csbot.domain.records import ObjectType, Source
from csbot.storage import recorder
from csbot.storage.unit_of_work import Database
from tests.builders import Office

COMPANY = ObjectType.COMPANY
TIER = PropertyDraft("Customer tier", PropertyType.ENUMERATION, ("Gold", "Silver"))


class Room:
    """An office with a manager."""

    def __init__(self, database: Database) -> None:
        self.office = Office(database)
        self.boss = self.office.member("Boss", level=int(Level.MANAGE_SETTINGS))

    def add(self, draft: PropertyDraft, by: Member | None = None) -> OwnProperty:
        with self.office.services() as services:
            return services.properties.add((by or self.boss).as_actor(), COMPANY, draft)


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


def test_a_property_is_added_and_can_be_named(room: Room) -> None:
    own = room.add(TIER)
    assert (own.property.name, own.property.column, own.property.custom) == ("customer_tier", f"p{own.id}", True)
    with room.office.services() as services:
        asked = services.filters.parse(room.boss.as_viewer(), COMPANY, "customer-tier:gold")
        assert asked == all_of(Condition(property="customer_tier", operator=Operator.ANY_OF, values=("Gold",)))
        assert services.filters.write(room.boss.as_viewer(), COMPANY, asked) == "customer-tier:Gold"


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (PropertyDraft("  ", PropertyType.STRING), PropertyWithoutName),
        (PropertyDraft("👍", PropertyType.STRING), PropertyWithoutName),
        (PropertyDraft("company OWNER", PropertyType.STRING), PropertyNameTaken),
        (PropertyDraft("arr", PropertyType.STRING), PropertyNameTaken),
        (PropertyDraft("Tier", PropertyType.ENUMERATION), PropertyWithoutOptions),
        (PropertyDraft("x" * 76, PropertyType.STRING), TooLong),
        (PropertyDraft("Tier", PropertyType.ENUMERATION, ("Gold", "gold")), BadOption),
        (PropertyDraft("Tier", PropertyType.ENUMERATION, ("Gold", "👍")), BadOption),
        (PropertyDraft("Tier", PropertyType.ENUMERATION, ("x" * 76,)), BadOption),
        (PropertyDraft("Tiers", PropertyType.MULTI_ENUMERATION, ("Gold; Silver",)), BadOption),
        (PropertyDraft("Tier", PropertyType.ENUMERATION, tuple(map(str, range(101)))), TooManyOptions),
    ],
)
def test_what_makes_no_property_is_refused(room: Room, draft: PropertyDraft, error: type[Exception]) -> None:
    with pytest.raises(error):
        room.add(draft)


def test_names_become_words(room: Room) -> None:
    drafts = [PropertyDraft(label, PropertyType.STRING) for label in ("Årsag (intern)", "2nd choice", "日本")]
    assert [room.add(draft).property.name for draft in drafts] == ["årsag_intern", "p_2nd_choice", "日本"]


def test_an_own_property_and_a_direct_association_of_one_label_are_both_on_the_card(sqlite_database: Database) -> None:
    room, contact = Room(sqlite_database), ObjectType.CONTACT
    with room.office.services() as services:
        actor = room.boss.as_actor()
        own = services.properties.add(actor, contact, PropertyDraft("Company", PropertyType.STRING)).property
        services.card_layouts.save(actor, contact, LayoutDraft(("company", own.column)), 0)
        assert services.card_layouts.form(actor, contact).draft.properties == ("company", own.column)


def test_only_managers_change_properties(room: Room) -> None:
    with pytest.raises(NotAllowed):
        room.add(TIER, by=room.office.member("Kim"))


def test_options_change_and_keep_their_values(room: Room) -> None:
    own = room.add(TIER)
    with room.office.services() as services:
        draft = PropertyDraft("Tier", PropertyType.STRING, ("GOLD", "Iron"), required=True)
        changed = services.properties.change(room.boss.as_actor(), own.id, own.version, draft)
        assert changed.property.type is PropertyType.ENUMERATION
        assert [(one.value, one.label) for one in changed.property.options] == [("Gold", "GOLD"), ("Iron", "Iron")]
        assert (changed.property.label, changed.property.required) == ("Tier", True)
        with pytest.raises(StaleRecord):
            services.properties.change(room.boss.as_actor(), own.id, own.version, draft)


def test_a_renamed_option_keeps_its_value_and_that_is_nobody_elses_name() -> None:
    before = options_of(("Gold", "Silver"))
    labels, renamed = read_options("Gold\nSilver => Iron\nBronze -> Tin\n\n", before)
    assert (labels, renamed) == (("Gold", "Iron", "Bronze -> Tin"), {"Iron": "Silver"})
    after = options_of(labels, before, renamed)
    assert [(one.value, one.label) for one in after][:2] == [("Gold", "Gold"), ("Silver", "Iron")]
    for labels in (("Gold", "Iron", "Silver"), ("Gold", "Silver", "Iron")):
        with pytest.raises(BadOption) as mixed:
            check_draft(PropertyDraft("Tier", PropertyType.ENUMERATION, labels), (), after)
        assert (mixed.value.problem, mixed.value.params["option"]) == (OptionProblem.FORMER, "Silver")
    assert check_draft(PropertyDraft("Tier", PropertyType.ENUMERATION, ("Gold", "Silver")), (), before)


def test_a_deleted_property_leaves_every_choice_and_views_go_on_comparing_it(room: Room) -> None:
    own, viewer = room.add(TIER), room.boss.as_viewer()
    key = own.property.column
    room.office.records(COMPANY, [{"name": tier, "properties": {key: tier}} for tier in ("Gold", "Silver")])
    with room.office.services() as services:
        asked = services.filters.parse(viewer, COMPANY, "customer-tier:gold")
        services.properties.delete(room.boss.as_actor(), own.id, own.version)
        assert own.property.name not in {one.name for one in services.properties.list(COMPANY)}
        with pytest.raises(BadFilterText):
            services.filters.parse(viewer, COMPANY, "customer-tier:gold")
        with pytest.raises(BadCondition):
            services.filters.condition(viewer, COMPANY, own.property.name, Operator.KNOWN, [])
        said = services.filters.read_back(viewer, COMPANY, asked)
        assert [clause.problem for clause in said.faults] == [ConditionProblem.DELETED_PROPERTY]
        page = services.record_lists.page(viewer, ListQuery(COMPANY, (asked,), columns=(own.property.name,)))
        assert [(line.name, line.values) for line in page.lines] == [("Gold", {})]
    with room.office.services() as services:
        restored = services.properties.restore(room.boss.as_actor(), own.id, own.version + 1)
        assert not restored.property.deleted


def test_a_deleted_ones_name_is_free_but_its_word_is_not(room: Room) -> None:
    own = room.add(TIER)
    with room.office.services() as services:
        services.properties.delete(room.boss.as_actor(), own.id, own.version)
    other = room.add(TIER)
    assert other.property.name == "customer_tier_2"
    with room.office.services() as services, pytest.raises(PropertyNameTaken):
        services.properties.restore(room.boss.as_actor(), own.id, own.version + 1)


def test_values_are_patched_so_that_a_colleagues_stay(room: Room) -> None:
    office = room.office
    tier, motto = room.add(TIER).property, room.add(PropertyDraft("Motto", PropertyType.STRING)).property
    (acme,) = office.records(COMPANY, [{"name": "Acme", "properties": {tier.column: "Gold", motto.column: "Ærø"}}])
    with office.services() as services:
        written = recorder.start(services.uow, OperationKind.EDIT, office.clock.now(), None, Source.SLACK)
        written.change(COMPANY, acme, 1, {tier.column: ("Gold", "Silver"), "city": (None, "Århus")})
        written.change(COMPANY, acme, 2, {motto.column: ("Ærø", None)})

        def found(text: str) -> int:
            asked = services.filters.parse(room.boss.as_viewer(), COMPANY, text)
            return services.record_lists.count(room.boss.as_viewer(), COMPANY, [asked])

        texts = ["customer-tier:silver", "city:ÅRHUS", "motto:unknown", "motto:ever:ærø", "customer-tier:ever:gold"]
        assert [found(text) for text in texts] == [1] * 5
        assert found("motto:updated:1d -motto:ærø motto:!ærø,unknown") == 0
