"""Who changed which setting of the workspace, when, from what and to what (workspace S1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from csbot.domain.properties.types import Link, Property
from csbot.domain.records import ObjectType

PAGE_CHANGES = 10


class SettingSection(StrEnum):
    """The sections of `/cs admin` that keep their changes."""

    CUSTOMERS = "customers"
    PROPERTIES = "properties"
    OBJECTS = "objects"


class Setting(StrEnum):
    """What can be changed: `section.what`."""

    CUSTOMER_OBJECT = "customers.object"
    CSM_PROPERTY = "customers.csm"
    RENEWAL_PROPERTY = "customers.renewal"
    HIDDEN_VIEWS = "customers.hidden_views"
    CARDS = "customers.cards"
    LAYOUT_PROPERTIES = "customers.layout_properties"
    LAYOUT_BUTTONS = "customers.layout_buttons"
    LAYOUT_ASSOCIATIONS = "customers.layout_associations"

    PROPERTIES = "properties.properties"  # about: an object type
    PROPERTY_NAME = "properties.name"  # these: about a property
    PROPERTY_OPTIONS = "properties.options"
    PROPERTY_REQUIRED = "properties.required"

    OBJECTS = "objects.objects"

    @property
    def section(self) -> SettingSection:
        """Where managers read of it."""
        return SettingSection(self.value.partition(".")[0])


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing that a setting holds: csbot's own word for it, which is translated when it is read, or the name that
    people had given it at that moment, so that the change can be read when the thing is gone.
    """

    key: str
    name: str = ""


Held = tuple[Chosen, ...]
"""What a setting holds: nothing, one thing, or several in order."""


@dataclass(frozen=True, slots=True)
class SettingDiff:
    """A setting before and after. `about`: of which thing, where a setting exists once for each."""

    setting: Setting
    old: Held
    new: Held
    about: Chosen | None = None


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One change as it is kept. `by`: a name, empty for the command line."""

    id: int
    at: datetime
    by: str
    diff: SettingDiff


@dataclass(frozen=True, slots=True)
class SettingChanges:
    """A page, newest first. `more`: older ones are left; `is_newest`: nothing is ahead of them."""

    section: SettingSection
    changes: Sequence[SettingChange]
    more: bool = False
    is_newest: bool = True


def chosen_property(kind: ObjectType, known: Property | Link) -> Chosen:
    """A property or direct association of an object, as a setting holds it."""
    return Chosen(f"{kind}.{known.name}", known.label if isinstance(known, Property) and known.custom else "")
