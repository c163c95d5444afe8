"""What the dialogs of views and filters show (workspace C3-C7, V1-V4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from csbot.domain.filters import Clause, Operator, Readback
from csbot.domain.properties.types import Property
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, View, ViewForm

NO_READBACK = Readback(())


@dataclass(frozen=True, slots=True)
class ViewDialog:
    """A view to be made or edited. `draft`: the number under which its filter is kept; `key`: of the edited one.

    `manages`: the person may share it; `has_cards`: it may stand on the Summary; `may_filter`: its filter can be edited
    from here.
    """

    kind: ObjectType
    form: ViewForm
    draft: int
    readback: Readback = NO_READBACK
    key: str = ""
    version: int = 0
    properties: tuple[Property, ...] = ()
    manages: bool = False
    has_cards: bool = False
    may_filter: bool = True


@dataclass(frozen=True, slots=True)
class TypedView:
    """What a view's dialog gives; properties by `customer_lists.sort_key`."""

    name: str
    description: str
    sharing: Sharing
    is_default: bool
    columns: tuple[str, ...]
    sort: str
    descending: bool


@dataclass(frozen=True, slots=True)
class CloneDialog:
    """A view to be copied. `manages`: the person may share the copy."""

    view: View
    manages: bool = False


@dataclass(frozen=True, slots=True)
class DeleteDialog:
    """A view to be deleted."""

    view: View


class ConditionField(StrEnum):
    """The fields of a condition's dialog."""

    VALUE = "value"
    HIGH = "high"
    UNKNOWN = "unknown"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class FilterDialog:
    """A filter in the making. `draft`: its number; `count`: how many records match now.

    `carried`: what the dialog beneath needs again, by the argument's name.
    """

    kind: ObjectType
    draft: int
    readback: Readback = NO_READBACK
    count: int = 0
    carried: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConditionDialog:
    """A condition in the making: first its property, then its operator, then its values. `group`: to which it is
    added, -1 for a new one; `place`: of the one that is edited, -1 for a new one. `clause`: the one edited. `turn`: how
    often the inputs were exchanged.
    """

    filter: FilterDialog
    group: int = -1
    place: int = -1
    property: Property | None = None
    operator: Operator | None = None
    clause: Clause | None = None
    turn: int = 0
