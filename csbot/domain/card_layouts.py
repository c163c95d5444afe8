"""What managers chose for the cards of an object type, and the dialog in which they choose it (workspace S10)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, model_validator

from csbot.domain.custom_objects import ObjectNames
from csbot.domain.errors import Expected
from csbot.domain.properties.types import Property
from csbot.domain.record_cards import LAYOUTS, CardButton, CardLayout, Field, with_own
from csbot.domain.records import ObjectType

PROPERTIES_MAX = 30  # three sections of ten fields (Slack limit)
HEADING = "name"  # the property that is a card's heading in any case


class LayoutProblem(StrEnum):
    """Why a card can't look like that."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    TOO_MANY = "too_many"
    NOTHING = "nothing"


class BadLayout(Expected):
    """A card can't look like that. `problem`; `name` of what is unknown or there twice; `limit` of properties."""

    code = "bad_layout"

    def __init__(self, problem: LayoutProblem, name: str = "") -> None:
        super().__init__(problem=problem, name=name, limit=PROPERTIES_MAX)


class ChosenLayout(BaseModel):
    """What a card shows, each in its order: properties and direct associations by name, the activity buttons, and of
    which types it lists associated records. Making one that no card can show raises `BadLayout`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    properties: tuple[str, ...] = ()
    buttons: tuple[CardButton, ...] = ()
    associations: tuple[ObjectType, ...] = ()

    @model_validator(mode="after")
    def _can_be_shown(self) -> "ChosenLayout":
        every = (self.properties, self.buttons, self.associations)
        if not any(every):
            raise BadLayout(LayoutProblem.NOTHING)
        if twice := [str(one) for chosen in every for one in chosen if chosen.count(one) > 1]:
            raise BadLayout(LayoutProblem.TWICE, twice[0])
        if len(self.properties) > PROPERTIES_MAX:
            raise BadLayout(LayoutProblem.TOO_MANY)
        return self


def layout_of(kind: ObjectType, chosen: ChosenLayout | None, fields: Mapping[str, Field]) -> CardLayout:
    """What the cards of a type show: what managers chose, else what csbot brings. New records' dialogs ask as ever.
    `fields`: of the type, by name.
    """
    usual = with_own(LAYOUTS[kind], kind, fields)
    if chosen is None:
        return usual
    return replace(usual, fields=chosen.properties, buttons=chosen.buttons, associations=chosen.associations)


class LayoutPart(StrEnum):
    """The parts of a layout, as arguments and values carry them."""

    PROPERTIES = "p"
    BUTTONS = "b"
    ASSOCIATIONS = "a"


@dataclass(frozen=True, slots=True)
class LayoutDraft:
    """A layout in the making, in words: properties by `field_key`."""

    properties: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    associations: tuple[str, ...] = ()

    def part(self, part: LayoutPart) -> tuple[str, ...]:
        """The words of a part, in order."""
        return {
            LayoutPart.PROPERTIES: self.properties,
            LayoutPart.BUTTONS: self.buttons,
            LayoutPart.ASSOCIATIONS: self.associations,
        }[part]

    def with_part(self, part: LayoutPart, words: Sequence[str]) -> "LayoutDraft":
        """With other words in a part."""
        parts = {one: self.part(one) for one in LayoutPart} | {part: tuple(words)}
        return LayoutDraft(*(parts[one] for one in LayoutPart))

    def args(self) -> dict[str, str]:
        """Arguments of a dialog."""
        return {part.value: ",".join(self.part(part)) for part in LayoutPart}


def read_draft(args: Mapping[str, str]) -> LayoutDraft:
    """The reverse of `LayoutDraft.args`."""
    return LayoutDraft(*(tuple(filter(None, args.get(part, "").split(","))) for part in LayoutPart))


@dataclass(frozen=True, slots=True)
class LayoutForm:
    """The dialog that arranges the cards of a type. `fields`: what can be on a card, by `field_key`; `types`: those
    that records can be associated with, with their names where managers added them; `gone`: labels of properties that
    were deleted since; `version`: of the saved layout, 0 while there is none; `is_usual`: it is as csbot brings it.
    `carried`: what the dialog beneath needs again, by the argument's name.
    """

    kind: ObjectType
    draft: LayoutDraft
    fields: Mapping[str, Field]
    types: Mapping[ObjectType, ObjectNames | None]
    gone: tuple[str, ...] = ()
    version: int = 0
    is_usual: bool = False
    carried: Mapping[str, str] = field(default_factory=dict)


def field_key(of: Field) -> str:
    """A property or direct association in few letters: a custom one's name may be long."""
    return of.column if isinstance(of, Property) and of.custom else of.name


def draft_of(layout: CardLayout, fields: Iterable[Field], types: Collection[ObjectType]) -> LayoutDraft:
    """A layout in words: of these fields, another one keeps its name; and of the types that there are."""
    keys = {one.name: field_key(one) for one in fields}
    properties = tuple(keys.get(name, name) for name in layout.fields)
    associations = tuple(kind.value for kind in layout.associations if kind in types)
    return LayoutDraft(properties, tuple(map(str, layout.buttons)), associations)
