"""Who comes for the first time (workspace A8), and the language in which they are answered."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from blocks.screens import Look
from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.errors import SlackRefused, SlackUnavailable
from csbot.domain.permissions import Level
from csbot.domain.welcomes import FIRST_ADMIN
from csbot.storage.deliveries import enqueue
from csbot.storage.tables.outbox import deliveries
from csbot.storage.unit_of_work import Database
from scheduler.notifications import NOTIFICATIONS
from tests.builders import Office
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral


def members(rig: Rig) -> dict[str, Level]:
    with rig.office.services() as services:
        return {one.email: one.level for one in services.members.list()}


async def test_the_first_to_open_home_becomes_super_admin_and_sees_the_day(rig: Rig) -> None:
    rig.slack.add_user("U0NEW", "new@example.com")
    home = await rig.open_home("U0NEW")
    assert members(rig) == {"new@example.com": Level.SUPER_ADMIN}
    assert "Nothing is waiting" in home.words
    rig.slack.add_user("U0NEXT", "next@example.com")
    told = await rig.open_home("U0NEXT")
    assert "Name of U0NEW can let you in" in told.words
    assert len(members(rig)) == 1


def told(rig: Rig) -> list[tuple[str, int]]:
    with rig.office.database.read() as connection:
        return [tuple(row) for row in connection.execute(select(deliveries.c.kind, deliveries.c.recipient_id))]


async def test_the_first_super_admin_is_told_so_once_by_direct_message(rig: Rig) -> None:
    for user in ("U0NEW", "U0NEXT"):
        rig.slack.add_user(user, f"{user}@example.com")
        for _ in range(2):
            await rig.open_home(user)
    with rig.office.services() as services:
        (chief,) = services.members.list()
        assert told(rig) == [(FIRST_ADMIN, chief.id)]
        shown = NOTIFICATIONS[FIRST_ADMIN](services.uow, chief, {}, services.now)
        assert shown is not None
        look = Look(chief.as_viewer(), services.now)
        assert shown.render(look).text == "You are csbot's first super admin in *Fjord &amp; Co*."
        demoted = replace(chief, level=Level.MANAGE_SETTINGS)
        assert NOTIFICATIONS[FIRST_ADMIN](services.uow, demoted, {}, services.now) is None


async def test_who_comes_to_a_workspace_that_has_a_super_admin_is_not_welcomed_as_one(sqlite_rig: Rig) -> None:
    sqlite_rig.office.member("Boss", level=int(Level.SUPER_ADMIN), slack_user_id=None, email="boss@example.com")
    sqlite_rig.slack.add_user("U0BOSS", "boss@example.com")
    await sqlite_rig.open_home("U0BOSS")
    assert told(sqlite_rig) == []


async def test_a_command_or_the_messages_tab_makes_nobody_super_admin(sqlite_rig: Rig) -> None:
    sqlite_rig.slack.add_user("U0NEW", "new@example.com")
    await sqlite_rig.type("U0NEW", "today")
    await sqlite_rig.open_home("U0NEW", tab="messages")
    assert members(sqlite_rig) == {}


async def test_the_first_to_open_home_may_have_been_let_in_already(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim", slack_user_id="U0KIM", email="kim@example.com")
    sqlite_rig.slack.add_user("U0KIM", "kim@example.com")
    await sqlite_rig.open_home(kim)
    assert members(sqlite_rig) == {"kim@example.com": Level.SUPER_ADMIN}


async def test_with_an_admin_address_only_that_person_becomes_super_admin(sqlite_database: Database) -> None:
    rig = Rig(Office(sqlite_database), admin_email="Boss@Example.com")
    rig.slack.add_user("U0NEW", "new@example.com")
    rig.slack.add_user("U0BOSS", "boss@example.com")
    told = await rig.open_home("U0NEW")
    assert "does not know you yet" in told.words
    assert "Nothing is waiting" in (await rig.type("U0BOSS", "today")).words
    assert members(rig) == {"boss@example.com": Level.SUPER_ADMIN}
    await rig.aclose()


async def test_somebody_let_in_by_email_is_known_with_the_first_word(rig: Rig) -> None:
    rig.office.member("Boss", level=int(Level.SUPER_ADMIN))
    kim = rig.office.member("kim", email="kim@example.com", slack_user_id=None, tz="UTC")
    rig.office.task(kim, "Kim's call")
    rig.slack.add_user("U0KIM", "Kim@example.com", tz="Asia/Singapore", locale="da-DK")
    seen = await rig.type("U0KIM", "tasks")
    assert "Kim's call" in seen.words
    assert "Ingen frist" in seen.words, "in Danish"
    await rig.type("U0KIM", "tasks")
    assert [method for method, _ in rig.slack.calls] == ["users.info"], "asked once"


@pytest.mark.parametrize("flags", [{}, {"is_restricted": True}])
async def test_whoever_was_not_let_in_is_asked_about_once_a_minute_and_never_kept(
    sqlite_rig: Rig, flags: dict[str, bool]
) -> None:
    """workspace A8."""
    sqlite_rig.office.member("Boss", level=int(Level.SUPER_ADMIN))
    sqlite_rig.slack.add_user("U0NEW", "new@example.com", **flags)
    button = {"type": "button", "action_id": "task.complete|1", "value": "1"}
    for _ in range(50):
        seen = await sqlite_rig.press("U0NEW", button, on_ephemeral())
        assert "Nothing is waiting" not in seen.words
    assert asked(sqlite_rig) == 1
    assert len(members(sqlite_rig)) == 1
    sqlite_rig.office.clock.advance(timedelta(seconds=61))
    await sqlite_rig.type("U0NEW", "today")
    assert asked(sqlite_rig) == 2


async def test_presses_at_once_by_a_stranger_ask_slack_once(sqlite_rig: Rig) -> None:
    sqlite_rig.office.member("Boss", level=int(Level.SUPER_ADMIN))
    sqlite_rig.slack.add_user("U0NEW", "new@example.com")
    await asyncio.gather(*(sqlite_rig.type("U0NEW", "today") for _ in range(20)))
    assert asked(sqlite_rig) == 1


async def test_a_stranger_who_is_let_in_gets_in_with_the_next_press(sqlite_rig: Rig) -> None:
    """workspace A8: what is remembered is whom Slack knows, not that nobody let them in."""
    sqlite_rig.office.member("Boss", level=int(Level.SUPER_ADMIN))
    sqlite_rig.slack.add_user("U0NEW", "new@example.com")
    assert "can let you in" in (await sqlite_rig.type("U0NEW", "today")).words
    sqlite_rig.office.member("New", email="new@example.com", slack_user_id=None)
    assert "Nothing is waiting" in (await sqlite_rig.type("U0NEW", "today")).words
    assert asked(sqlite_rig) == 1


async def test_a_stranger_whom_slack_tells_anew_is_asked_about_anew(sqlite_rig: Rig) -> None:
    """workspace A9: who has become a guest meanwhile is not let in by what was known before."""
    sqlite_rig.office.member("Boss", level=int(Level.SUPER_ADMIN))
    sqlite_rig.slack.add_user("U0NEW", "new@example.com")
    await sqlite_rig.type("U0NEW", "today")
    sqlite_rig.slack.users["U0NEW"]["is_restricted"] = True
    await sqlite_rig.hear("user_change", user=sqlite_rig.slack.users["U0NEW"])
    sqlite_rig.office.member("New", email="new@example.com", slack_user_id=None)
    assert "Nothing is waiting" not in (await sqlite_rig.type("U0NEW", "today")).words


async def test_the_first_admin_may_have_pressed_something_before(sqlite_rig: Rig) -> None:
    """workspace A8."""
    sqlite_rig.slack.add_user("U0NEW", "new@example.com")
    await sqlite_rig.type("U0NEW", "today")
    await sqlite_rig.open_home("U0NEW")
    assert members(sqlite_rig) == {"new@example.com": Level.SUPER_ADMIN}


async def test_what_slack_could_not_say_just_now_is_asked_again(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim", email="kim@example.com", slack_user_id=None)
    sqlite_rig.slack.add_user("U0KIM", "kim@example.com")
    sqlite_rig.slack.fail("users.info", SlackUnavailable("timeout", in_doubt=False))
    assert "does not know you yet" in (await sqlite_rig.type("U0KIM", "today")).words
    assert "Nothing is waiting" in (await sqlite_rig.type("U0KIM", "today")).words
    with sqlite_rig.office.services() as services:
        (found,) = services.members.list()
    assert (found.id, found.name) == (kim.id, "Name of U0KIM")


async def test_what_slack_refuses_for_another_reason_than_the_person_is_asked_again(sqlite_rig: Rig) -> None:
    """A8: a token that is revoked says nothing of who somebody is."""
    sqlite_rig.office.member("Kim", email="kim@example.com", slack_user_id=None)
    sqlite_rig.slack.add_user("U0KIM", "kim@example.com")
    sqlite_rig.slack.fail("users.info", SlackRefused("token_revoked"))
    assert "does not know you yet" in (await sqlite_rig.type("U0KIM", "today")).words
    assert "Nothing is waiting" in (await sqlite_rig.type("U0KIM", "today")).words


async def test_a_stranger_is_answered_in_time_whatever_slack_does(
    sqlite_rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking Slack counts against the time that a click has, after a slow database, too."""

    async def hang(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("handlers.router.ANSWER_S", 0.5)
    monkeypatch.setattr(sqlite_rig.bot.router.strangers, "ask", hang)
    async with asyncio.timeout(60):
        seen = await sqlite_rig.type("U0NEW", "today")
    assert "Nothing was saved" in seen.words


def asked(rig: Rig) -> int:
    return [method for method, _ in rig.slack.calls].count("users.info")


async def test_when_slack_cannot_say_who_it_is_they_are_told_whom_to_ask(sqlite_rig: Rig) -> None:
    sqlite_rig.office.member("The Boss", level=int(Level.SUPER_ADMIN))
    seen = await sqlite_rig.type("U0UNKNOWN", "today")
    assert "The Boss can let you in" in seen.words
    after = await sqlite_rig.press("U0UNKNOWN", {"type": "button", "action_id": "task.complete|1", "value": "1"},
                                   on_ephemeral())  # fmt: skip
    assert "The Boss can let you in" in after.words


async def test_each_is_answered_in_their_own_language_and_zone(sqlite_rig: Rig) -> None:
    due = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)
    expected = {
        ("da_DK", "Europe/Copenhagen"): "15.30",
        ("nl_NL", "Europe/Amsterdam"): "15:30",
        ("en_US", "America/New_York"): "9:30",
        ("en_GB", "Asia/Singapore"): "22:30",
    }
    for (locale, tz), said in expected.items():
        somebody = sqlite_rig.office.member(locale=locale, tz=tz)
        sqlite_rig.office.task(somebody, due_at=due)
        assert said in (await sqlite_rig.type(somebody, "today")).words


