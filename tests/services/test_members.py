"""Who is let in, and how Slack's users map to them (workspace A3, A8, A9, S11)."""

from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import update

from csbot.domain.errors import NoSeatLeft, NotFound
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.workspaces import SlackTeam
from csbot.services.members import SlackProfile, profile_of
from csbot.services.sessions import Sessions
from csbot.storage import members as stored_members
from csbot.storage.tables.people import workspaces
from tests.builders import Office
from tests.services.racing import at_once

KIM = SlackProfile("U0KIM", "Kim@Example.com", "Kim Holm", "Europe/Copenhagen", "da-DK")


def meet(office: Office, profile: SlackProfile, admin_email: str = "", at_home: bool = False) -> Member | None:
    with office.services() as services:
        return services.members.meet(profile, admin_email, at_home)


def everybody(office: Office) -> list[Member]:
    with office.services() as services:
        return services.members.list()


def with_boss(office: Office) -> None:
    office.member("Boss", level=int(Level.SUPER_ADMIN), slack_user_id="U0BOSS", email="boss@example.com")


def test_somebody_let_in_is_found_by_email_whatever_its_case_and_then_by_id(office: Office) -> None:
    with_boss(office)
    added = office.member("kim", email="kim@example.com", slack_user_id=None)
    met = meet(office, KIM)
    assert met is not None
    assert (met.id, met.slack_user_id) == (added.id, "U0KIM")
    moved = meet(office, replace(KIM, email="kim.holm@example.com"))
    assert moved is not None
    assert moved.id == added.id
    assert len(everybody(office)) == 2


def test_name_zone_and_language_follow_slack(office: Office) -> None:
    with_boss(office)
    office.member("kim", email="kim@example.com", slack_user_id=None, tz="UTC")
    met = meet(office, KIM)
    assert met is not None
    assert (met.name, met.tz, met.locale) == ("Kim Holm", "Europe/Copenhagen", "da_DK")
    moved = meet(office, replace(KIM, tz="Asia/Singapore", locale=""))
    assert moved is not None
    assert (moved.tz, moved.locale) == ("Asia/Singapore", "da_DK")


def test_an_unmapped_person_is_nobody_and_leaves_no_trace(office: Office) -> None:
    with_boss(office)
    before = everybody(office)
    assert meet(office, KIM, at_home=True) is None
    assert everybody(office) == before


