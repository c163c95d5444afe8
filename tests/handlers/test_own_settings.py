"""`/cs settings`: the dialog, what it saves and refuses, and whom it follows (workspace N2, N3, A5)."""

from datetime import timedelta
from typing import Any

import pytest

from csbot.domain.members import Member
from csbot.domain.own_settings import DigestChoice, OwnSettings
from csbot.domain.preferences import NO_PREFERENCES, Preferences, QuietHours
from csbot.domain.subscriptions import DigestKind
from csbot.services.members import SlackProfile
from scheduler.delivery.loop import DeliveryLoop
from scheduler.delivery.sending import Sender
from scheduler.delivery.turns import Turns
from tests.handlers.dialogs import Dialog, offered, pressed, typed
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral, on_home
from tests.waiting import until

WORKDAYS = 0b0011111
CLOSED: dict[str, Any] = {"blocks": []}
UNDER = "V0UNDER"
USUAL: dict[str, Any] = {
    "language": "slack",
    "zone": "slack",
    "working": ("0", "1", "2", "3", "4"),
    "task_assigned": "now",
    "task_changed": "now",
    "record_assigned": "now",
    "reminder": "now",
    "whose": "own",
}


async def digest_dialog(rig: Rig, who: Member, kind: DigestKind) -> Dialog:
    """A digest's dialog upon the settings."""
    pushed = await (await typed(rig, who, "settings")).press("settings.digest", kind)
    return Dialog(rig, who, {**pushed.view, "previous_view_id": UNDER}, pushed.said)


def stored(rig: Rig, who: Member) -> OwnSettings:
    with rig.office.services() as services:
        return services.own_settings.of(who.as_actor())


def meet(rig: Rig, who: Member, **slack: str) -> Member:
    """Slack tells about the person anew."""
    tz, locale = slack.get("tz", "America/New_York"), slack.get("locale", "nl-NL")
    profile = SlackProfile(who.slack_user_id or "", who.email, who.name, tz, locale)
    with rig.office.services() as services:
        found = services.members.meet(profile)
    assert found is not None
    return found


async def test_it_shows_what_holds_now(rig: Rig) -> None:
    dialog = await typed(rig, rig.office.member(), "settings")
    assert dialog.shows() == USUAL | {"from": "22:00", "to": "07:00"}
    assert "Copenhagen (Europe/Copenhagen)" in str(dialog.inputs()["zone"])
    assert "Daily summary*\nOn working days at 8:30 AM" in dialog.words
    assert "Overdue tasks*\nOff" in dialog.words


async def test_everything_is_saved_and_said_in_the_new_language(rig: Rig) -> None:
    kim = rig.office.member()
    dialog = await typed(rig, kim, "settings")
    zone = "America/New_York"
    sent = await dialog.submit(language="da", zone=zone, quiet=["on"], **{"from": "21:30", "to": "06:00"})
    assert sent.view == CLOSED
    chosen = Preferences(language="da", tz=zone, quiet=QuietHours(start=1290, end=360))
    assert stored(rig, kim).preferences == chosen
    how, said = rig.slack.said[-1]
    assert how == "response_url"
    assert said["text"].startswith("Dine indstillinger er gemt.")
    assert "21.30" in said["text"] or "21:30" in said["text"]
    again = await typed(rig, kim, "settings")
    assert again.shows() == USUAL | {"language": "da", "zone": zone, "quiet": ("on",), "from": "21:30", "to": "06:00"}
    assert again.title == "Indstillinger"


@pytest.mark.parametrize(("language", "word"), [("en", "Your day"), ("da", "Din dag"), ("nl", "Je dag")])
async def test_a_chosen_language_is_spoken_whatever_slack_says(sqlite_rig: Rig, language: str, word: str) -> None:
    kim = sqlite_rig.office.member(locale="da_DK" if language == "en" else "en_US")
    await (await typed(sqlite_rig, kim, "settings")).submit(language=language)
    meet(sqlite_rig, kim, locale="en-US" if language != "en" else "da-DK")
    assert (await sqlite_rig.type(kim, "today")).body["text"].startswith(word)


async def test_a_chosen_zone_stays_when_slack_tells_another_and_following_takes_slacks(rig: Rig) -> None:
    kim = rig.office.member()
    await (await typed(rig, kim, "settings")).submit(zone="Asia/Tokyo")
    met = meet(rig, kim)
    assert (met.tz, met.slack_tz, met.locale) == ("Asia/Tokyo", "America/New_York", "nl_NL")
    dialog = await typed(rig, kim, "settings")
    assert "Tokio (Asia/Tokyo)" in str(dialog.inputs()["zone"])
    await dialog.submit(zone="slack")
    assert stored(rig, kim).preferences == NO_PREFERENCES
    assert stored(rig, kim).tz == "America/New_York"
    assert meet(rig, kim, tz="Europe/Lisbon").tz == "Europe/Lisbon"


