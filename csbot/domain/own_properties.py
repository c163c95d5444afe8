"""What managers see and do with the properties of an object type in `/cs admin properties` (workspace V2, S1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from csbot.domain.filters import Filter
from csbot.domain.properties.own import OwnProperty, PropertyDraft
from csbot.domain.properties.types import Property
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, View

PAGE_PROPERTIES = 12
HOLDERS = (ObjectType.COMPANY, ObjectType.CONTACT)  # whose own properties people see and edit
NAMES_LISTED = 5


class Speed(StrEnum):
    """Whether an index serves a property."""

    PLAIN = "plain"
    MAKING = "making"
    FAST = "fast"
    ENDING = "ending"
    NEVER = "never"  # no index helps with it


class SpeedAnswer(StrEnum):
    """What came of asking for an index, or for none."""

    STARTED = "started"
    ENDING = "ending"
    ALREADY = "already"
    ALREADY_PLAIN = "already_plain"
    UNDERWAY = "underway"


@dataclass(frozen=True, slots=True)
class PropertyRow:
    """One property of the list. `own`: what managers can change of it; None for a built-in one."""

    property: Property
    own: OwnProperty | None = None
    speed: Speed = Speed.NEVER


@dataclass(frozen=True, slots=True)
class PropertyPage:
    """A page of an object type's properties: one's own, built-in ones, then deleted ones. `page` counts from 0.

    `kinds`: what can be chosen, with the name of a type that managers added.
    """

    kind: ObjectType
    kinds: Mapping[ObjectType, str]
    rows: tuple[PropertyRow, ...]
    page: int = 0
    pages: int = 1
    own_count: int = 0


@dataclass(frozen=True, slots=True)
class PropertyForm:
    """The dialog of a new property, or of one that there is (`own`). `kind_name`: of a type that managers added."""

    kind: ObjectType
    draft: PropertyDraft
    own: OwnProperty | None = None
    kind_name: str = ""


@dataclass(frozen=True, slots=True)
class PropertyUses:
    """What names a property: views that the manager sees, how many private ones of others (A9), the type's cards."""

    views: tuple[str, ...] = ()
    others_views: int = 0
    on_cards: bool = False


@dataclass(frozen=True, slots=True)
class PropertyDeletion:
    """The dialog that asks before a property goes."""

    kind: ObjectType
    own: OwnProperty
    uses: PropertyUses = field(default_factory=PropertyUses)


class Done(StrEnum):
    """What was done to a property."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class PropertyNews:
    """What is said above the list: what was done, or what came of asking for an index."""

    property: Property
    what: Done | SpeedAnswer


def names_property(view: View, name: str) -> bool:
    """Whether a view's filter, columns or sort name the property."""
    asked = view.filter or Filter()
    named = {condition.property for condition in asked.conditions} | set(view.columns) | {view.sort.property}
    return name in named


def uses_of(views: tuple[View, ...], name: str, member_id: int | None, on_cards: bool) -> PropertyUses:
    """What of these names a property, as the member may know it: private views of others only by their number."""
    found = [view for view in views if names_property(view, name)]
    seen = [v for v in found if v.sharing is Sharing.EVERYONE or (v.owner is not None and v.owner.id == member_id)]
    return PropertyUses(tuple(view.name for view in seen), len(found) - len(seen), on_cards)
