"""What a bench is asked and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class DatabaseKind(StrEnum):
    """The database that csbot runs on while it is measured."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True)
class Options:
    """How to run. `tiny`: as little as shows that the bench works; its numbers mean nothing.

    `requests`: how many a bench sends that sends until something shows; 0: as many as it wants.
    `records`: how big a book a bench of lists loads; 0: as big as it wants.
    """

    database: DatabaseKind
    tiny: bool = False
    requests: int = 0
    records: int = 0


@dataclass(frozen=True)
class Result:
    """`ratios` compare with a yardstick of the same run and are what is promised; `figures` are for reading.

    A number's name among the figures ends with its unit: `p50_ms`, `tasks_per_s`.
    """

    ratios: Mapping[str, float]
    figures: Mapping[str, float | str]
