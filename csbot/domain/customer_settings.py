"""What managers chose for the Customers tab: its object, its properties, its built-in views and its cards."""

from dataclasses import dataclass
from enum import StrEnum

from csbot.domain.custom_objects import CustomObject, ObjectNames
from csbot.domain.properties import PROPERTIES
from csbot.domain.properties.own import PropertyInUse
from csbot.domain.properties.types import Property, PropertyType
from csbot.domain.records import ObjectType
from csbot.domain.saved_views.built_in import BuiltIn

CUSTOMER_OBJECTS = (ObjectType.COMPANY, ObjectType.CONTACT)  # workspace S2


class CustomerField(StrEnum):
    """The fields of the dialog."""

    KIND = "kind"
    CSM = "csm"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class CustomerSettings:
    """The customer object (workspace S2), the names of its CSM-assignment property (S3) and of its renewal date (S4),
    empty where none is chosen; built-in views that are hidden (C1); keys of the views with a card, in order (U4).
    """

    kind: ObjectType = ObjectType.COMPANY
    csm: str = "owner"
    renewal: str = "renewal"
    hidden: tuple[str, ...] = ()
    cards: tuple[str, ...] = tuple(BuiltIn)
    version: int = 0

    def check_unused(self, kind: ObjectType, prop: Property) -> None:
        """Raise `PropertyInUse` where the tab is set to use that property of the type."""
        if self.kind is kind and prop.name in (self.csm, self.renewal):
            raise PropertyInUse(label=prop.label)


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """The dialog: the settings, and what each object has to choose from. `arranged`: the types whose cards managers
    arranged (workspace S10), `saved` just now. `own`: custom objects that can be the customer object (S2).
    """

    settings: CustomerSettings
    users: tuple[Property, ...] = ()
    dates: tuple[Property, ...] = ()
    arranged: frozenset[ObjectType] = frozenset()
    saved: ObjectType | None = None
    own: tuple[CustomObject, ...] = ()

    @property
    def names(self) -> ObjectNames | None:
        """Of the customer object, where managers added that."""
        return next((one.names for one in self.own if one.kind is self.settings.kind), None)


def usual_settings(kind: ObjectType) -> CustomerSettings:
    """What holds for an object until managers choose otherwise."""
    names = {prop.name for prop in PROPERTIES[kind]}
    csm, renewal = (name if name in names else "" for name in ("owner", "renewal"))
    return CustomerSettings(kind, csm, renewal)


def choices(properties: tuple[Property, ...], kind: PropertyType) -> tuple[Property, ...]:
    """The properties of a type that can be chosen: not deleted ones."""
    return tuple(one for one in properties if one.type is kind and not one.deleted)
