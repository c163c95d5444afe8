"""What is typed behind `/cs customers` and `/cs tasks` shows what is meant, or offers it (workspace C18, T2, V7)."""

import pytest

from csbot.domain.members import Member
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, ViewForm
from tests.handlers.customers import book, manager, names
from tests.handlers.dialogs import pressed
from tests.handlers.rig import Rig
from tests.handlers.test_lists import TODAY, one_of_each, titles
from tests.slack_requests import on_ephemeral

KIMS = ["Acme", "Bolt", "Foxtrot"]
LEES = ["Delta", "North Wind"]


def people(rig: Rig) -> tuple[Member, Member]:
    kim, lee = rig.office.member("Kim Vos"), rig.office.member("Lee Park")
    book(rig.office, kim, lee)
    return kim, lee


@pytest.mark.parametrize("form", ["owner:{mention}", "{mention}", "owner:{email}", "owner:@lee", 'owner:"Lee Park"',
                                  "@lee", "owner:lee park", "owner: park"])  # fmt: skip
async def test_a_persons_customers(sqlite_rig: Rig, form: str) -> None:
    kim, lee = people(sqlite_rig)
    text = form.format(mention=f"<@{lee.slack_user_id}>", email=lee.email)
    assert names(await sqlite_rig.type(kim, f"customers {text}")) == LEES


async def test_several_people_of_a_name_are_buttons(sqlite_rig: Rig) -> None:
    kim, _ = people(sqlite_rig)
    sqlite_rig.office.member("Lee Holm")
    seen = await sqlite_rig.type(kim, "customers owner:lee")
    assert "could be several people" in seen.words
    labels = [one["text"]["text"] for one in seen.elements("command.run")]
    assert labels == ["Lee Park", "Lee Holm"]
    first = seen.elements("command.run")[0]["value"]
    assert names(await sqlite_rig.press(kim, seen.button("command.run", first), on_ephemeral())) == LEES


@pytest.mark.parametrize(
    ("locale", "text", "offered", "found"),
    [
        ("en_GB", "at risk", "customers health:at-risk", ["Acme", "Foxtrot", "North Wind"]),
        ("en_GB", "owned by kim", "customers owner:kim", KIMS),
        ("en_GB", "renewal this month", "customers renewal:this month", ["Acme", "North Wind"]),
        ("en_GB", "not at risk", "customers -health:at-risk", ["Bolt", "Delta", "∗Echo∗ &lt;!channel&gt;"]),
        ("da_DK", "i risiko", "customers health:at-risk", ["Acme", "Foxtrot", "North Wind"]),
        ("nl_NL", "van kim", "customers owner:kim", KIMS),
        ("en_GB", "owned by mee", "customers Owned by me", KIMS),
        ("en_GB", "renewals", "customers Renewals soon", ["Acme"]),
    ],
)
async def test_words_in_no_name_are_offered_as_what_they_look_like(
    sqlite_rig: Rig, locale: str, text: str, offered: str, found: list[str]
) -> None:
    people(sqlite_rig)
    kim = sqlite_rig.office.member("Asker", locale=locale)
    boss = manager(sqlite_rig.office).as_actor()
    with sqlite_rig.office.services() as services:
        services.saved_views.create(boss, ObjectType.COMPANY, ViewForm("Renewals soon", sharing=Sharing.EVERYONE))
    seen = await sqlite_rig.type(kim, f"customers {text}")
    assert names(seen) == []
    assert f"`/cs {offered}`" in seen.words
    after = await sqlite_rig.press(kim, seen.button("command.run", offered), on_ephemeral())
    if "Owned" not in offered:
        assert set(found) <= set(names(after))


async def test_what_has_a_name_is_shown_and_what_was_meant_offered(sqlite_rig: Rig) -> None:
    kim, _ = people(sqlite_rig)
    sqlite_rig.office.records(ObjectType.COMPANY, [{"name": "Risk Catalyst"}])
    seen = await sqlite_rig.type(kim, "customers at risk")
    assert names(seen) == ["Risk Catalyst"]
    assert "Did you mean `/cs customers health:at-risk`?" in seen.words
    assert "Did you mean" not in (await sqlite_rig.type(kim, "customers risk")).words


