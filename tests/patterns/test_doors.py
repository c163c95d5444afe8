"""Whole ways in for users' texts: twice the text takes about twice the time, in loops and parsers too."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from blocks.kit import escape
from csbot.domain.assignees import Assignee, named
from csbot.domain.errors import Expected
from csbot.domain.filters.text import Vocabulary, parse
from csbot.domain.imports import People
from csbot.domain.imports.columns import Dictionary
from csbot.domain.message_words import words_of
from csbot.domain.phrases import Phrase, find_companies, find_shortened
from csbot.domain.phrases import read as read_phrase
from csbot.domain.properties import PROPERTIES, DateStyle, Property, PropertyType, Reading
from csbot.domain.properties.dates import has_clock_time, order_shown
from csbot.domain.properties.drafts import options_of, read_options
from csbot.domain.properties.numbers import mark_shown
from csbot.domain.properties.types import Option
from csbot.domain.properties.values import read, tidy_domain, tidy_id, word_key
from csbot.domain.quotes import notes_of, plain_text, title_of
from csbot.domain.record_forms import begun
from csbot.domain.records import ObjectType
from csbot.domain.screens import read_ref
from csbot.domain.slack_texts import by_id, by_name, marked, nameless, undone
from csbot.envelopes import FORM, read_envelope
from csbot.playground.gestures.typed_text import as_rich_text, as_sent, links
from handlers import incoming
from handlers.args import nearest
from tests.patterns.hostile import SPOILT, Text
from tests.patterns.meter import Growth, growth

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
READING = Reading(DateStyle("Europe/Copenhagen"))
OPTIONS = (Option("gold", "Gold"), Option("silver", "Silver"))
PERSON = [Assignee(7, "Kim Sørensen", "kim@fjord.example", "U7")]
COMPANIES = Vocabulary(PROPERTIES[ObjectType.COMPANY], PERSON, READING)
BY_NAME = {one.name: one for one in PROPERTIES[ObjectType.COMPANY]}
NO_LIMIT = 1_000_000
FEW = 24  # of them, for parts of what is measured with all
REPEATED = (
    "a", "1", " ", "\n", "*a ", "*_~`", "*a* ", "_", "<", "<a|", "<@U1|a> ", "&gt;\n", "&amp;",
    "<!date^1^a|b>", "<a:b|c", "[a](b",
    "&#1", "```", "a.", "a@a.", "(", '"', '"a ', '\\"', "“", "'s ", ", ", "- ", "#a ", "@a ", "!a ",
    "|", "-> ", "a\n", "\t", "é", "\u0301", "\u200f", "friday ", "at 9 ", "15.10 ", "on 1/2 at 3 ",
    "in 2 weeks ", "the end of ", "due by ", "no later ", "2026-01-01 ", "name:a ", "-name:a ",
    "arr:>1 ", "owner:me ", "a OR ", "city:*a* ", "a,", "a..", "city:a,", "1 000 ", "+45 1", "kr ",
    "https://a ", "http://a.", "mailto:a@b.c ", "🎉", "👩\u200d", "🇩🇰",
)  # fmt: skip


def quietly(work: Callable[[str], object]) -> Callable[[str], object]:
    """The work, where a refusal is an answer too."""

    def tried(text: str) -> object:
        with suppress(Expected, ValueError, RecursionError):
            return work(text)
        return None

    return tried


def reader(kind: PropertyType) -> Callable[[str], object]:
    """Reading a value of that type when its limit is far away."""
    choice = kind in (PropertyType.ENUMERATION, PropertyType.MULTI_ENUMERATION)
    prop = Property("x", "X", kind, "x", max_length=NO_LIMIT, options=OPTIONS if choice else ())
    return lambda text: read(prop, text, READING)


def customers(text: str) -> object:
    """Customers whose names are like the title."""
    phrase = Phrase(text)
    names = [(text[:size], size) for size in (3, 50, 499)]
    return find_companies(phrase, lambda asked: dict.fromkeys(asked, 1)), find_shortened(phrase, names)


def form(text: str) -> object:
    return incoming.read(read_envelope(f"command=%2Fcs&team_id=T1&user_id=U1&text={quote(text)}", FORM))


def blocks_of(text: str) -> object:
    """The text in blocks of each kind."""
    parts = [{"type": "text", "text": text}, {"type": "link", "url": text, "text": text}]
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}
    texts = ({"type": kind, "text": text} for kind in ("mrkdwn", "plain_text", "markdown"))
    return [*texts, rich]


DOORS: dict[str, Callable[[str], object]] = {
    **{f"value: {kind}": reader(kind) for kind in PropertyType},
    "a message as text": lambda text: title_of(notes_of(plain_text(text))),
    "what Slack made of a text": lambda text: [read(undone(text)) for read in (by_id, by_name, nameless, marked)],
    "a message's blocks": lambda text: words_of({"blocks": blocks_of(text), "attachments": [{"text": text}] * 2}),
    "a new record's name": lambda text: begun(BY_NAME, text),
    "a task as a phrase": lambda text: read_phrase(text, NOW, "Europe/Copenhagen"),
    "customers in a title": customers,
    "a filter": lambda text: parse(text, COMPANIES),
    "a filter's property": lambda text: parse(f"{text}:x", COMPANIES),
    "a filter's value": lambda text: parse(f"health:{text}", COMPANIES),
    "a filter's text": lambda text: parse(f'city:"{text}"', COMPANIES),
    "a filter's person": lambda text: parse(f"owner:{text}", COMPANIES),
    "a filter's number": lambda text: parse(f"arr:>{text}", COMPANIES),
    "a filter's day": lambda text: parse(f"renewal:<{text}", COMPANIES),
    "a domain": tidy_domain,
    "an id": tidy_id,
    "a word": word_key,
    "options, one a line": lambda text: options_of(read_options(text, OPTIONS)[0], OPTIONS, read_options(text)[1]),
    "a heading": lambda text: Dictionary(ObjectType.COMPANY).read(text),
    "an owner in a file": lambda text: People([(1, "kim@fjord.example", "Kim")]).find(text),
    "a date in a file": lambda text: (order_shown(text), has_clock_time(text)),
    "a number in a file": mark_shown,
    "somebody": lambda text: named(text, PERSON),
    "a word of a command": lambda text: nearest(text, ("task", "tasks", "customers")),
    "a command": form,
    "an event": lambda text: read_envelope(json.dumps({"type": "event_callback", "text": text}), "application/json"),
    "bare JSON": lambda text: read_envelope(text, "application/json"),
    "a screen's reference": lambda text: read_ref(f"a|{text}|1"),
    "one line on a screen": lambda text: escape.plain(text, NO_LIMIT),
    "a cut line on a screen": lambda text: escape.mrkdwn(text, len(text) // 2 + 1),
    "lines on a screen": lambda text: escape.paragraphs(text, NO_LIMIT),
    "the local Slack's texts": lambda text: (links(text), as_rich_text(text), as_sent(text, [], with_names=True)),
}


@pytest.mark.parametrize("name", DOORS)
def test_twice_the_text_takes_about_twice_the_time(name: str) -> None:
    work = quietly(DOORS[name])
    work("a")  # what is made at the first use, and kept
    pieces = REPEATED[:FEW] if name.startswith("a filter's") else REPEATED
    assert slow(work, pieces, ("", SPOILT) if name.startswith("value") else ("",)) == []


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("formatting, pair by pair", lambda text: [text.count("*", place) for place in range(len(text))]),
        ("a list searched for each word", lambda text: [word in text.split() for word in text.split()]),
    ],
)
def test_the_meter_catches_loops(name: str, work: Callable[[str], object]) -> None:
    assert slow(work, REPEATED, ("",)), name


def slow(work: Callable[[str], object], pieces: Sequence[str], ends: Sequence[str]) -> list[str]:
    """The hostile text that takes more than twice as long when it is twice as long, if there is one."""
    found: dict[Text, Growth] = {}
    for make in (Text(repeated, end) for repeated in pieces for end in ends):
        found[make] = growth(work, make, longest=8_192)
        if not found[make].is_linear:
            return [f"{make}: {found[make]}"]
    return []
