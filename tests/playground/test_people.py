"""The default team is what seeds and demos count on."""

import re
from zoneinfo import ZoneInfo

from csbot.playground.people import DEFAULT_TEAM


def test_twelve_people_live_in_five_zones_and_speak_three_languages() -> None:
    people = DEFAULT_TEAM.people
    assert len(people) == 12
    assert len({person.tz for person in people}) == 5
    assert {person.locale for person in people} == {"en-US", "en-GB", "da-DK", "nl-NL"}
    assert all(ZoneInfo(person.tz) for person in people)


def test_the_first_person_leads_the_team_from_copenhagen() -> None:
    first = DEFAULT_TEAM.people[0]
    assert first.is_owner
    assert first.tz == "Europe/Copenhagen"


def test_ids_are_unique_and_of_slacks_alphabet() -> None:
    ids = [person.id for person in DEFAULT_TEAM.everybody] + [channel.id for channel in DEFAULT_TEAM.channels]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[UC][A-Z0-9]{8,}", one) for one in ids)


def test_there_are_a_guest_a_deactivated_account_another_bot_and_another_company() -> None:
    others = DEFAULT_TEAM.others
    assert [person.name for person in others if person.is_restricted] == ["jonas"]
    assert [person.name for person in others if person.deleted] == ["karen"]
    assert [person.name for person in others if person.is_bot] == ["standup"]
    assert {person.team_id for person in DEFAULT_TEAM.strangers} == set(dict(DEFAULT_TEAM.companies))
    shared = [channel for channel in DEFAULT_TEAM.channels if channel.is_ext_shared]
    assert [channel.shared_team_ids for channel in shared] == [tuple(dict(DEFAULT_TEAM.companies))]
