"""Composition objects: texts, options, confirmations."""

from typing import Any

from blocks.kit import limits
from blocks.kit.validator.report import (
    Check,
    Path,
    Report,
    anything,
    boolean,
    both,
    by_type,
    listing,
    one_of,
    shape,
    text,
)


def plain(most: int) -> Check:
    """A plain_text object; Slack refuses mrkdwn there."""
    return _text_object(most, {"plain_text": "emoji"})


def any_text(most: int) -> Check:
    """A plain_text or mrkdwn object."""
    return _text_object(most, {"plain_text": "emoji", "mrkdwn": "verbatim"})


def _text_object(most: int, kinds: dict[str, str]) -> Check:
    """`kinds`: types with their one option. Half of a screen are texts, so a good one passes without a second look."""
    shapes = {kind: shape({"type": anything, "text": text(most)}, {extra: boolean}) for kind, extra in kinds.items()}
    careful = by_type(shapes, " or ".join(kinds))

    def check(report: Report, value: Any, path: Path) -> None:
        if type(value) is dict and len(value) == 3:
            kind, words = value.get("type"), value.get("text")
            extra = kinds.get(kind) if isinstance(kind, str) else None
            if isinstance(words, str) and 1 <= len(words) <= most and type(value.get(extra)) is bool:
                return
        careful(report, value, path)

    return check


def button_fields() -> dict[str, Check]:
    """What every button may have."""
    return {
        "action_id": text(limits.ID),
        "value": text(limits.BUTTON_VALUE),
        "url": text(limits.URL),
        "style": one_of("primary", "danger"),
        "confirm": confirm,
        "accessibility_label": text(limits.ACCESSIBILITY_LABEL),
    }


def options(counts: tuple[int, int], rich: bool = False) -> Check:
    """Options with different values; `rich`: checkboxes and radio buttons format their texts."""
    most = limits.OPTION_TEXT
    words, small = (any_text(most), any_text) if rich else (plain(most), plain)
    option = shape(
        {"text": words, "value": text(limits.OPTION_VALUE)},
        {"description": small(limits.OPTION_DESCRIPTION), "url": text(limits.URL)},
    )

    careful = both(listing(option, counts), _different_values)

    def check(report: Report, value: Any, path: Path) -> None:
        if not _are_plain(value, counts):
            careful(report, value, path)

    return check


def _are_plain(value: Any, counts: tuple[int, int]) -> bool:
    """Whether these are plain options, and good: a list of tasks has five for each, so they pass with one look."""
    if type(value) is not list or not counts[0] <= len(value) <= counts[1]:
        return False
    values = set()
    for one in value:
        if type(one) is not dict or len(one) != 2:
            return False
        words, chosen = one.get("text"), one.get("value")
        if type(words) is not dict or len(words) != 3 or words.get("type") != "plain_text":
            return False
        shown = words.get("text")
        if type(shown) is not str or type(chosen) is not str or type(words.get("emoji")) is not bool:
            return False
        if not (1 <= len(shown) <= limits.OPTION_TEXT and 1 <= len(chosen) <= limits.OPTION_VALUE):
            return False
        values.add(chosen)
    return len(values) == len(value)


def _different_values(report: Report, value: Any, path: Path) -> None:
    if isinstance(value, list):
        values = [one.get("value") for one in value if isinstance(one, dict)]
        if len({str(one) for one in values}) < len(values):
            report.add(path, "two options with the same value")


confirm = shape(
    {
        "title": plain(limits.CONFIRM_TITLE),
        "text": any_text(limits.CONFIRM_TEXT),
        "confirm": plain(limits.CONFIRM_BUTTON),
        "deny": plain(limits.CONFIRM_BUTTON),
    },
    {"style": one_of("primary", "danger")},
)
