"""Elements into which people type or choose, for dialogs. An empty initial value means none."""

from collections.abc import Sequence
from datetime import date, time

from blocks.kit import limits
from blocks.kit.elements import Element, plain_text
from csbot.domain.calendar import PICKED_S


def typed(action: str, value: str = "", *, most: int = limits.INPUT_LENGTH, lines: bool = False) -> Element:
    """A line of text, or several; at most `most` characters."""
    made: Element = {"type": "plain_text_input", "action_id": action, "max_length": most, "multiline": lines}
    return made | ({"initial_value": value[:most]} if value else {})


def day(action: str, on: date | None = None) -> Element:
    """A date."""
    made: Element = {"type": "datepicker", "action_id": action}
    return made | ({"initial_date": on.isoformat()} if on else {})


def clock(action: str, tz: str, at: time | None = None) -> Element:
    """A clock time in the zone."""
    made: Element = {"type": "timepicker", "action_id": action, "timezone": tz}
    return made | ({"initial_time": f"{at:%H:%M}"} if at else {})


def moment(action: str, at_s: int | None = None) -> Element:
    """A date and time, as seconds since 1970; Slack shows it in the reader's zone. Without one in `PICKED_S` empty."""
    made: Element = {"type": "datetimepicker", "action_id": action}
    return made | ({"initial_date_time": at_s} if at_s is not None and at_s in PICKED_S else {})


def searched(action: str, placeholder: str, chosen: Element | None = None, *, after: int = 0) -> Element:
    """A select that asks csbot for options as one types, from `after` characters on."""
    made: Element = {
        "type": "external_select",
        "action_id": action,
        "placeholder": plain_text(placeholder, limits.PLACEHOLDER),
        "min_query_length": after,
    }
    return made | ({"initial_option": chosen} if chosen else {})


def several_searched(action: str, placeholder: str, chosen: Sequence[Element] = (), *, most: int = 0) -> Element:
    """Several options, in the order in which they are chosen; csbot is asked for them as one types."""
    made: Element = {
        "type": "multi_external_select",
        "action_id": action,
        "placeholder": plain_text(placeholder, limits.PLACEHOLDER),
        "min_query_length": 0,
    }
    if most:
        made["max_selected_items"] = most
    return made | ({"initial_options": list(chosen)} if chosen else {})


def radios(action: str, options: Sequence[Element], chosen: str) -> Element:
    """One of up to ten options."""
    initial = [one for one in options if one["value"] == chosen]
    made: Element = {"type": "radio_buttons", "action_id": action, "options": list(options)}
    return made | ({"initial_option": initial[0]} if initial else {})


def ticked(action: str, options: Sequence[Element], chosen: Sequence[str] = ()) -> Element:
    """Any of up to ten options."""
    initial = [one for one in options if one["value"] in chosen]
    made: Element = {"type": "checkboxes", "action_id": action, "options": list(options)}
    return made | ({"initial_options": initial} if initial else {})