@pytest.mark.parametrize(
    ("admin_email", "at_home", "becomes"),
    [
        ("kim@example.com", False, True),
        ("KIM@example.com", False, True),
        ("lee@example.com", True, False),
        ("", True, True),
        ("", False, False),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_the_first_super_admin(office: Office, admin_email: str, at_home: bool, becomes: bool, known: bool) -> None:
    if known:
        office.member("Kim", email="kim@example.com", slack_user_id="U0KIM", level=0, seat=False)
    met = meet(office, KIM, admin_email, at_home)
    if becomes:
        assert met is not None
        assert (met.level, met.seat) == (Level.SUPER_ADMIN, True)
        second = replace(KIM, slack_user_id="U0LEE", email="lee@example.com")
        assert meet(office, second, "lee@example.com", at_home=True) is None, "there is one already"
    else:
        assert met is None or met.level is Level.NONE


OUTSIDERS: dict[str, dict[str, object]] = {
    "guest": {"is_restricted": True},
    "single-channel guest": {"is_ultra_restricted": True},
    "bot": {"is_bot": True},
    "deactivated": {"deleted": True},
    "unseen stranger": {"is_stranger": True},
    "of another company": {"team_id": "T0OTHER"},
    "of another company's grid": {"team_id": "T0OTHER", "enterprise_user": {"teams": ["T0OTHER", "T0MORE"]}},
}


def slack_user(**flags: object) -> dict[str, object]:
    profile = {"email": "kim@example.com", "real_name": "Kim"}
    return {"id": "U0KIM", "name": "kim", "team_id": "T1", "profile": profile, **flags}


@pytest.mark.parametrize("name", OUTSIDERS)
def test_an_outsider_is_never_let_in_by_an_email_address(office: Office, name: str) -> None:
    added = office.member("Kim", email="kim@example.com", slack_user_id="U0REALKIM", level=0)
    profile = profile_of(slack_user(**OUTSIDERS[name]), "T1")
    assert profile.outsider
    assert meet(office, profile, "kim@example.com", at_home=True) is None
    assert everybody(office) == [added]


@pytest.mark.parametrize("name", OUTSIDERS)
def test_a_member_who_becomes_an_outsider_is_shut_out_and_let_in_again(office: Office, name: str) -> None:
    with_boss(office)
    office.member("Kim", email="kim@example.com", slack_user_id="U0KIM")
    out = meet(office, profile_of(slack_user(**OUTSIDERS[name]), "T1"))
    assert out is not None
    assert out.outsider
    back = meet(office, profile_of(slack_user(), "T1"))
    assert back is not None
    assert not back.outsider


def test_on_enterprise_grid_a_person_of_several_teams_is_no_outsider() -> None:
    assert not profile_of(slack_user(team_id="T0HOME", enterprise_user={"teams": ["T0HOME", "T1"]}), "T1").outsider
    assert not profile_of(slack_user(team_id=None), "T1").outsider


def set_seats(office: Office, seats: int) -> None:
    with office.database.write() as connection:
        connection.execute(update(workspaces).where(workspaces.c.id == office.workspace.id).values(seats=seats))


def test_seats_run_out_for_those_who_have_none(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee", seat=False)
    set_seats(office, 1)
    with pytest.raises(NoSeatLeft):
        office.member("New")
    with pytest.raises(NoSeatLeft), office.services() as services:
        services.members.add(lee.email, {"seat": True})
    assert office.member("Without", seat=False).seat is False
    with office.services() as services:
        assert services.members.add(kim.email, {"seat": True, "export": True}).export, "who has a seat keeps it"
        services.members.add(kim.email, {"seat": False})
        assert services.members.add(lee.email, {"seat": True}).seat


def test_the_last_seat_is_given_once(office: Office) -> None:
    set_seats(office, 1)
    given = at_once(*(partial(office.member, f"Person {n}") for n in range(4)))
    assert sorted(type(one).__name__ for one in given) == ["Member", *["NoSeatLeft"] * 3]


def test_one_person_who_comes_twice_at_once_is_met_once(office: Office) -> None:
    met = at_once(*(partial(meet, office, KIM, "", True) for _ in range(4)))
    assert {one.id if isinstance(one, Member) else repr(one) for one in met} == {everybody(office)[0].id}
    assert len(everybody(office)) == 1


def test_of_two_who_open_home_first_one_becomes_super_admin(office: Office) -> None:
    people = [replace(KIM, slack_user_id=f"U{n}", email=f"p{n}@example.com") for n in range(4)]
    met = at_once(*(partial(meet, office, one, "", True) for one in people))
    assert sorted(type(one).__name__ for one in met) == ["Member", *["NoneType"] * 3]


def test_a_session_knows_its_workspace_by_team(office: Office) -> None:
    other = Office(office.database, office.clock, SlackTeam("T2", "Other", "UB2", None))
    here, there = office.member("Kim", slack_user_id="U0KIM"), other.member("Kim", slack_user_id="U0KIM")
    sessions = Sessions(office.database, office.clock)
    for team, member in (("T1", here), ("T2", there)):
        with sessions.open(team, "U0KIM", writes=False) as session:
            assert session.member == member


def test_nobody_is_changed_through_another_workspace(office: Office) -> None:
    other = Office(office.database, office.clock, SlackTeam("T2", "Other", "UB2", None))
    kim = office.member("Kim", email="kim@example.com")
    there = other.member("Kim", email="kim@example.com")
    with other.services() as services:
        services.members.add("kim@example.com", {"level": int(Level.SUPER_ADMIN)})
    assert [one.level for one in everybody(office)] == [kim.level]
    assert there.id != kim.id
    with pytest.raises(NotFound), other.services() as services:
        stored_members.change(services.uow, kim.id, {"level": 0})
