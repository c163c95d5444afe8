"""Block elements: what is pressed, chosen and typed into."""

import math
from collections.abc import Iterator
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from csbot.playground import limits
from csbot.playground.validator.objects import (
    choice_option,
    confirm,
    conversation_filter,
    dispatch_config,
    exactly_one,
    image_source,
    menu_option,
    option_group,
    options,
    plain,
    plain_option,
    slack_file,
)
from csbot.playground.validator.report import (
    Check,
    Fields,
    Report,
    anything,
    boolean,
    both,
    integer,
    items,
    one_of,
    parsed,
    record,
    string,
    url,
)
from csbot.playground.validator.rich_text import rich_text

_BASE: Fields = {"action_id": string(limits.ACTION_ID)}
_ASKED: Fields = {**_BASE, "confirm": confirm}


def _focus(value: Any, at: str, report: Report) -> None:
    boolean(value, at, report)
    report.focused += value is True
    if report.focused == 2:
        report.add("only one element may set focus_on_load", at)


_TYPED: Fields = {**_BASE, "focus_on_load": _focus, "placeholder": plain(limits.PLACEHOLDER)}
_CHOSEN: Fields = {**_TYPED, "confirm": confirm}
_ENTERED: Fields = {**_TYPED, "dispatch_action_config": dispatch_config}
_identifier = string(255)
_options = options(plain_option, limits.SELECT_OPTIONS)
_groups = items(option_group, limits.SELECT_GROUPS)
_many: Fields = {"max_selected_items": integer(1, 100)}


def _element(required: Fields, optional: Fields) -> Check:
    return record({"type": anything, **required}, optional)


def _number(value: Any) -> float:
    if not isinstance(value, str) or not math.isfinite(float(value)):
        raise ValueError(value)
    return float(value)


def _iso_time(value: Any) -> time:
    if not isinstance(value, str) or len(value) != 5:
        raise ValueError(value)
    return time.fromisoformat(value)


def _iso_date(value: Any) -> date:
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError(value)
    return date.fromisoformat(value)


