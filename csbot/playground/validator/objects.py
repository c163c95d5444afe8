"""Composition objects: texts, options, confirmations."""

from typing import Any

from csbot.playground import limits
from csbot.playground.validator.report import (
    Check,
    Report,
    anything,
    boolean,
    both,
    items,
    one_of,
    record,
    string,
    url,
    variant,
)

_TYPE = {"type": anything}


def plain(most: int, least: int = 1) -> Check:
    """A plain_text object."""
    return variant({"plain_text": record({**_TYPE, "text": string(most, least)}, {"emoji": boolean})})


def text(most: int) -> Check:
    """A plain_text or mrkdwn object; ``emoji`` belongs to the first only, ``verbatim`` to the second."""
    return variant(
        {
            "plain_text": record({**_TYPE, "text": string(most)}, {"emoji": boolean}),
            "mrkdwn": record({**_TYPE, "text": string(most)}, {"verbatim": boolean}),
        }
    )


confirm: Check = record(
    {"title": plain(limits.CONFIRM_TITLE), "text": text(limits.CONFIRM_TEXT),
     "confirm": plain(limits.CONFIRM_BUTTON), "deny": plain(limits.CONFIRM_BUTTON)},
    {"style": one_of("primary", "danger")},
)  # fmt: skip


def option(label: Check, **more: Check) -> Check:
    """An option; what may be its text and what else it has depends on the element."""
    return record({"text": label, "value": string(limits.OPTION_VALUE, 0)}, {"description": plain(75), **more})


plain_option = option(plain(limits.OPTION_TEXT))
menu_option = option(plain(limits.OPTION_TEXT), url=url)
choice_option = option(text(limits.OPTION_TEXT), description=text(limits.OPTION_DESCRIPTION))
option_group = record(
    {"label": plain(limits.OPTION_GROUP_LABEL), "options": items(plain_option, limits.SELECT_OPTIONS)}
)


def distinct_values(value: Any, at: str, report: Report) -> None:
    """Options may not share a value."""
    values = [item["value"] for item in value]
    if len(set(values)) < len(values):
        report.add("duplicate option values", at)


def options(check: Check, count: tuple[int, int]) -> Check:
    """A list of options with values of their own."""
    return both(items(check, count), distinct_values)


dispatch_config = record({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), (1, 2))})
conversation_filter = record(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), (1, 4)),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
slack_file = record({}, {"id": string(255), "url": url})


def exactly_one(*names: str) -> Check:
    """One of several fields, not none and not two."""

    def check(value: Any, at: str, report: Report) -> None:
        given = [name for name in names if name in value]
        if len(given) != 1:
            spelled = " or ".join(f"`{name}`" for name in names)
            report.add(f"must define either {spelled}" + (", but not both" if given else ""), at)

    return check


image_source = exactly_one("image_url", "slack_file")