async def test_whoever_becomes_a_guest_is_out_at_once_and_back_when_they_are_full_members_again(rig: Rig) -> None:
    rig.office.member("Boss", level=int(Level.SUPER_ADMIN))
    kim = rig.office.member("kim", email="kim@example.com", slack_user_id="U0KIM")
    rig.office.task(kim, "Kim's call")
    rig.slack.add_user("U0KIM", "kim@example.com")
    await rig.hear("user_change", user=rig.slack.users["U0KIM"] | {"is_restricted": True})
    assert "Kim's call" not in (await rig.type("U0KIM", "tasks")).words
    await rig.hear("user_change", user=rig.slack.users["U0KIM"])
    assert "Kim's call" in (await rig.type("U0KIM", "tasks")).words


@pytest.mark.parametrize("user", [{"id": "U0NEW", "profile": {"email": "new@example.com"}}, "U0NEW", None])
async def test_a_change_of_somebody_unknown_lets_nobody_in_and_says_nothing(sqlite_rig: Rig, user: object) -> None:
    await sqlite_rig.hear("user_change", user=user)
    assert members(sqlite_rig) == {}
    assert sqlite_rig.slack.said == []


@pytest.mark.parametrize(("user", "again"), [("U0NEW", False), (None, False), ("U0KIM", True)])
async def test_when_somebodys_pause_changes_what_waits_for_them_is_looked_at_again_soon(
    sqlite_rig: Rig, user: object, again: bool
) -> None:
    """workspace N3. Nobody is told anything."""
    office = sqlite_rig.office
    kim, tomorrow = office.member("Kim", slack_user_id="U0KIM"), office.clock.now() + timedelta(days=1)
    waits = NewDelivery(office.workspace.id, "key", "daily_summary", kim.id, Urgency.DIGEST)
    with office.database.write() as connection:
        enqueue(connection, [waits], office.clock.real_now())
        connection.execute(update(deliveries).values(not_before=tomorrow))
    await sqlite_rig.hear("dnd_updated_user", user=user, dnd_status={"dnd_enabled": False})
    with office.database.read() as connection:
        until = connection.execute(select(deliveries.c.not_before)).scalar_one()
    assert until == (office.clock.now() + timedelta(seconds=10) if again else tomorrow)
    assert sqlite_rig.slack.said == []
