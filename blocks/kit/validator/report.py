"""What a payload breaks, with the path to each place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Path = tuple[Any, ...]  # (path of the parent, name or number); written out only when something is wrong
Check = Callable[["Report", Any, Path], None]


class InvalidPayload(Exception):
    """Slack would refuse the payload. `violations`: every one, as `path: what`."""

    def __init__(self, violations: list[str]) -> None:
        super().__init__("; ".join(violations))
        self.violations = violations


@dataclass(slots=True)
class Report:
    """Collects violations, and what only counts over a whole payload."""

    violations: list[str] = field(default_factory=list)
    focused: int = 0

    def add(self, path: Path, what: str) -> None:
        self.violations.append(f"{written(path)}: {what}")


def written(path: Path) -> str:
    """As in `blocks[3].text`; empty for the payload itself."""
    if not path:
        return ""
    parent, part = written(path[0]), path[1]
    if isinstance(part, int):
        return f"{parent}[{part}]"
    return f"{parent}.{part}" if parent else str(part)


@dataclass(frozen=True, slots=True)
class Length:
    """A string of `least` to `most` characters."""

    least: int
    most: int

    def __call__(self, report: Report, value: Any, path: Path) -> None:
        if not isinstance(value, str):
            report.add(path, "not a text")
        elif not self.least <= len(value) <= self.most:
            report.add(path, f"{len(value)} characters, allowed {self.least} to {self.most}")


def text(most: int, least: int = 1) -> Check:
    """A string of `least` to `most` characters."""
    return Length(least, most)


def boolean(report: Report, value: Any, path: Path) -> None:
    if not isinstance(value, bool):
        report.add(path, "not true or false")


def number(least: int, most: int) -> Check:
    """A whole number within a range."""

    def check(report: Report, value: Any, path: Path) -> None:
        if not isinstance(value, int) or not least <= value <= most:
            report.add(path, f"{value!r}, allowed {least} to {most}")

    return check


def one_of(*known: str) -> Check:
    def check(report: Report, value: Any, path: Path) -> None:
        if value not in known:
            report.add(path, f"{value!r}, allowed {', '.join(known)}")

    return check


def anything(report: Report, value: Any, path: Path) -> None:
    """For what is checked elsewhere, or what csbot has no use for."""


def listing(item: Check, counts: tuple[int, int]) -> Check:
    """A list with that many items, each checked."""
    least, most = counts

    def check(report: Report, value: Any, path: Path) -> None:
        if not isinstance(value, list):
            report.add(path, "not a list")
            return
        if not least <= len(value) <= most:
            report.add(path, f"{len(value)} items, allowed {least} to {most}")
        for i, one in enumerate(value):
            item(report, one, (path, i))

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others. Most are strings, so a good one passes without a call."""
    known = {**required, **(optional or {})}
    needed = frozenset(required)

    def check(report: Report, value: Any, path: Path) -> None:
        if not isinstance(value, dict):
            report.add(path, "not an object")
            return
        if not needed <= value.keys():
            report.add(path, f"without {', '.join(sorted(needed - value.keys()))}")
        for name, inner in value.items():
            found = known.get(name)
            if found is None:
                report.add((path, name), "unknown field")
            elif type(found) is Length and type(inner) is str and found.least <= len(inner) <= found.most:
                continue
            elif found is not anything:
                found(report, inner, (path, name))

    return check


def by_type(table: Mapping[str, Check], what: str) -> Check:
    """An object checked by its `type`."""

    def check(report: Report, value: Any, path: Path) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        found = table.get(kind) if isinstance(kind, str) else None
        if found is None:
            report.add(path, f"{kind!r} is no {what}")
        else:
            found(report, value, path)

    return check


def both(*checks: Check) -> Check:
    """All of several checks."""

    def check(report: Report, value: Any, path: Path) -> None:
        for one in checks:
            one(report, value, path)

    return check
