"""Saved views: who may do what, names, defaults, pins, clones, deletion (workspace C1, C3-C7, U4)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from csbot.domain.errors import CsbotError, NotAllowed, NotFound, Refused, StaleRecord, TooLong
from csbot.domain.filters import Condition, Operator, all_of
from csbot.domain.members import Member
from csbot.domain.permissions import Actor, Level
from csbot.domain.record_lists import Sort
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import (
    CardsFull,
    DeletionUnconfirmed,
    MissingViewName,
    PrivateDefault,
    Sharing,
    View,
    ViewAct,
    ViewForm,
    ViewNameTaken,
    rights,
)
from csbot.services.saved_views import SavedViewService
from csbot.storage.unit_of_work import Database
from tests.builders import Office

COMPANY = ObjectType.COMPANY
Act = Callable[[SavedViewService, Actor], object]
AT_RISK = all_of(
    Condition(property="health", operator=Operator.ANY_OF, values=("at_risk",)),
    Condition(property="renewal", operator=Operator.LESS_DAYS_AHEAD, values=("30",)),
)


class World:
    """A manager, two colleagues, and their views."""

    def __init__(self, database: Database) -> None:
        self.office = Office(database)
        self.boss = self.office.member("Boss", level=int(Level.MANAGE_SETTINGS))
        self.kim, self.lee = self.office.member("Kim"), self.office.member("Lee")

    @contextmanager
    def views(self) -> Iterator[SavedViewService]:
        with self.office.services() as services:
            yield services.saved_views

    def make(self, who: Member, name: str = "Renewals", **form: Any) -> View:
        with self.views() as views:
            return views.create(who.as_actor(), COMPANY, ViewForm(name, AT_RISK, **form))

    def keys(self, who: Member) -> list[str]:
        with self.views() as views:
            return [view.key for view in views.shelf(who.as_actor(), COMPANY).views]

    def problems(self, act: Callable[[SavedViewService], object]) -> dict[str, type[CsbotError]]:
        """What was refused, by field."""
        with pytest.raises(Refused) as refused, self.views() as views:
            act(views)
        return {str(name): type(problem) for name, problem in refused.value.problems.items()}


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


@pytest.fixture
def small(sqlite_database: Database) -> World:
    """For what no database changes."""
    return World(sqlite_database)


def test_a_view_comes_back_as_it_was_saved(world: World) -> None:
    made = world.make(world.kim, columns=("arr", "owner"), sort=Sort("arr", True), description="Soon")
    with world.views() as views:
        found = views.get(world.kim.as_actor(), COMPANY, made.key)
    assert found == made
    assert (found.filter, found.columns, found.sort) == (AT_RISK, ("arr", "owner"), Sort("arr", True))
    assert (found.sharing, found.description, found.version) == (Sharing.PRIVATE, "Soon", 1)
    assert found.owner is not None
    assert found.owner.name == "Kim"


def test_private_views_are_their_owners_alone(world: World) -> None:
    made = world.make(world.kim)
    assert made.key in world.keys(world.kim)
    acts: tuple[Act, ...] = (
        lambda views, who: views.get(who, COMPANY, made.key),
        lambda views, who: views.pin(who, COMPANY, made.key, True),
        lambda views, who: views.clone(who, COMPANY, made.key, "Mine", Sharing.PRIVATE),
        lambda views, who: views.change(who, COMPANY, made.key, 1, ViewForm("Stolen")),
        lambda views, who: views.delete(who, COMPANY, made.key, True),
    )
    for other in (world.lee, world.boss):
        assert made.key not in world.keys(other)
        for act in acts:
            with world.views() as views, pytest.raises(NotFound):
                act(views, other.as_actor())


def test_only_managers_share_and_change_what_everybody_sees(world: World) -> None:
    with world.views() as views, pytest.raises(NotAllowed):
        views.create(world.kim.as_actor(), COMPANY, ViewForm("Ours", sharing=Sharing.EVERYONE))
    shared = world.make(world.boss, sharing=Sharing.EVERYONE)
    assert shared.key in world.keys(world.kim)
    acts: tuple[Act, ...] = (
        lambda views, who: views.change(who, COMPANY, shared.key, 1, ViewForm("Other", sharing=Sharing.EVERYONE)),
        lambda views, who: views.delete(who, COMPANY, shared.key, True),
        lambda views, who: views.clone(who, COMPANY, shared.key, "Ours too", Sharing.EVERYONE),
    )
    for act in acts:
        with world.views() as views, pytest.raises(NotAllowed):
            act(views, world.kim.as_actor())
    assert rights(world.kim.as_actor(), shared) == {ViewAct.CLONE, ViewAct.PIN}


def test_a_manager_changes_a_view_that_a_manager_who_left_had_shared(world: World) -> None:
    shared = world.make(world.boss, sharing=Sharing.EVERYONE)
    chief = world.office.member("Chief", level=int(Level.SUPER_ADMIN))
    with world.office.services() as services:
        services.members.add(world.boss.email, {"level": int(Level.NONE), "seat": False, "outsider": True})
    assert shared.key in world.keys(world.kim), "it still works"
    with world.views() as views:
        changed = views.change(chief.as_actor(), COMPANY, shared.key, 1, ViewForm("New", sharing=Sharing.EVERYONE))
    assert (changed.name, changed.version) == ("New", 2)
    assert changed.owner == shared.owner


def test_two_who_edit_at_once_the_second_is_told(world: World) -> None:
    made = world.make(world.kim)
    with world.views() as views:
        views.change(world.kim.as_actor(), COMPANY, made.key, 1, ViewForm("First"))
        with pytest.raises(StaleRecord):
            views.change(world.kim.as_actor(), COMPANY, made.key, 1, ViewForm("Second"))


@pytest.mark.parametrize(
    ("name", "problem"), [("", MissingViewName), ("🎉" * 200, TooLong), ("x" * 61, TooLong), ("RENEWALS ", None)]
)
def test_a_name_is_needed_and_short(small: World, name: str, problem: type[CsbotError] | None) -> None:
    if problem is None:
        assert small.make(small.kim, name).name == name
        return
    assert small.problems(lambda views: views.create(small.kim.as_actor(), COMPANY, ViewForm(name))) == {
        "name": problem
    }


def test_a_name_is_taken_among_those_who_see_it(small: World) -> None:
    small.make(small.kim)
    boss, kim = small.boss.as_actor(), small.kim.as_actor()
    small.make(small.lee)
    small.make(small.boss, "renewals", sharing=Sharing.EVERYONE)
    assert small.problems(lambda views: views.create(kim, COMPANY, ViewForm("RENEWALS"))) == {"name": ViewNameTaken}
    shared = ViewForm("Renewals", sharing=Sharing.EVERYONE)
    assert small.problems(lambda views: views.create(boss, COMPANY, shared)) == {"name": ViewNameTaken}
    with small.views() as views:
        views.create(kim, ObjectType.CONTACT, ViewForm("Renewals"))


def test_a_default_view_is_shared_and_cannot_be_unshared(small: World) -> None:
    boss = small.boss.as_actor()
    private = ViewForm("Mine", is_default=True)
    assert small.problems(lambda views: views.create(boss, COMPANY, private)) == {"sharing": PrivateDefault}
    made = small.make(small.boss, sharing=Sharing.EVERYONE, is_default=True)
    assert made.is_default
    unshared = ViewForm("Renewals", AT_RISK, Sharing.PRIVATE, is_default=True)
    assert small.problems(lambda views: views.change(boss, COMPANY, made.key, 1, unshared)) == {
        "sharing": PrivateDefault
    }
    with small.views() as views:
        changed = views.change(boss, COMPANY, made.key, 1, ViewForm("Renewals", AT_RISK, Sharing.EVERYONE))
    assert not changed.is_default


def test_an_unshared_view_leaves_the_summary_and_is_whose_who_made_it_private(small: World) -> None:
    made = small.make(small.boss, sharing=Sharing.EVERYONE, is_default=True)
    chief = small.office.member("Chief", level=int(Level.SUPER_ADMIN))
    with small.views() as views:
        private = views.change(chief.as_actor(), COMPANY, made.key, 1, ViewForm("Mine now", AT_RISK))
        assert (private.is_default, private.owner and private.owner.name) == (False, "Chief")
        for n in range(4):
            more = ViewForm(f"View {n}", sharing=Sharing.EVERYONE, is_default=True)
            views.create(small.boss.as_actor(), COMPANY, more)
    seventh = ViewForm("Shared again", AT_RISK, Sharing.EVERYONE, is_default=True)
    refused = small.problems(lambda views: views.change(chief.as_actor(), COMPANY, made.key, 2, seventh))
    assert refused == {"default": CardsFull}


def test_the_seventh_card_is_refused(small: World) -> None:
    boss = small.boss.as_actor()
    for n in range(4):
        small.make(small.boss, f"View {n}", sharing=Sharing.EVERYONE, is_default=True)
    seventh = ViewForm("One more", sharing=Sharing.EVERYONE, is_default=True)
    assert small.problems(lambda views: views.create(boss, COMPANY, seventh)) == {"default": CardsFull}
    with small.office.services() as services:
        services.customer_settings.hide(boss, "assigned_to_me")
    assert small.make(small.boss, "One more", sharing=Sharing.EVERYONE, is_default=True).is_default


def test_only_the_customer_object_has_cards(small: World) -> None:
    form = ViewForm("Tasks", sharing=Sharing.EVERYONE, is_default=True)
    with small.views() as views:
        assert not views.create(small.boss.as_actor(), ObjectType.TASK, form).is_default


def test_deleting_needs_the_ticked_box_and_takes_pins_and_card_along(world: World) -> None:
    made = world.make(world.boss, sharing=Sharing.EVERYONE, is_default=True)
    boss, kim = world.boss.as_actor(), world.kim.as_actor()
    with world.views() as views:
        assert views.pin(kim, COMPANY, made.key, True).pinned
    assert world.problems(lambda views: views.delete(boss, COMPANY, made.key, False)) == {"sure": DeletionUnconfirmed}
    with world.office.services() as services:
        services.saved_views.delete(boss, COMPANY, made.key, True)
        assert made.key not in services.customer_settings.get().cards
    assert made.key not in world.keys(world.kim)


def test_pins_are_personal(world: World) -> None:
    with world.views() as views:
        for _ in range(2):
            assert views.pin(world.kim.as_actor(), COMPANY, "owned_by_me", True).pinned
        assert not views.get(world.lee.as_actor(), COMPANY, "owned_by_me").pinned
        assert not views.pin(world.kim.as_actor(), COMPANY, "owned_by_me", False).pinned


def test_a_clone_is_the_cloners_own(small: World) -> None:
    shared = small.make(small.boss, sharing=Sharing.EVERYONE, columns=("arr",), description="Why", is_default=True)
    with small.views() as views:
        copy = views.clone(small.kim.as_actor(), COMPANY, shared.key, "My renewals", Sharing.PRIVATE)
        owned = views.clone(small.kim.as_actor(), COMPANY, "owned_by_me", "Mine", Sharing.PRIVATE)
    assert (copy.filter, copy.columns, copy.description) == (AT_RISK, ("arr",), "Why")
    assert (copy.sharing, copy.is_default, copy.owner.name if copy.owner else "") == (Sharing.PRIVATE, False, "Kim")
    assert owned.filter is not None
    assert owned.filter.conditions[0].values == ("me",), "the relative form is kept"


def test_built_in_views_are_hidden_and_restored_by_managers_for_everybody(small: World) -> None:
    boss, kim = small.boss.as_actor(), small.kim.as_actor()
    with small.office.services() as services:
        with pytest.raises(NotAllowed):
            services.customer_settings.hide(kim, "owned_by_me")
        services.customer_settings.hide(boss, "owned_by_me")
    assert small.keys(small.kim) == ["assigned_to_me", "all"]
    with small.office.services() as services:
        assert [view.key for view in services.saved_views.shelf(boss, COMPANY).hidden] == ["owned_by_me"]
        assert services.saved_views.shelf(kim, COMPANY).hidden == ()
        services.customer_settings.restore(boss)
    assert small.keys(small.kim) == ["owned_by_me", "assigned_to_me", "all"]
    with small.views() as views, pytest.raises(NotAllowed):
        views.change(boss, COMPANY, "owned_by_me", 0, ViewForm("Mine now"))


def test_without_a_seat_a_super_admin_has_no_views(small: World) -> None:
    chief = small.office.member("Chief", level=int(Level.SUPER_ADMIN), seat=False)
    with small.views() as views, pytest.raises(NotAllowed):
        views.shelf(chief.as_actor(), COMPANY)


def test_a_draft_is_its_makers_alone(world: World) -> None:
    with world.views() as views:
        number = views.keep(world.kim.as_actor(), COMPANY, AT_RISK)
        assert views.kept(world.kim.as_actor(), COMPANY, number) == AT_RISK
        with pytest.raises(NotFound):
            views.kept(world.lee.as_actor(), COMPANY, number)
