"""The words of a message, wherever they stand (workspace T3)."""

from typing import Any

import pytest

from csbot.domain.message_words import words_of
from csbot.domain.slack_texts import by_name


def text_block(text: str, kind: str = "section") -> dict[str, Any]:
    return {"type": kind, "text": {"type": "mrkdwn", "text": text}}


def rich(*elements: dict[str, Any], kind: str = "rich_text_section") -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(elements)}]}


def said(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


HEADER = {"type": "header", "text": {"type": "plain_text", "text": "Ticket 7 &amp; more"}}
CONTEXT = {"type": "context", "elements": [{"type": "image", "image_url": "x", "alt_text": "no"},
    {"type": "mrkdwn", "text": "by <@U1> on <!date^1^{date}|Feb 18>"}]}  # fmt: skip
FIELDS = {"type": "section",
          "fields": [{"type": "mrkdwn", "text": "*Plan*\nGold"}, {"type": "plain_text", "text": "x"}],
          "accessory": {"type": "button", "text": {"type": "plain_text", "text": "Press"}}}  # fmt: skip
BUTTONS = {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Press"}}]}
MARKDOWN = {"type": "markdown", "text": "# Due **soon**\n- see [the deck](https://x.example)\n> & `more`"}
WRITTEN = rich(
    said("Ask *literally* "),
    {"type": "user", "user_id": "U1"},
    said(" & "),
    {"type": "usergroup", "usergroup_id": "S1"},
    said(" in "),
    {"type": "channel", "channel_id": "C1"},
    said(" "),
    {"type": "broadcast", "range": "here"},
    said(" on "),
    {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "Feb 18"},
    said(" "),
    {"type": "link", "url": "https://x.example", "text": "the deck"},
    {"type": "emoji", "name": "eyes"},
)
LIST = {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": [
    {"type": "rich_text_section", "elements": [said("one")]},
    {"type": "rich_text_section", "elements": [said("two")]}]},
    {"type": "rich_text_preformatted", "elements": [said("x = 1\ny = 2")]},
    {"type": "rich_text_quote", "elements": [said("three")]}]}  # fmt: skip
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "A"}, rich(said("B"))]]}
ATTACHMENT = {
    "pretext": "New deal", "title": "Acme", "title_link": "https://x.example/7", "text": "*won* by <@U1|kim>",
    "fields": [{"title": "ARR", "value": "45,000"}], "fallback": "never", "footer": "CRM",
}  # fmt: skip
SHARED = {"from_url": "https://x.slack.com/1", "is_share": True, "text": "Please call",
          "message_blocks": [{"message": {"blocks": [rich(said("Please call"))]}}]}  # fmt: skip


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"text": "Call <@U1|kim>"}, "Call @kim"),
        ({"blocks": [HEADER]}, "Ticket 7 & more"),
        ({"text": "", "blocks": [text_block("*Due* <http://b.example|b.example>")]}, "Due b.example"),
        ({"text": "This content can't be displayed.", "blocks": [HEADER]}, "Ticket 7 & more"),
        ({"blocks": [HEADER, FIELDS, CONTEXT, BUTTONS, {"type": "divider"}]},
         "Ticket 7 & more\nPlan\nGold\nx\nby @U1 on Feb 18"),
        ({"blocks": [MARKDOWN]}, "Due soon\nsee the deck (https://x.example)\n& more"),
        ({"blocks": [WRITTEN]}, "Ask *literally* @U1 & @S1 in #C1 @here on Feb 18 the deck (https://x.example):eyes:"),
        ({"blocks": [LIST]}, "one\ntwo\nx = 1\ny = 2\nthree"),
        ({"blocks": [TABLE]}, "A\nB"),
        ({"blocks": [{"type": "new", "body": {"type": "plain_text", "text": "unheard of"}}]}, "unheard of"),
        ({"text": "Ticket 7", "blocks": [text_block("Ticket 7"), text_block("Plan: gold")]}, "Ticket 7\nPlan: gold"),
        ({"text": "• one\n• two", "blocks": [LIST]}, "• one\n• two"),
        ({"attachments": [ATTACHMENT]}, "New deal\nAcme (https://x.example/7)\nwon by @kim\nARR: 45,000"),
        ({"text": "Look", "attachments": [ATTACHMENT]},
         "Look\nNew deal\nAcme (https://x.example/7)\nwon by @kim\nARR: 45,000"),
        ({"attachments": [{"fallback": "Only this"}]}, "Only this"),
        ({"attachments": [{"blocks": [HEADER], "fallback": "never"}]}, "Ticket 7 & more"),
        ({"text": "", "attachments": [SHARED]}, "Please call"),
        ({"text": "FYI", "attachments": [SHARED]}, "FYI\nPlease call"),
        ({"text": "see <https://x.example>", "attachments": [{"from_url": "https://x.example", "text": "A preview"}]},
         "see https://x.example"),
        ({"text": "", "files": [{"title": "Plan &amp; price", "name": "a.pdf"}, {"name": "b.pdf"}]},
         "Plan & price\nb.pdf"),
        ({"text": "Here it is", "files": [{"name": "b.pdf"}]}, "Here it is"),
        ({}, ""),
        ({"blocks": "odd", "attachments": [None, 7, {"fields": [{"value": []}]}], "files": [{"name": 7}]}, ""),
        ({"blocks": [{"type": []}, {"type": "section", "text": {"type": "mrkdwn", "text": {}}}, [[{}]]]}, ""),
    ],
)  # fmt: skip
def test_where_the_words_stand(message: dict[str, Any], words: str) -> None:
    assert by_name(words_of(message)) == words


def test_a_long_one_is_cut() -> None:
    assert len(words_of({"blocks": [text_block(f"{'x' * 3000}{n}") for n in range(50)]})) == 40_000
