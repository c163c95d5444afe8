"""What a validation found, and the small checks that everything else is built of.

A check looks at one value and writes what is wrong into the report, in Slack's words, with the place as a JSON pointer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from csbot.playground import limits


@dataclass(slots=True)
class Report:
    """The findings of one payload, and what has to be unique or single in all of it."""

    surface: str
    errors: list[str] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    focused: int = 0

    def add(self, what: str, at: str) -> None:
        """Write down one finding."""
        self.errors.append(f"{what} [json-pointer:{at or '/'}]")


Check = Callable[[Any, str, Report], None]
Fields = Mapping[str, Check]


def string(most: int, least: int = 1) -> Check:
    """Text of so many characters."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, str):
            report.add("must be a string", at)
        elif len(value) > most:
            report.add(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            report.add(f"must be more than {least - 1} characters", at)

    return check


def boolean(value: Any, at: str, report: Report) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report.add("must be a boolean", at)


def integer(least: int, most: int) -> Check:
    """A whole number in a range, ends included."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            report.add("must be an integer", at)
        elif not least <= value <= most:
            report.add(f"must be between {least} and {most}", at)

    return check


def one_of(*allowed: str) -> Check:
    """One of some words."""

    def check(value: Any, at: str, report: Report) -> None:
        if value not in allowed:
            report.add(f"must be one of: {', '.join(allowed)}", at)

    return check


def parsed(what: str, parse: Callable[[Any], object]) -> Check:
    """A string that a parser takes; whatever it raises about the value counts against it."""

    def check(value: Any, at: str, report: Report) -> None:
        try:
            parse(value)
        except (ValueError, TypeError, LookupError, OSError):
            report.add(f"invalid {what}", at)

    return check


def items(check_item: Check, count: tuple[int, int]) -> Check:
    """A list of ``(least, most)`` items."""
    least, most = count

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, list):
            report.add("must be an array", at)
            return
        if len(value) > most:
            report.add(f"no more than {most} items allowed", at)
        if len(value) < least:
            report.add(f"no less than {least} items allowed", at)
        for index, item in enumerate(value):
            check_item(item, f"{at}/{index}", report)

    return check


def record(required: Fields, optional: Fields | None = None) -> Check:
    """An object with these fields and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add("must provide an object", at)
            return
        for name in required:
            if name not in value:
                report.add(f"missing required field: {name}", at)
        for name, content in value.items():
            if name in known:
                known[name](content, f"{at}/{name}", report)
            else:
                report.add(f"invalid additional property: {name}", at)

    return check


def kind(value: Any) -> str:
    """The ``type`` of an object, empty when there is none."""
    found = value.get("type") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def variant(variants: Mapping[str, Check]) -> Check:
    """An object checked according to its ``type``."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add("must provide an object", at)
        elif kind(value) not in variants:
            report.add(f"unsupported type: {kind(value) or value.get('type')}", f"{at}/type")
        else:
            variants[kind(value)](value, at, report)

    return check


def both(first: Check, *others: Check) -> Check:
    """Several checks on one value; the others only when the first found nothing."""

    def check(value: Any, at: str, report: Report) -> None:
        before = len(report.errors)
        first(value, at, report)
        if len(report.errors) == before:
            for other in others:
                other(value, at, report)

    return check


def anything(value: Any, at: str, report: Report) -> None:
    """No demands."""


def url(value: Any, at: str, report: Report) -> None:
    """An absolute address of at most 3,000 characters."""
    string(limits.URL)(value, at, report)
    if isinstance(value, str) and not _is_address(value):
        report.add("must be a valid URL", at)


def _is_address(value: str) -> bool:
    try:
        return bool(urlsplit(value).scheme) and not any(character.isspace() for character in value)
    except ValueError:
        return False


type_field: Fields = {"type": anything}