async def test_a_bare_mention_means_the_chosen_property(sqlite_rig: Rig) -> None:
    """Whose customer it is, managers choose (workspace S3)."""
    kim, lee = people(sqlite_rig)
    boss = manager(sqlite_rig.office).as_actor()
    with sqlite_rig.office.services() as services:
        services.properties.add(boss, ObjectType.COMPANY, PropertyDraft("Coach", PropertyType.USER))
        asked = services.filters.parse(kim.as_viewer(), ObjectType.COMPANY, f"<@{lee.slack_user_id}>", "coach")
    assert [one.property for one in asked.conditions] == ["coach"]


async def test_an_opposite_is_shown_edited_and_saved_as_what_was_meant(sqlite_rig: Rig) -> None:
    kim, _ = people(sqlite_rig)
    seen = await sqlite_rig.type(kim, "customers -arr:>=60k")
    others = ["Bolt", "Delta", "∗Echo∗ &lt;!channel&gt;"]
    assert sorted(names(seen)) == sorted(others)
    assert "*ARR* is less than 60,000 or is unknown" in seen.words
    dialog = await pressed(sqlite_rig, kim, seen.button("filter.open"), on_ephemeral())
    condition = await dialog.choose("filter.condition", "edit:0:0")
    sent = await condition.submit(value="60000", negated=("1",), unknown=("1",))
    assert sent.errors == {}
    form = await pressed(sqlite_rig, kim, seen.button("view.new"), on_ephemeral())
    assert "is less than 60,000 or is unknown" in form.words
    saved = await form.submit(name="Small ones")
    assert saved.errors == {}
    assert sorted(names(await sqlite_rig.type(kim, "customers small ones"))) == sorted(others)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("due today", ["Today by date", "Today, late"]),
        ("Due today", ["Today by date", "Today, late"]),
        ("today\u200b", ["Today by date", "Today, late"]),
        ("my overdue tasks", ["Yesterday"]),
        ("late", ["Yesterday"]),
        ("due tomorrow", ["Tomorrow, early"]),
        ("all completed", ["Done"]),
        ("finished", ["Done"]),
        ("assignee:me overdue", ["Yesterday"]),
        ("overdue @kim", ["Yesterday"]),
    ],
)
async def test_tasks_by_the_words_that_people_use(sqlite_rig: Rig, text: str, found: list[str]) -> None:
    kim = one_of_each(sqlite_rig)
    assert titles(await sqlite_rig.type(kim, f"tasks {text}")) == found


@pytest.mark.parametrize(
    ("locale", "text"),
    [("da_DK", "forfalder i dag"), ("da_DK", "i dag"), ("nl_NL", "deadline vandaag"), ("nl_NL", "vandaag")],
)
async def test_tasks_in_the_viewers_language(sqlite_rig: Rig, locale: str, text: str) -> None:
    asker = sqlite_rig.office.member("Asker", locale=locale, tz="Europe/Copenhagen")
    sqlite_rig.office.tasks(asker, [{"title": "Now", "due_on": TODAY}])
    assert titles(await sqlite_rig.type(asker, f"tasks {text}")) == ["Now"]


async def test_what_tasks_does_not_know_is_said_and_not_dropped(sqlite_rig: Rig) -> None:
    kim = one_of_each(sqlite_rig)
    sqlite_rig.office.member("Lee Park")
    seen = await sqlite_rig.type(kim, "tasks overdue high")
    assert "does not know `overdue high`" in seen.words
    assert "Did you mean `/cs tasks overdue`?" in seen.words
    for text in ("@lee", "assignee:lee", 'assignee:"Lee Park"', "overdue assignee:lee"):
        assert "lists your own tasks, not those of" in (await sqlite_rig.type(kim, f"tasks {text}")).words


@pytest.mark.parametrize(
    ("text", "meant"), [("my tasks", "tasks my"), ("overdue tasks", "tasks overdue"), ("my customers", "customers my")]
)
async def test_a_command_behind_another_word_is_offered(sqlite_rig: Rig, text: str, meant: str) -> None:
    kim = one_of_each(sqlite_rig)
    seen = await sqlite_rig.type(kim, text)
    assert seen.button("command.run")["value"] == meant
