"""Who is meant by a name (workspace T3)."""

import pytest

from csbot.domain.assignees import Assignee, named, offered
from csbot.domain.permissions import Actor

KIM = Assignee(1, "Kim Larsen", "kl@example.com", "U1", "North", 9)
KIMBERLY = Assignee(2, "Kimberly", "kim.larsen.two@example.com", "U2", "South")
ANN = Assignee(3, "Ann Kim", "kim@example.com", "U3", "South", 8)
OERSTED = Assignee(4, "Ørsted Åse", "o@example.com", "U4", "North")
PEOPLE = [KIM, KIMBERLY, ANN, OERSTED]
ME = Actor(1, 4, "U4", "Ørsted Åse", team="North")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("@Kim.Larsen", [KIM]),
        ("@kim_larsen", [KIM]),
        ("@kl", [KIM]),
        ("@kimberly", [KIMBERLY]),
        ("@kim", [ANN]),  # a mailbox goes before first names
        ("@ann", [ANN]),
        ("@ørsted", [OERSTED]),
        ("@ØRSTED", [OERSTED]),
        ("<@U2>", [KIMBERLY]),
        ("<@U9>", []),
        ("@larsen", []),
        ("@", []),
    ],
)
def test_full_name_then_mailbox_then_first_name(typed: str, meant: list[Assignee]) -> None:
    assert named(typed, PEOPLE) == meant


def test_oneself_and_ones_team_come_first() -> None:
    assert [one.id for one in offered("", PEOPLE, ME)] == [4, 1, 3, 2]
    assert [one.id for one in offered("kim", PEOPLE, ME)] == [1, 2, 3]
    assert [one.id for one in offered("ØRS", PEOPLE, ME)] == [4]
    assert offered("nobody", PEOPLE, ME) == []
