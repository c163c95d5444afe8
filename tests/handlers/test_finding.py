"""`/cs show` and `/cs find` with what Slack makes of an address, and with people's names (workspace C8, C18)."""

import pytest

from csbot.domain.companies import CHOICES
from csbot.domain.records import ObjectType
from tests.builders import Office
from tests.handlers.rig import Rig, Seen
from tests.handlers.test_companies import company

MAIL = "<mailto:ida@b.example|ida@b.example>"


def person(office: Office, name: str, **values: object) -> int:
    columns = {"email": None, "job_title": None, "company_id": None}
    return office.records(ObjectType.CONTACT, [{**columns, "name": name, **values}])[0]


def offered(seen: Seen) -> list[str]:
    """The names of what can be opened, in order."""
    return [one["accessibility_label"].removeprefix("Open: ") for one in seen.elements("record.show")]


@pytest.mark.parametrize(
    "typed",
    [
        "<http://b.example|b.example>",
        "<https://b.example/x>",
        "<https://www.b.example/x?y=1&amp;z=2>",
        "<https://b.example|https://b.example>",
        "https://b.example/x",
        "domain:https://b.example",
        "domain:<https://b.example>",
        "domain:<http://b.example|b.example>",
        "“<http://b.example|b.example>”",
    ],
)
async def test_a_customer_is_found_by_its_domain_however_it_was_typed(rig: Rig, typed: str) -> None:
    kim = rig.office.member()
    company(rig.office, "Bolt A/S", domain="b.example")
    company(rig.office, "Other", domain="other.example")
    shown = await rig.type(kim, f"show {typed}")
    assert "Open tasks" in shown.words
    assert "Bolt A/S" in shown.words
    assert offered(await rig.type(kim, f"find {typed}")) == ["Bolt A/S"]


@pytest.mark.parametrize(
    "typed", ["<http://b.example|b.example>", "domain:<https://b.example>", "<https://b.example/x>"]
)
async def test_a_filter_finds_it_too(rig: Rig, typed: str) -> None:
    kim = rig.office.member()
    company(rig.office, "Bolt A/S b.example", domain="b.example", owner_id=kim.id)
    company(rig.office, "Other", domain="other.example", owner_id=kim.id)
    seen = await rig.type(kim, f"customers {typed}")
    assert "Bolt A/S" in seen.words
    assert "Other" not in seen.words


async def test_a_contact_is_found_by_address(rig: Rig) -> None:
    kim = rig.office.member()
    person(rig.office, "Ida Lund", email="ida@b.example", job_title="CFO")
    assert "CFO" in (await rig.type(kim, f"show {MAIL}")).words
    assert offered(await rig.type(kim, f"find {MAIL}")) == ["Ida Lund"]


async def test_an_address_that_nobody_has_leads_to_the_customer_of_its_domain(rig: Rig) -> None:
    kim = rig.office.member()
    company(rig.office, "Bolt A/S", domain="b.example")
    for word in ("show", "find"):
        seen = await rig.type(kim, f"{word} {MAIL}")
        assert "Did you mean" in seen.words
        assert offered(seen) == ["Bolt A/S"]


@pytest.mark.parametrize("typed", ["Ida", "lund", "LUND", "van den Berg", "berg"])
async def test_one_contact_of_a_first_or_last_name_is_shown(rig: Rig, typed: str) -> None:
    kim = rig.office.member()
    person(rig.office, "Ida Lund", job_title="CFO")
    person(rig.office, "Jan van den Berg", job_title="CFO")
    person(rig.office, "Lundy Idason", job_title="Nobody")
    seen = await rig.type(kim, f"show {typed}")
    assert "CFO" in seen.words
    assert offered(await rig.type(kim, f"find {typed}"))[0] in ("Ida Lund", "Jan van den Berg")


async def test_several_of_a_name_are_a_choice_and_customers_of_that_name_are_in_it(rig: Rig) -> None:
    kim = rig.office.member()
    person(rig.office, "Ida Lund")
    person(rig.office, "Bo Lund")
    assert "Which one?" in (await rig.type(kim, "show lund")).words
    assert offered(await rig.type(kim, "show lund")) == ["Bo Lund", "Ida Lund"]
    company(rig.office, "Lund & Sons")
    for word in ("show", "find"):
        assert offered(await rig.type(kim, f"{word} lund")) == ["Lund & Sons", "Bo Lund", "Ida Lund"]


async def test_the_beginning_of_a_last_name_finds_and_a_middle_one_and_signs_do_not(rig: Rig) -> None:
    kim = rig.office.member()
    person(rig.office, "Ida Maria Lund_y")
    assert offered(await rig.type(kim, "find lun")) == ["Ida Maria Lund_y"]
    for typed in ("lun%", "und_", "%"):
        assert not offered(await rig.type(kim, f"find {typed}")), typed


async def test_more_of_a_name_than_are_listed(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    for number in range(CHOICES + 1):
        person(sqlite_rig.office, f"Ida {number} Lund")
    for word in ("show", "find"):
        seen = await sqlite_rig.type(kim, f"{word} lund")
        assert "There are more" in seen.words
        assert len(offered(seen)) == CHOICES


@pytest.mark.parametrize("word", ["show", "find"])
async def test_a_search_of_one_word_is_not_told_to_try_one_word(sqlite_rig: Rig, word: str) -> None:
    kim = sqlite_rig.office.member()
    for typed in ("zzzzqqq", "<https://zzzzqqq.example/x>", "<mailto:q@zzzzqqq.example|q@zzzzqqq.example>"):
        seen = await sqlite_rig.type(kim, f"{word} {typed}")
        assert "no customer like" in seen.words
        assert "one word" not in seen.words
    assert "one word" in (await sqlite_rig.type(kim, f"{word} zzzz qqq")).words


async def test_what_was_meant_is_typed_again_by_a_press(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim", slack_user_id="U1")
    person(sqlite_rig.office, "Ida Lund", email="ida@b.example", job_title="CFO")
    seen = await sqlite_rig.type(kim, f"shw {MAIL}")
    pressed = await sqlite_rig.press(kim, seen.button("command.run"), {"container": {"type": "message"}})
    assert "CFO" in pressed.words
    company(sqlite_rig.office, "Mine", owner_id=kim.id)
    seen = await sqlite_rig.type(kim, "custmers <@U1|kim>")
    assert "customers @kim" in seen.words, "people read a name"
    assert "Mine" in (await sqlite_rig.press(kim, seen.button("command.run"), {"container": {"type": "message"}})).words
