"""Who may do what: the whole matrix, written down by hand from the rules (workspace A3, A4, A9)."""

from dataclasses import replace
from itertools import product

import pytest

from csbot.domain.errors import NotAllowed
from csbot.domain.permissions import Actor, Denial, EditScope, Level, Permission, Subject, check, denial, in_scope

P, D = Permission, Denial
KIM = Actor(1, 7, "U1", "Kim")
ME, LEAD, MATE, STRANGER = 7, 2, 8, 9


def actor(level: Level, seat: bool, export: bool = False) -> Actor:
    return replace(KIM, level=level, seat=seat, export=export)


#            level, seat:             OPEN   ENTER          USE            EDIT           MANAGE         EXPORT
MATRIX = {
    (Level.NONE, False): (None, D.NO_ACCESS, D.NO_ACCESS, D.NO_ACCESS, D.NO_ACCESS, D.NO_ACCESS),
    (Level.NONE, True): (None, D.NO_ACCESS, D.NO_ACCESS, D.NO_ACCESS, D.NO_ACCESS, D.NO_ACCESS),
    (Level.WORKSPACE_ACCESS, False): (None, D.NO_SEAT, D.NO_SEAT, D.NO_SEAT, D.NO_SEAT, D.NO_SEAT),
    (Level.WORKSPACE_ACCESS, True): (None, None, None, None, D.NO_MANAGE, D.NO_EXPORT),
    (Level.MANAGE_SETTINGS, False): (None, D.NO_SEAT, D.NO_SEAT, D.NO_SEAT, D.NO_SEAT, D.NO_SEAT),
    (Level.MANAGE_SETTINGS, True): (None, None, None, None, None, D.NO_EXPORT),
    (Level.SUPER_ADMIN, False): (None, None, D.NO_SEAT, D.NO_SEAT, None, D.NO_SEAT),
    (Level.SUPER_ADMIN, True): (None, None, None, None, None, None),
}
ORDER = (P.OPEN, P.ENTER, P.USE, P.EDIT, P.MANAGE, P.EXPORT)


def test_the_matrix_knows_every_level_and_permission() -> None:
    assert set(MATRIX) == set(product(Level, (False, True)))
    assert set(ORDER) <= set(Permission)
    assert len(ORDER) == len(Permission), "a new permission needs its column"


@pytest.mark.parametrize(("level", "seat"), MATRIX)
def test_each_level_with_and_without_a_seat(level: Level, seat: bool) -> None:
    found = tuple(denial(actor(level, seat), permission) for permission in ORDER)
    assert found == MATRIX[level, seat]


@pytest.mark.parametrize("level", [level for level in Level if level])
def test_export_is_apart_and_takes_a_seat_too(level: Level) -> None:
    assert denial(actor(level, seat=True, export=True), P.EXPORT) is None
    assert denial(actor(level, seat=False, export=True), P.EXPORT) is D.NO_SEAT


@pytest.mark.parametrize("permission", Permission)
def test_an_outsider_may_nothing_whatever_they_were(permission: Permission) -> None:
    boss = replace(actor(Level.SUPER_ADMIN, seat=True, export=True), outsider=True)
    assert denial(boss, permission) is D.OUTSIDER


@pytest.mark.parametrize("permission", Permission)
def test_an_unmapped_person_may_only_what_is_open(permission: Permission) -> None:
    nobody = replace(actor(Level.SUPER_ADMIN, seat=True), member_id=None)
    assert denial(nobody, permission) is (None if permission is P.OPEN else D.UNMAPPED)


SUBJECTS = {
    "mine": Subject(ME, None, None),
    "of my team by name": Subject(MATE, None, "North"),
    "of my team by lead": Subject(MATE, LEAD, "South"),
    "my lead's": Subject(LEAD, None, None),
    "my report's": Subject(MATE, ME, "South"),
    "nobody's": Subject(),
    "a stranger's": Subject(STRANGER, 5, "South"),
    "a stranger's without a team": Subject(STRANGER, None, None),
}
TEAM = set(SUBJECTS) - {"a stranger's", "a stranger's without a team"}
IN_SCOPE = {EditScope.OWN: {"mine"}, EditScope.TEAM: TEAM, EditScope.ALL: set(SUBJECTS)}


@pytest.mark.parametrize("scope", EditScope)
def test_edit_scope(scope: EditScope) -> None:
    me = replace(actor(Level.WORKSPACE_ACCESS, seat=True), edit_scope=scope, lead_id=LEAD, team="North")
    assert {name for name, subject in SUBJECTS.items() if in_scope(me, subject)} == IN_SCOPE[scope]
    for name, subject in SUBJECTS.items():
        expected = None if name in IN_SCOPE[scope] else D.OUT_OF_SCOPE
        assert denial(me, P.EDIT, subject) is expected
        assert denial(me, P.USE, subject) is None, "everybody with access reads everything (A9)"


def test_two_without_lead_and_team_are_no_team() -> None:
    me = replace(actor(Level.WORKSPACE_ACCESS, seat=True), edit_scope=EditScope.TEAM, lead_id=None, team=None)
    for team in (None, ""):
        assert not in_scope(replace(me, team=team), Subject(STRANGER, None, team))


def test_a_denial_carries_its_reason() -> None:
    with pytest.raises(NotAllowed) as denied:
        check(actor(Level.WORKSPACE_ACCESS, seat=False), P.USE)
    assert denied.value.params["denial"] is D.NO_SEAT
    check(actor(Level.WORKSPACE_ACCESS, seat=True), P.USE)


def test_an_unmapped_actor_has_no_id() -> None:
    with pytest.raises(NotAllowed):
        _ = replace(KIM, member_id=None).id


def test_each_permission_contains_the_one_before() -> None:
    levels = sorted(Level)
    for permission in Permission:
        may = [denial(actor(level, seat=True), permission) is None for level in levels]
        assert may == sorted(may)
