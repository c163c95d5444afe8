"""Values longer than a block: every screen still fits into Slack's limits, and says what it left out."""

from dataclasses import replace
from typing import Any

from blocks.customers import customers
from blocks.examples.people import look
from blocks.history import record_history
from blocks.kit.validator import Surface, validate
from blocks.news import news_list
from blocks.records import record
from blocks.screens import Screen
from blocks.summary import summary
from csbot.domain.history import ValueChange
from csbot.domain.properties.types import Option, Property, PropertyType
from csbot.domain.tasks import Named

LOOK = look("en_GB")
OPTIONS = tuple(Option(f"o{n}", f"Option {n} {'x' * 60}") for n in range(100))
MANY = Property("many", "Many", PropertyType.MULTI_ENUMERATION, "p_1", options=OPTIONS, custom=True)
CHOSEN = tuple(option.value for option in OPTIONS)


def drawn(screen: Screen[Any], data: Any) -> str:
    """Everything on it, once Slack would take it."""
    rendered = screen.draw(data, LOOK)
    if rendered.frame is None:
        validate({"text": rendered.text, "blocks": rendered.blocks}, Surface.MESSAGE)
    else:
        title = {"type": "plain_text", "text": rendered.frame.title}
        validate({"type": "modal", "title": title, "blocks": rendered.blocks}, Surface.MODAL)
    return str(rendered.blocks)


def test_a_card_names_the_first_of_a_hundred_chosen_options_and_counts_the_rest() -> None:
    card = next(iter(record.examples.values()))
    fields, values = {**card.record.fields, "many": MANY}, {**card.record.values, "many": CHOSEN}
    found = replace(card.record, fields=fields, values=values)
    shown = drawn(record, replace(card, record=found, layout=replace(card.layout, fields=("owner", "many"))))
    assert "Option 0 " in shown
    assert " and 89 more" in shown


def test_history_has_room_for_a_change_of_a_hundred_options() -> None:
    page = next(page for page in record_history.examples.values() if page.entries)
    entry = replace(page.entries[0], changes=(ValueChange(MANY, CHOSEN, CHOSEN[:1]),), remarks=())
    assert "more → Option 0 " in drawn(record_history, replace(page, entries=(entry,)))


def test_a_line_of_a_list_shows_as_many_columns_as_a_block_holds() -> None:
    page = next(page for page in customers.examples.values() if page.page.lines)
    known = {f"c{n}": replace(MANY, name=f"c{n}", column=f"p_{n}") for n in range(10)}
    line = replace(page.page.lines[0], values=dict.fromkeys(known, CHOSEN))
    data = replace(page, columns=tuple(known), properties={**page.properties, **known})
    assert "… and 1 more" in drawn(customers, replace(data, page=replace(page.page, lines=(line,))))


def test_a_day_full_of_long_meetings_is_shown_whole() -> None:
    data = next(day for day in summary.examples.values() if day.meetings and day.timed)
    long: dict[str, Any] = {
        "title": f"Q&A {'x ' * 60}",
        "location": "R&D " * 40,
        "join_url": "",
        "company": Named(1, "A&B " * 40),
    }
    meetings = tuple(replace(data.meetings[0], **long) for _ in range(8))
    timed = tuple(replace(data.timed[0], title="Prepare R&D " * 20) for _ in range(8))
    shown = drawn(summary, replace(data, meetings=meetings, timed=timed))
    assert shown.count("Meeting: Q&amp;A") == shown.count("Task: Prepare R&amp;D") == 8


def test_many_tasks_with_long_titles_are_all_in_one_message() -> None:
    data = news_list.examples["assigned"]
    tasks = tuple(replace(data.tasks[0], id=n, title=f"{n}: {'Q&A ' * 60}") for n in range(10))
    shown = drawn(news_list, replace(data, tasks=tasks))
    assert all(f"*{n}: Q&amp;A" in shown for n in range(10))
