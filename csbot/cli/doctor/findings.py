"""What a check finds."""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How bad it is; the worst one is the exit code."""

    OK = 0
    WARN = 1
    FAIL = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. `what` was looked at; `said`: how it is, and when it isn't well, what to do."""

    level: Level
    what: str
    said: str


def fine(what: str, said: str) -> Finding:
    """All is well."""
    return Finding(Level.OK, what, said)


def doubtful(what: str, said: str) -> Finding:
    """It works, but may not for long or not for everybody."""
    return Finding(Level.WARN, what, said)


def failed(what: str, said: str) -> Finding:
    """csbot does not work like this."""
    return Finding(Level.FAIL, what, said)
