"""`/cs task <free text>`: what is understood, what is doubtful, what is too much (workspace T3)."""

from datetime import UTC, date, datetime

import pytest

from csbot.domain.errors import SlackRefused
from csbot.domain.tasks import Priority
from tests.handlers.dialogs import open_task, open_tasks, pressed, typed
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral

FRIDAY_15 = datetime(2026, 3, 6, 14, 0, tzinfo=UTC)  # 15:00 in Copenhagen
URL = "response_url"


async def test_a_clear_text_is_shown_as_understood_and_saved_with_one_press(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim Larsen"), rig.office.member("Lee Jensen")
    acme = rig.office.company("Acme", kim)
    dialog = await typed(rig, kim, "task call Acme friday 15:00 !high @lee")
    assert "Understood: *friday 15:00* · *!high* · *@lee*." in dialog.words
    assert "Please check" not in dialog.words
    assert dialog.shows() == {
        "title": "call Acme",
        "company": str(acme),
        "due_on": "2026-03-06",
        "due_time": "15:00",
        "assignee": str(lee.id),
        "priority": "high",
        "type": "call",
    }
    assert open_tasks(rig, lee) == [], "nothing is saved before Create"
    closed = await dialog.submit()
    (task,) = open_tasks(rig, lee)
    assert (task.title, task.due_at, task.due_on, task.priority) == ("call Acme", FRIDAY_15, None, Priority.HIGH)
    assert (task.company and task.company.id, task.assignee and task.assignee.id) == (acme, lee.id)
    said = closed.last(URL)
    assert "You created this at 10:00 AM" in said.words
    assert said.body["replace_original"] is False


@pytest.mark.parametrize(
    ("text", "sentence", "left_open"),
    [
        ("call @nobody", "Nobody here is called “@nobody”, so it is assigned to you", None),
        ("call @sam", "“@sam” can mean several people", "assignee"),
        ("call @lee @sam", "“@lee @sam” can mean several people", "assignee"),
        ("call twin", "“Twin” can mean several customers", "company"),
        ("call Acme and Globex", "can mean several customers", "company"),
        ("call #nowhere", "There is no customer “#nowhere”", "company"),
        ("send it 31 feb", "is not a date", "due_on"),
        ("send it on 5/6", "can mean Tue, May 5, 2026", "due_on"),
        ("send it !now", "“!now” is not a priority", None),
        ("!high", "No title was typed", "title"),
        ("call yesterday", "has already passed", None),
        ("call friday about Acme", "stayed in the title", "due_on"),
    ],
)
async def test_what_is_doubtful_is_said_and_left_open(
    sqlite_rig: Rig, text: str, sentence: str, left_open: str | None
) -> None:
    rig = sqlite_rig
    kim = rig.office.member("Kim")
    rig.office.member("Lee")
    rig.office.member("Sam Smith")
    rig.office.member("Sam Jones")
    for name in ("Acme", "Globex", "Twin", "Twin"):
        rig.office.company(name)
    dialog = await typed(rig, kim, f"task {text}")
    if "5/6" in text:
        sentence = "“5/6” can mean"
    assert sentence in dialog.words
    assert left_open is None or left_open not in dialog.shows()


async def test_ones_own_customers_are_known_by_the_beginning_of_their_names(sqlite_rig: Rig) -> None:
    rig, kim, lee = sqlite_rig, sqlite_rig.office.member("Kim"), sqlite_rig.office.member("Lee")
    acme = rig.office.company("Acme Corp", kim)
    rig.office.company("Acme Nordic", lee)
    rig.office.company("Twin North", kim)
    rig.office.company("Twin South", kim)
    assert (await typed(rig, kim, "task call Acme friday")).shows()["company"] == str(acme)
    assert "company" not in (await typed(rig, kim, "task call Nordic friday")).shows()
    several = await typed(rig, kim, "task call Twin friday")
    assert "“Twin” can mean several customers" in several.words
    assert "company" not in several.shows()
    exact = rig.office.company("Acme", lee)
    assert (await typed(rig, kim, "task call Acme friday")).shows()["company"] == str(exact)


@pytest.mark.parametrize("typed_name", ["@lee", "@Lee.Jensen", "@lj", "<@U0LEE>", "<@U0LEE|whatever>"])
async def test_people_are_found_by_name_mailbox_or_slack_id(sqlite_rig: Rig, typed_name: str) -> None:
    kim = sqlite_rig.office.member("Kim")
    lee = sqlite_rig.office.member("Lee Jensen", slack_user_id="U0LEE", email="lj@example.com")
    dialog = await typed(sqlite_rig, kim, f"task call {typed_name}")
    assert dialog.shows()["assignee"] == str(lee.id)


async def test_the_longest_customers_name_counts_and_its_case_does_not(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    sqlite_rig.office.company("Acme")
    longer = sqlite_rig.office.company("Acme North Ltd")
    dialog = await typed(sqlite_rig, kim, "task ask acme north ltd about seats")
    assert dialog.shows()["company"] == str(longer)


async def test_a_title_too_long_is_kept_and_refused_beside_the_field(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    dialog = await typed(sqlite_rig, kim, "task " + "word " * 200)
    assert "longer than 500 characters" in dialog.words
    assert len(dialog.shows()["title"]) == 999
    for title in (dialog.shows()["title"], "x" * 10_000, "ẞ" * 300):
        refused = await dialog.submit(title=title)
        assert "500" in refused.errors["title"]
        assert "Nothing was saved" in refused.errors["title"]
    assert open_tasks(sqlite_rig, kim) == []
    await dialog.submit(title="x" * 500)
    assert len(open_tasks(sqlite_rig, kim)[0].title) == 500


async def test_more_than_a_dialog_can_hold_is_given_back(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    text = " ".join(f"word{n}" for n in range(1000))
    shown = await sqlite_rig.type(kim, f"task {text}")
    assert "This is what you typed" in shown.words
    assert text.replace(" ", "") == "".join(shown.words.partition("typed:")[2].replace("```", "").split())


async def test_an_expired_trigger_is_explained_and_the_text_is_a_button(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim = rig.office.member("Kim")
    rig.slack.fail("views.open", SlackRefused("expired_trigger_id"))
    before = len(rig.slack.said)
    await rig.type(kim, "task call Acme friday")
    told = rig.since(before)
    assert "could not be opened in time" in told.words
    again = await pressed(rig, kim, told.button("command.run"), on_ephemeral())
    assert again.shows()["title"] == "call Acme"


async def test_hostile_names_are_plain_in_the_dialog_and_after(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    kim = rig.office.member("*Kim* <!channel>")
    rig.office.company("<!here> *R&D*")
    dialog = await typed(rig, kim, 'task "*bold* &lt;!channel&gt; `x`" tomorrow')
    assert dialog.shows()["title"] == "*bold* <!channel> `x`"
    said = (await dialog.submit()).last(URL)
    (interpreted, *_) = [block["text"]["text"] for block in said.blocks if block["type"] == "section"]
    assert "∗bold∗ &lt;!channel&gt;" in interpreted
    assert "<!" not in interpreted
    doubtful = await typed(rig, kim, "task call !*x* #*y*-z tomorrow")
    assert "*x*" not in doubtful.words.replace("*Please check:*", "")
    assert open_tasks(rig, kim)[0].title == "*bold* <!channel> `x`"


@pytest.mark.parametrize("word", ["@me", "@Me", "@mig", "@mij"])
async def test_me_is_who_types(sqlite_rig: Rig, word: str) -> None:
    kim = sqlite_rig.office.member("Kim")
    dialog = await typed(sqlite_rig, kim, f"task call Acme {word}")
    assert dialog.shows()["assignee"] == str(kim.id)
    assert "Please check" not in dialog.words
    assert (await typed(sqlite_rig, kim, "task call @nobody")).shows()["assignee"] == str(kim.id)


@pytest.mark.parametrize(
    ("locale", "text", "shown"),
    [
        ("da_DK", "ring til Rasmus fredag kl. 15 !høj", ("ring til Rasmus", "2026-03-06", "15:00", "high", "call")),
        ("da_DK", "i morgen kl 10 send tilbud", ("send tilbud", "2026-03-03", "10:00", "none", "todo")),
        ("nl_NL", "Bellen met Jan vrijdag om 15:00", ("Bellen met Jan", "2026-03-06", "15:00", "none", "call")),
        ("nl_NL", "Mail Jan volgende week vrijdag !hoog", ("Mail Jan", "2026-03-13", None, "high", "email")),
        ("en_GB", "tomorrow call Rhys", ("call Rhys", "2026-03-03", None, "none", "call")),
    ],
)
async def test_a_task_is_read_in_the_language_of_who_types(
    sqlite_rig: Rig, locale: str, text: str, shown: tuple[str | None, ...]
) -> None:
    kim = sqlite_rig.office.member("Kim", locale=locale)
    fields = (await typed(sqlite_rig, kim, f"task {text}")).shows()
    assert tuple(fields.get(name) for name in ("title", "due_on", "due_time", "priority", "type")) == shown


async def test_a_due_date_that_has_passed_needs_a_second_yes(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    dialog = await typed(rig, kim, "task call Acme 1 jan 2020 !high")
    asked = await dialog.submit()
    assert "has passed. Nothing was saved yet. Press *Create* again" in asked.words
    assert open_tasks(rig, kim) == []
    assert asked.shows() == dialog.shows()
    other = await asked.submit(due_on="2020-01-02")
    assert open_tasks(rig, kim) == [], "another day is asked about again"
    await other.submit(due_on="2020-01-02")
    (task,) = open_tasks(rig, kim)
    assert (task.due_on, task.priority) == (date(2020, 1, 2), Priority.HIGH)


async def test_a_task_moved_into_the_past_needs_a_second_yes(sqlite_rig: Rig) -> None:
    rig, kim = sqlite_rig, sqlite_rig.office.member("Kim")
    (task_id,) = rig.office.tasks(kim, [{"title": "Call", "due_on": date(2026, 3, 10)}])
    dialog = await (await open_task(rig, kim, task_id)).press("task.edit")
    asked = await dialog.submit(due_on="2026-02-27", title="Call Bo")
    assert "Press *Save* again" in asked.words
    (before,) = open_tasks(rig, kim)
    assert (before.title, before.due_on) == ("Call", date(2026, 3, 10))
    await asked.submit()
    (after,) = open_tasks(rig, kim)
    assert (after.title, after.due_on) == ("Call Bo", date(2026, 2, 27))
    unchanged = await (await open_task(rig, kim, task_id)).press("task.edit")
    await unchanged.submit(title="Call Bo again")
    assert open_tasks(rig, kim)[0].title == "Call Bo again", "a due date that stays is not asked about"
