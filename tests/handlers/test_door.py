"""What Slack makes of a text comes as typed into every command, shortcut and select (workspace C18, T3)."""

from typing import Any

import pytest

from csbot.domain.records import ObjectType
from tests.handlers.dialogs import offered, shortcut, typed
from tests.handlers.rig import Rig
from tests.handlers.test_companies import company
from tests.handlers.test_finding import person


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("mail <mailto:a@b.example|a@b.example> friday", "mail a@b.example"),
        ("look at <http://b.example|b.example> friday", "look at b.example"),
        ("look at <https://b.example/x?y=1&amp;z=2> friday", "look at https://b.example/x?y=1&z=2"),
        ("ask in <#C1|general> friday", "ask in #general"),
        ("ask <!here> friday", "ask @here"),
        ("ask <@U7|kim>s team friday", "ask @kims team"),
        ("ask <!subteam^S1|@cs> friday", "ask @cs"),
        ("R&amp;D &lt;b&gt; &amp;lt;x friday", "R&D <b> &lt;x"),
        ("read the <!date^1392734382^{date}|notes of 2014> friday", "read the notes of 2014"),
    ],
)
async def test_a_task_is_called_what_was_typed(sqlite_rig: Rig, text: str, title: str) -> None:
    kim = sqlite_rig.office.member("Kim", slack_user_id="U1")
    assert (await typed(sqlite_rig, kim, f"task {text}")).shows()["title"] == title


async def test_a_person_of_a_command_is_that_person(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim", slack_user_id="U1")
    lee = sqlite_rig.office.member("Lee", slack_user_id="U2")
    company(sqlite_rig.office, "Hers", owner_id=lee.id)
    company(sqlite_rig.office, "Mine", owner_id=kim.id)
    for text in ("owner:<@U2|anything>", "<@U2|anything>", "<@U2>"):
        seen = await sqlite_rig.type(kim, f"customers {text}")
        assert "Hers" in seen.words
        assert "Mine" not in seen.words
    assert (await typed(sqlite_rig, kim, "task call <@U2|anything>")).shows()["assignee"] == str(lee.id)


async def test_selects_find_by_addresses_and_names_as_slack_writes_them(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim", email="kim@example.com")
    acme = company(sqlite_rig.office, "Acme", domain="acme.example")
    ida = person(sqlite_rig.office, "Ida Lund", email="ida@acme.example")
    for text in ("https://acme.example/x", "<http://acme.example|acme.example>", "acme.example"):
        assert [value for _, value, _ in await offered(sqlite_rig, kim, "company.options", text)] == [str(acme)]
        assert (await offered(sqlite_rig, kim, "record.options", text))[0][1] == f"company:{acme}"
    for text in ("lund", "ida@acme.example", "<mailto:ida@acme.example|ida@acme.example>"):
        assert (f"contact:{ida}") in [value for _, value, _ in await offered(sqlite_rig, kim, "record.options", text)]
    for text in ("@kim", "kim@example.com", "<mailto:kim@example.com|kim@example.com>", "<@U1|kim>"):
        assert [value for _, value, _ in await offered(sqlite_rig, kim, "member.options", text)] == [str(kim.id)], text


async def test_a_command_that_takes_no_text_says_what_was_typed(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim", slack_user_id="U1")
    for command in ("tasks", "help", "settings"):
        seen = await sqlite_rig.type(kim, f"{command} <mailto:a@b.example|a@b.example>")
        assert "mailto" not in seen.words
    assert "a@b.example" in (await sqlite_rig.type(kim, "<mailto:a@b.example|a@b.example>")).words
    assert "@lee" in (await sqlite_rig.type(kim, "<@U2|lee> hello")).words


WORDS = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
    {"type": "text", "text": "Please ask "}, {"type": "user", "user_id": "U2"}, {"type": "text", "text": " & "},
    {"type": "user", "user_id": "U9"}, {"type": "text", "text": " by "},
    {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "Feb 18"},
    {"type": "text", "text": "\nThanks"}]}]}  # fmt: skip


@pytest.mark.parametrize(
    ("message", "title", "notes"),
    [
        ({"text": "", "blocks": [WORDS]}, "Please ask @Lee Park & @someone by Feb 18", "Thanks"),
        ({"text": "Ask <@U2>, <@U9> by <!date^1^{date}|Feb 18>\n<!subteam^S1|@cs>"},
         "Ask @Lee Park, @someone by Feb 18", "@cs"),
        ({"text": "&lt;@U2&gt;"}, "<@U2>", ""),
        ({"attachments": [{"pretext": "*New* ticket", "text": "It <https://x.example|is> slow"}]},
         "New ticket", "It is (https://x.example) slow"),
        ({"text": "", "files": [{"name": "plan.pdf"}]}, "plan.pdf", ""),
    ],
)  # fmt: skip
async def test_a_task_of_a_message_has_its_words(
    sqlite_rig: Rig, message: dict[str, Any], title: str, notes: str
) -> None:
    kim = sqlite_rig.office.member("Kim", slack_user_id="U1")
    sqlite_rig.office.member("Lee Park", slack_user_id="U2")
    dialog = await shortcut(sqlite_rig, kim, "task.from_message", ts="1.2", **message)
    shown = dialog.shows()
    assert shown["title"] == title
    assert shown["notes"] == "\n".join(filter(None, (title, notes)))
    await dialog.submit()


async def test_an_odd_message_opens_an_empty_dialog(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim", slack_user_id="U1")
    odd: dict[str, Any] = {"blocks": "x", "attachments": {"a": 1}, "files": [7, {"name": []}]}
    assert "title" not in (await shortcut(sqlite_rig, kim, "task.from_message", ts="1.2", **odd)).shows()
    assert sqlite_rig.office.records(ObjectType.COMPANY, []) == []
