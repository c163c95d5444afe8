"""Block elements: what each may hold, and in which block it may stand."""

from typing import Any

from blocks.kit import limits
from blocks.kit.validator.objects import button_fields, confirm, options, plain
from blocks.kit.validator.report import (
    Check,
    Path,
    Report,
    anything,
    boolean,
    both,
    by_type,
    listing,
    number,
    one_of,
    shape,
    text,
)

ANY = (0, 100)


def _element(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return shape({"type": anything, **required}, {"action_id": text(limits.ID), **(optional or {})})


def _focus(report: Report, value: Any, path: Path) -> None:
    boolean(report, value, path)
    report.focused += value is True
    if value is True and report.focused > 1:
        report.add(path, "a second focus_on_load in one view")


CONFIRM: dict[str, Check] = {"confirm": confirm}
FOCUS: dict[str, Check] = {"focus_on_load": _focus}
PLACEHOLDER: dict[str, Check] = {"placeholder": plain(limits.PLACEHOLDER)}
CHOSEN: dict[str, Check] = CONFIRM | FOCUS | PLACEHOLDER
DISPATCH: dict[str, Check] = {"dispatch_action_config": anything}
SEVERAL: dict[str, Check] = {"max_selected_items": number(1, 1000)}
GROUP = shape({"label": plain(limits.OPTION_TEXT), "options": options(limits.SELECT_OPTIONS)})
OPTIONS: dict[str, Check] = {
    "options": options(limits.SELECT_OPTIONS),
    "option_groups": listing(GROUP, limits.SELECT_OPTIONS),
}


def _known_initial(report: Report, value: Any, path: Path) -> None:
    """The initial options must be among the options."""
    groups = [group for group in value.get("option_groups") or () if isinstance(group, dict)]
    known = [*(value.get("options") or ()), *(one for group in groups for one in group.get("options") or ())]
    if "initial_option" in value and value["initial_option"] not in known:
        report.add((path, "initial_option"), "is none of the options")
    for i, initial in enumerate(value.get("initial_options") or ()):
        if initial not in known:
            report.add(((path, "initial_options"), i), "is none of the options")


def _one_kind_of_options(report: Report, value: Any, path: Path) -> None:
    if ("options" in value) == ("option_groups" in value):
        report.add(path, "needs either options or option_groups")


def _lengths(report: Report, value: Any, path: Path) -> None:
    least, most = value.get("min_length", 0), value.get("max_length", limits.INPUT_LENGTH)
    if isinstance(least, int) and isinstance(most, int) and least > most:
        report.add(path, "min_length above max_length")


def _text_input(more: dict[str, Check] | None = None) -> Check:
    fields = {"initial_value": text(limits.INPUT_LENGTH, 0), **PLACEHOLDER, **FOCUS, **DISPATCH, **(more or {})}
    return both(_element({}, fields), _lengths)


def _select(extra: dict[str, Check]) -> Check:
    return _element({}, {**CHOSEN, **extra})


def _static(several: bool) -> Check:
    initial: dict[str, Check] = (
        {"initial_options": listing(anything, limits.SELECT_OPTIONS), **SEVERAL}
        if several
        else {"initial_option": anything}
    )
    return both(_select({**OPTIONS, **initial}), _one_kind_of_options, _known_initial)


IMAGE_SOURCE: dict[str, Check] = {"image_url": text(limits.URL), "slack_file": anything}
IMAGE = shape({"type": anything, "alt_text": text(limits.IMAGE_TEXT)}, IMAGE_SOURCE)
TEXT = plain(limits.BUTTON_TEXT)
LINES: dict[str, Check] = {
    "multiline": boolean,
    "min_length": number(0, limits.INPUT_LENGTH),
    "max_length": number(1, limits.INPUT_LENGTH),
}
DECIMAL: dict[str, Check] = {"initial_value": text(100), "min_value": text(100), "max_value": text(100)}
CHOICES: dict[str, Check] = {"options": options(limits.CHOICE_OPTIONS, rich=True)}
INITIAL_LIST = listing(anything, ANY)
CONVERSATIONS: dict[str, Check] = {
    "default_to_current_conversation": boolean,
    "response_url_enabled": boolean,
    "filter": anything,
}

BUTTONS: dict[str, Check] = {
    "button": shape({"type": anything, "text": TEXT, "action_id": text(limits.ID)}, button_fields()),
    "workflow_button": shape({"type": anything, "text": TEXT, "workflow": anything}, button_fields()),
    "overflow": _element({"options": options(limits.OVERFLOW_OPTIONS)}, CONFIRM),
}
PICKERS: dict[str, Check] = {
    "datepicker": _select({"initial_date": text(10, 10)}),
    "timepicker": _select({"initial_time": text(5, 5), "timezone": text(100)}),
    "static_select": _static(several=False),
    "external_select": _select({"min_query_length": number(0, 1000), "initial_option": anything}),
    "users_select": _select({"initial_user": text(100)}),
    "conversations_select": _select({"initial_conversation": text(100), **CONVERSATIONS}),
    "channels_select": _select({"initial_channel": text(100), "response_url_enabled": boolean}),
    "checkboxes": both(_element(CHOICES, {**CONFIRM, **FOCUS, "initial_options": INITIAL_LIST}), _known_initial),
    "radio_buttons": both(_element(CHOICES, {**CONFIRM, **FOCUS, "initial_option": anything}), _known_initial),
}
MULTI: dict[str, Check] = {
    "multi_static_select": _static(several=True),
    "multi_external_select": _select({**SEVERAL, "min_query_length": number(0, 1000), "initial_options": INITIAL_LIST}),
    "multi_users_select": _select({**SEVERAL, "initial_users": INITIAL_LIST}),
    "multi_conversations_select": _select({**SEVERAL, **CONVERSATIONS, "initial_conversations": INITIAL_LIST}),
    "multi_channels_select": _select({**SEVERAL, "initial_channels": INITIAL_LIST}),
}
MOMENT: dict[str, Check] = {
    "datetimepicker": _element({}, {**CONFIRM, **FOCUS, "initial_date_time": number(10**9, 10**10 - 1)})
}
INPUTS: dict[str, Check] = {
    "plain_text_input": _text_input(LINES),
    "email_text_input": _text_input(),
    "url_text_input": _text_input(),
    "number_input": _element({"is_decimal_allowed": boolean}, {**PLACEHOLDER, **FOCUS, **DISPATCH, **DECIMAL}),
    "rich_text_input": _element({}, {"initial_value": anything, **PLACEHOLDER, **FOCUS, **DISPATCH}),
    "file_input": _element({}, {"max_files": number(*limits.FILES), "filetypes": listing(text(20), ANY)}),
}

ACCESSORIES = by_type(BUTTONS | PICKERS | MULTI | {"image": IMAGE}, "section accessory")
IN_ACTIONS = by_type(BUTTONS | PICKERS | MULTI | MOMENT, "element of actions")
IN_INPUTS = by_type(PICKERS | MULTI | MOMENT | INPUTS, "element of an input")
BUTTON = by_type({"button": BUTTONS["button"]}, "button")
ICON_OR_FEEDBACK = by_type(
    {
        "feedback_buttons": _element({"positive_button": anything, "negative_button": anything}),
        "icon_button": _element({"icon": one_of("trash"), "text": plain(limits.BUTTON_TEXT)}, button_fields()),
    },
    "element of context_actions",
)