def offered(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every option of an element, in or out of groups."""
    yield from element.get("options", ())
    for group in element.get("option_groups", ()):
        yield from group["options"]


def _initial_is_offered(value: Any, at: str, report: Report) -> None:
    allowed = [(option["value"], option["text"]["text"]) for option in offered(value)]
    initial = [value["initial_option"]] if "initial_option" in value else value.get("initial_options", [])
    for option in initial:
        if (option["value"], option["text"]["text"]) not in allowed:
            report.add("initial option must be one of the options", at)


def _within(value: Any, at: str, report: Report) -> None:
    least, most = value.get("min_length", 0), value.get("max_length", limits.INPUT_TEXT)
    if least > most:
        report.add("min_length must not exceed max_length", at)
    if "initial_value" in value and not least <= len(value["initial_value"]) <= most:
        report.add("initial_value must be within min_length and max_length", at)


def _number_within(value: Any, at: str, report: Report) -> None:
    low, high, initial = (value.get(key) for key in ("min_value", "max_value", "initial_value"))
    if low is not None and high is not None and float(low) > float(high):
        report.add("min_value must not exceed max_value", at)
    if initial is not None and not value["is_decimal_allowed"] and not float(initial).is_integer():
        report.add("initial_value must be an integer", at)
    if initial is not None and (
        (low is not None and float(initial) < float(low)) or (high is not None and float(initial) > float(high))
    ):
        report.add("initial_value must be within min_value and max_value", at)


def _select(one: Fields, several: Fields, name: str) -> dict[str, Check]:
    return {
        f"{name}_select": _element({}, {**_CHOSEN, **one}),
        f"multi_{name}_select": _element({}, {**_CHOSEN, **several, **_many}),
    }


def _static(initial: Fields) -> Check:
    fields = {**_CHOSEN, "options": _options, "option_groups": _groups, **initial}
    return both(_element({}, fields), exactly_one("options", "option_groups"), _initial_is_offered)


def _choice(initial: Fields) -> Check:
    listed = {"options": options(choice_option, limits.CHOICE_OPTIONS)}
    fields = {**_BASE, "confirm": confirm, "focus_on_load": _focus, **initial}
    return both(_element(listed, fields), _initial_is_offered)


_initials: Fields = {"initial_options": options(plain_option, (1, 100))}
_responds: Fields = {"response_url_enabled": boolean}
_conversation: Fields = {"filter": conversation_filter, "default_to_current_conversation": boolean}
_accessible: Fields = {"accessibility_label": string(limits.ACCESSIBILITY_LABEL)}
_decimal = parsed("number", _number)

image_element = both(
    _element({"alt_text": string(limits.ALT_TEXT)}, {"image_url": url, "slack_file": slack_file}), image_source
)
icon_button = _element(
    {"icon": string(75), "text": plain(75)},
    {
        **_ASKED,
        **_accessible,
        "value": string(limits.BUTTON_VALUE),
        "visible_to_user_ids": items(_identifier, (1, 100)),
    },
)
_feedback = record({"text": plain(75), "value": string(limits.BUTTON_VALUE)}, {"accessibility_label": string(75)})
feedback_buttons = _element({"positive_button": _feedback, "negative_button": _feedback}, _BASE)

ELEMENTS: dict[str, Check] = {
    "button": _element(
        {"text": plain(limits.BUTTON_TEXT)},
        {**_ASKED, **_accessible, "url": url, "value": string(limits.BUTTON_VALUE),
         "style": one_of("primary", "danger")},
    ),
    "workflow_button": _element({"text": plain(75), "workflow": anything}, {**_BASE, **_accessible,
                                "style": one_of("primary", "danger")}),
    "image": image_element,
    "overflow": _element({"options": options(menu_option, limits.OVERFLOW_OPTIONS)}, _ASKED),
    "static_select": _static({"initial_option": plain_option}),
    "multi_static_select": _static({**_initials, **_many}),
    **_select(
        {"initial_option": plain_option, "min_query_length": integer(0, 3000)},
        {**_initials, "min_query_length": integer(0, 3000)}, "external",
    ),
    **_select({"initial_user": _identifier}, {"initial_users": items(_identifier, (1, 100))}, "users"),
    **_select({"initial_channel": _identifier, **_responds},
              {"initial_channels": items(_identifier, (1, 100))}, "channels"),
    **_select({"initial_conversation": _identifier, **_responds, **_conversation},
              {"initial_conversations": items(_identifier, (1, 100)), **_conversation}, "conversations"),
    "checkboxes": _choice({"initial_options": options(choice_option, limits.CHOICE_OPTIONS)}),
    "radio_buttons": _choice({"initial_option": choice_option}),
    "datepicker": _element({}, {**_CHOSEN, "initial_date": parsed("date", _iso_date)}),
    "timepicker": _element({}, {**_CHOSEN, "initial_time": parsed("time", _iso_time),
                                "timezone": parsed("timezone", ZoneInfo)}),
    "datetimepicker": _element({}, {**_BASE, "confirm": confirm, "focus_on_load": _focus,
                                    "initial_date_time": integer(10**9, 10**10 - 1)}),
    "plain_text_input": both(
        _element({}, {**_ENTERED, "initial_value": string(limits.INPUT_TEXT, 0), "multiline": boolean,
                      "min_length": integer(0, limits.INPUT_TEXT), "max_length": integer(1, limits.INPUT_TEXT)}),
        _within,
    ),
    "email_text_input": _element({}, {**_ENTERED, "initial_value": string(limits.INPUT_TEXT)}),
    "url_text_input": _element({}, {**_ENTERED, "initial_value": string(limits.INPUT_TEXT)}),
    "number_input": both(
        _element({"is_decimal_allowed": boolean},
                 {**_ENTERED, "initial_value": _decimal, "min_value": _decimal, "max_value": _decimal}),
        _number_within,
    ),
    "rich_text_input": _element({}, {**_ENTERED, "initial_value": rich_text}),
    "file_input": _element({}, {**_BASE, "filetypes": items(string(20), (1, 100)),
                                "max_files": integer(*limits.FILES)}),
}  # fmt: skip
