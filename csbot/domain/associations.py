"""Associations: which records belong together, and as what (workspace C14)."""

from dataclasses import dataclass

from csbot.domain.records import CUSTOM_TYPES, ObjectType

LABEL_LENGTH = 100
ASSOCIATED_TYPES = (ObjectType.COMPANY, ObjectType.CONTACT, *CUSTOM_TYPES)
OWN = "own"  # in history, on what is a property of the other record


@dataclass(frozen=True, slots=True)
class Associated:
    """A record associated with another one. `label`: what it is to it, may be empty; `facts`: what tells it apart.

    `id`: the association's number, 0 for a contact's own company, which is a property of the contact.
    """

    id: int
    kind: ObjectType
    record_id: int
    name: str
    label: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssociatedList:
    """One page of what a record, `ref` and `name`, is associated with. `skipped`: how many stand before it; `under`: it
    stands upon the record's card.
    """

    ref: str
    name: str
    count: int
    found: tuple[Associated, ...]
    skipped: int = 0
    rows: int = 12
    under: bool = False


@dataclass(frozen=True, slots=True)
class AssociationForm:
    """A dialog that asks with what a record is associated, and as what."""

    ref: str
    name: str
    under: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that can be chosen. `facts` tell it apart; texts may be empty."""

    kind: ObjectType
    id: int
    name: str
    facts: tuple[str, ...] = ()
