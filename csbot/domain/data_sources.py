"""Where records come from, and when what came from there is stale (workspace N1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from csbot.domain.records import ObjectType

IMPORTS_HOLD_FOR = timedelta(days=7)


class SourceKind(StrEnum):
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class DataSource:
    """One object type from one kind of source, with its last success. `name`: what many of them are called, where
    managers added the type.
    """

    kind: SourceKind
    object_type: ObjectType
    succeeded_at: datetime
    name: str = ""