@pytest.mark.parametrize(
    ("filled", "field", "words"),
    [
        ({"zone": "Europe/Atlantis"}, "zone", "Europe/Atlantis"),
        ({"zone": "../../etc/passwd"}, "zone", "no time zone"),
        ({"zone": None}, "zone", "choose one from the list"),
        ({"quiet": ["on"], "from": "07:00", "to": "07:00"}, "to", "the same time"),
        ({"working": []}, "working", "No day is ticked"),
        ({"quiet": ["on"], "from": None}, "from", "A time is missing"),
        ({"quiet": ["on"], "to": None}, "to", "A time is missing"),
    ],
)
async def test_what_cannot_be_is_refused_beside_its_field(
    sqlite_rig: Rig, filled: dict[str, Any], field: str, words: str
) -> None:
    kim = sqlite_rig.office.member()
    sent = await (await typed(sqlite_rig, kim, "settings")).submit(**{"language": "nl", **filled})
    assert list(sent.errors) == [field]
    assert words in sent.errors[field]
    assert stored(sqlite_rig, kim).preferences == NO_PREFERENCES


async def test_a_language_that_nobody_offered_is_not_saved(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    sent = await (await typed(sqlite_rig, kim, "settings")).submit(language="xx")
    assert "Nothing was saved" in sent.words
    assert stored(sqlite_rig, kim).preferences == NO_PREFERENCES


async def test_times_without_the_tick_are_no_quiet_hours(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    await (await typed(sqlite_rig, kim, "settings")).submit(**{"from": "20:00", "to": "20:00"})
    assert stored(sqlite_rig, kim).preferences.quiet is None


async def test_from_home_home_is_drawn_anew_in_the_new_language(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim = rig.office.member()
    home = await rig.open_home(kim)
    dialog = await pressed(rig, kim, home.button("settings.open"), on_home(home.blocks))
    assert (await dialog.submit(language="nl")).view == CLOSED
    how, said = rig.slack.said[-1]
    assert how == "views.publish"
    assert "Je instellingen zijn opgeslagen" in str(said)
    assert "Je dag" in str(said)


async def test_the_summary_and_every_digest_lead_to_the_settings(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    seen = await sqlite_rig.type(kim, "today")
    assert (await pressed(sqlite_rig, kim, seen.button("settings.open"), on_ephemeral())).title == "Settings"


async def test_a_digests_dialog_saves_and_leads_back(rig: Rig) -> None:
    kim = rig.office.member()
    dialog = await digest_dialog(rig, kim, DigestKind.OVERDUE)
    assert rig.how == "views.push"
    assert dialog.title == "Overdue tasks"
    assert (dialog.shows()["cadence"], dialog.shows()["time"]) == ("off", "08:30")
    sent = await dialog.submit(cadence="chosen", days=["4"], time="15:00")
    assert sent.view == CLOSED
    assert stored(rig, kim).digest(DigestKind.OVERDUE) == DigestChoice(DigestKind.OVERDUE, True, 900, 0b0010000)
    how, said = rig.slack.said[-1]
    assert (how, said["view_id"]) == ("views.update", UNDER)
    assert "Weekly, Friday at 3:00 PM" in str(said)
    again = await digest_dialog(rig, kim, DigestKind.OVERDUE)
    assert again.shows() == {"cadence": "chosen", "days": ("4",), "time": "15:00"}


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        ({"cadence": "working"}, "On working days at 8:30 AM"),
        ({"cadence": "working", "days": []}, "On working days at 8:30 AM"),
        ({"cadence": "chosen", "days": ["0", "2"], "time": "06:05"}, "Mon, Wed at 6:05 AM"),
        ({"cadence": "chosen", "days": list("0123456")}, "Every day at 8:30 AM"),
    ],
)
async def test_daily_weekly_or_on_chosen_days(sqlite_rig: Rig, filled: dict[str, Any], words: str) -> None:
    dialog = await digest_dialog(sqlite_rig, sqlite_rig.office.member(), DigestKind.DUE_TODAY)
    await dialog.submit(**filled)
    assert f"Tasks due today*\\n{words}" in str(sqlite_rig.slack.said[-1][1])


async def test_the_daily_summary_can_be_switched_off(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    await (await digest_dialog(sqlite_rig, kim, DigestKind.DAILY_SUMMARY)).submit(cadence="off")
    assert stored(sqlite_rig, kim).digest(DigestKind.DAILY_SUMMARY) == DigestChoice(
        DigestKind.DAILY_SUMMARY, False, 510, WORKDAYS
    )


@pytest.mark.parametrize(
    ("filled", "field", "words"),
    [
        ({"cadence": "chosen", "days": []}, "days", "No day is ticked"),
        ({"cadence": "working", "time": None}, "time", "A time is missing"),
    ],
)
async def test_a_digest_without_a_day_or_a_time_is_refused(
    sqlite_rig: Rig, filled: dict[str, Any], field: str, words: str
) -> None:
    kim = sqlite_rig.office.member()
    sent = await (await digest_dialog(sqlite_rig, kim, DigestKind.OVERDUE)).submit(**filled)
    assert words in sent.errors[field]
    assert not stored(sqlite_rig, kim).digest(DigestKind.OVERDUE).is_on


async def test_a_digest_in_quiet_hours_says_when_it_comes(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    await (await typed(sqlite_rig, kim, "settings")).submit(quiet=["on"], **{"from": "08:00", "to": "09:15"})
    assert "in your quiet hours, so it comes at 9:15 AM" in (await typed(sqlite_rig, kim, "settings")).words


@pytest.mark.parametrize(
    ("text", "first", "also"),
    [
        ("new york", "America/New_York", None),
        ("copenh", "Europe/Copenhagen", None),
        ("utc", "UTC", None),
        ("america buenos", "America/Argentina/Buenos_Aires", None),
        ("", "slack", "Europe/Vienna"),
        ("no such place", "slack", None),
    ],
)
async def test_zones_are_found_by_city(sqlite_rig: Rig, text: str, first: str, also: str | None) -> None:
    kim = sqlite_rig.office.member(tz="Europe/Lisbon")
    options = await offered(sqlite_rig, kim, "zone.options", text)
    values = [value for _, value, _ in options]
    assert values[0] == first
    assert also is None or also in values
    assert len(values) <= 100
    assert "there now" in options[0][2]


async def test_zones_are_found_in_the_viewers_language(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member(locale="da_DK")
    options = await offered(sqlite_rig, kim, "zone.options", "KØBEN")
    assert [value for _, value, _ in options] == ["slack", "Europe/Copenhagen"]
    assert options[1][0] == "København (Europe/Copenhagen)"


@pytest.mark.parametrize("kind", list(DigestKind))
async def test_send_me_one_now_comes_at_once_and_says_when_there_is_nothing(rig: Rig, kind: DigestKind) -> None:
    kim = rig.office.member()
    shown = await (await typed(rig, kim, "settings")).press("settings.send", kind)
    assert rig.how == "views.update"
    assert "is on its way" in shown.words
    assert shown.view["callback_id"] == "settings.save"
    await deliver(rig)
    post = rig.slack.posts[-1]
    assert post["channel"].endswith(kim.slack_user_id)
    assert "Nothing is" in post["text"] or "nothing is waiting" in post["text"]


async def test_each_press_sends_one_and_quiet_hours_hold_none(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim = rig.office.member()
    await (await typed(rig, kim, "settings")).submit(quiet=["on"], **{"from": "00:00", "to": "23:59"})
    dialog = await typed(rig, kim, "settings")
    for _ in range(2):
        await dialog.press("settings.send", DigestKind.OVERDUE)
        await deliver(rig)
        rig.office.clock.advance(timedelta(seconds=1))
    assert len(rig.slack.posts) == 2


async def test_somebody_without_a_seat_gets_no_settings_and_saves_none(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim = rig.office.member()
    dialog, digest = await typed(rig, kim, "settings"), await digest_dialog(rig, kim, DigestKind.OVERDUE)
    with rig.office.services() as services:
        services.members.add(kim.email, {"seat": False})
    before = len(rig.slack.said)
    assert "needs a seat" in (await rig.type(kim, "settings")).words
    assert len(rig.slack.said) == before
    assert "needs a seat" in (await dialog.submit(language="da")).words
    assert "needs a seat" in (await digest.submit(cadence="working")).words
    assert "needs a seat" in (await dialog.press("settings.send", DigestKind.OVERDUE)).words
    assert await offered(rig, kim, "zone.options", "new") == []
    with rig.office.services() as services:
        known = services.members.find(kim.email)
    assert known is not None
    assert known.preferences == NO_PREFERENCES


async def deliver(rig: Rig) -> None:
    """Let what is due be sent: one message."""
    bot, clock = rig.bot, rig.office.clock
    sender = Sender(bot.database, clock, rig.slack, bot.background)
    loop = DeliveryLoop(Turns(bot.database, clock, "w"), sender, bot.background)
    before = len(rig.slack.posts)
    loop.start()
    await until(lambda: len(rig.slack.posts) > before)
    await loop.drain(5)
