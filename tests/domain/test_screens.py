"""A screen's reference fits into a block's id and comes back as it was; what does not read is said to be old."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csbot.domain.calendar import DAY
from csbot.domain.errors import Unreadable
from csbot.domain.records import norm, read_id
from csbot.domain.screens import NUMBER_ROOM, Acted, ScreenRef, read_acted, read_ref
from csbot.domain.summary import Cursor
from csbot.domain.tasks import NEVER, TaskView

names = st.from_regex(r"[a-z_]{1,20}", fullmatch=True)
ids = st.integers(1, 10**12)
REASONABLE = 10**12  # far more records than a workspace has


@given(names, st.dictionaries(names, st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=3))
def test_a_reference_comes_back_as_it_was(name: str, args: dict[str, str]) -> None:
    ref = ScreenRef(name, args)
    try:
        text = str(ref)
    except ValueError:
        return  # too long is refused, see below
    assert len(text) <= 255 - NUMBER_ROOM
    assert read_ref(f"{text}|999") == ref


@given(st.sampled_from(TaskView), st.lists(ids, max_size=40))
def test_the_longest_list_fits_with_everything_just_done(view: TaskView, done: list[int]) -> None:
    acted = Acted()
    for one in done:
        acted = acted.plus(one)
    args = {"v": str(view), "c": str(Cursor(NEVER - DAY, REASONABLE)), "a": str(acted)}
    assert len(f"{ScreenRef('tasks', args)}|999") <= 255
    assert read_acted(str(acted)) == acted


@given(st.lists(ids, unique=True, max_size=40))
def test_of_what_was_just_done_the_newest_are_kept(done: list[int]) -> None:
    acted = Acted()
    for one in done:
        acted = acted.plus(one)
    assert acted.ids == tuple(done[-Acted.KEPT :])


def test_doing_something_again_makes_it_the_newest_and_not_twice() -> None:
    assert Acted((1, 2, 3)).plus(1).ids == (2, 3, 1)


def test_a_reference_that_is_too_long_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="too long"):
        str(ScreenRef("tasks", {"a": "x" * 255}))


@pytest.mark.parametrize("block_id", ["", "tasks", "tasks|", "|v=open|1", "a|b|c|d", "Xy7+z"])
def test_what_is_no_reference_is_unreadable(block_id: str) -> None:
    with pytest.raises(Unreadable):
        read_ref(block_id)


@given(st.text())
def test_any_text_is_a_reference_or_unreadable(text: str) -> None:
    for read in (read_ref, read_acted, read_id):
        with suppress(Unreadable):
            read(text)


@pytest.mark.parametrize("text", ["", "x", "0", "-1", "1.5", "9223372036854775808", "9" * 5000, "1e3", "0x1"])
def test_what_no_record_can_have_as_a_number_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_id(text)
    if text:
        with pytest.raises(Unreadable):
            read_acted(f"1,{text}")


@given(st.text())
def test_names_fold_once_and_for_all(name: str) -> None:
    assert norm(norm(name)) == norm(name)
    assert norm(f" {name}\t") == norm(name)


def test_names_that_look_alike_fold_alike() -> None:
    assert norm("ＡＣＭＥ  Straße") == norm("acme strasse")
    assert norm("Ærø") != norm("Aero")
