"""Customers: `/cs show`, `/cs find` and the select that loads them (workspace C8, A9)."""

from datetime import date, timedelta

import pytest

from csbot.domain.companies import CHOICES
from csbot.domain.records import ObjectType
from tests import slack_requests
from tests.builders import MONDAY, Office
from tests.handlers.custom_objects import vessel, vessels
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral

TODAY = date(2026, 3, 2)
HOUR = timedelta(hours=1)


def company(office: Office, name: str, **values: object) -> int:
    columns = {"owner_id": None, "domain": None, "city": None, "arr": None, "website": None}
    return office.records(ObjectType.COMPANY, [{**columns, "name": name, **values}])[0]


async def test_show_gives_the_card_with_what_is_open_next_and_last(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    acme = company(rig.office, "Acme A/S", owner_id=lee.id, city="Aarhus", arr=125000.0)
    task_id = rig.office.task(lee, "Send the contract", company_id=acme, due_on=TODAY)
    common = {"company_id": acme, "owner_id": lee.id}
    meeting = {"name": "Review", "starts_at": MONDAY + HOUR, "join_url": "https://meet.example/1", **common}
    rig.office.records(ObjectType.MEETING, [meeting])
    call = {"name": "Talked about prices", "kind": "call", "occurred_at": MONDAY - HOUR, **common}
    rig.office.records(ObjectType.ACTIVITY, [call])
    seen = await rig.type(kim, "show acme a/s")
    for expected in ("Acme A/S", "Lee", "Aarhus", "125,000", "Send the contract", "Review", "Talked about prices"):
        assert expected in seen.words
    assert seen.elements("meeting.start")[0]["url"] == "https://meet.example/1"
    after = await rig.press(kim, seen.button("task.complete", task_id), on_ephemeral())
    assert "You completed this" in after.words
    assert "Acme A/S" in after.words, "the card stays the place"


@pytest.mark.parametrize("typed", ["ACME  a/s", "“Acme A/S”", "acme.example"])
async def test_case_spacing_quotes_and_the_domain_find_the_same_customer(rig: Rig, typed: str) -> None:
    kim = rig.office.member()
    company(rig.office, "Acme A/S", domain="acme.example")
    assert "Open tasks" in (await rig.type(kim, f"show {typed}")).words


async def test_two_of_one_name_are_told_apart_and_chosen(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    company(rig.office, "Acme", owner_id=lee.id, city="Aarhus")
    other = company(rig.office, "ACME", city="Utrecht")
    seen = await rig.type(kim, "show acme")
    assert "Which one?" in seen.words
    assert "Aarhus" in seen.words
    assert "Utrecht" in seen.words
    assert "Open tasks" in (await rig.press(kim, seen.button("record.show", f"company:{other}"), on_ephemeral())).words


async def test_a_misspelt_name_gives_the_nearest_and_a_wild_one_says_so(rig: Rig) -> None:
    kim = rig.office.member()
    company(rig.office, "Nordwind Logistics")
    near = await rig.type(kim, "show Nordwnd Logistic")
    assert "Did you mean" in near.words
    assert "Nordwind Logistics" in near.words
    none = await rig.type(kim, "show zzzzqqq *x* <!channel>")
    assert "no customer like" in none.words
    assert "<!channel>" not in none.words


async def test_find_says_that_there_are_more_records_than_it_lists(sqlite_rig: Rig) -> None:
    kim, kind = sqlite_rig.office.member(), vessels(sqlite_rig.office).kind
    for number in range(CHOICES):
        vessel(sqlite_rig.office, kind, f"Ship {number}")
    assert "There are more" not in (await sqlite_rig.type(kim, "find ship")).words
    vessel(sqlite_rig.office, kind, "Ship of dreams")
    seen = await sqlite_rig.type(kim, "find ship")
    assert len(seen.elements("record.show")) == CHOICES
    assert "There are more" in seen.words


async def test_find_lists_ones_own_first_and_takes_signs_literally(rig: Rig) -> None:
    kim = rig.office.member()
    company(rig.office, "A wind farm")
    company(rig.office, "North Wind", owner_id=kim.id)
    company(rig.office, "100% Wind_y")
    seen = await rig.type(kim, "find WIND")
    assert seen.words.index("North Wind") < seen.words.index("A wind farm")
    literal = await rig.type(kim, "find 0% wind_")
    assert "A wind farm" not in literal.words
    assert literal.elements("record.show")


async def test_show_and_find_need_a_text(rig: Rig) -> None:
    kim = rig.office.member()
    for word in ("show", "find"):
        assert f"/cs {word}" in (await rig.type(kim, word)).words


async def test_a_deleted_customer_is_not_found_by_an_old_button(rig: Rig) -> None:
    kim = rig.office.member()
    acme = company(rig.office, "Acme")
    company(rig.office, "Acme")
    seen = await rig.type(kim, "show acme")
    button = {**seen.button("record.show", f"company:{acme}"), "value": "company:999999"}
    assert "not here" in (await rig.press(kim, button, on_ephemeral())).words


async def test_the_select_offers_at_most_what_slack_takes_and_tells_two_of_a_name_apart(rig: Rig) -> None:
    kim = rig.office.member()
    company(rig.office, "Acme", city="Aarhus")
    company(rig.office, "Acme", city="Utrecht")
    for n in range(120):
        company(rig.office, f"Acme branch {n}")
    payload = {
        "type": "block_suggestion",
        "user": {"id": kim.slack_user_id},
        "team": {"id": rig.office.team.id},
        "action_id": "company.options|1",
        "block_id": "company",
        "value": "acm",
    }
    answer = await rig.post(slack_requests.interaction(payload))
    options = answer.json()["options"]
    assert 2 < len(options) <= 100
    assert {one["description"]["text"] for one in options if one["text"]["text"] == "Acme"} == {"Aarhus", "Utrecht"}
