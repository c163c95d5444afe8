"""Associations: which records belong together, and as what (workspace C14)."""

from dataclasses import dataclass

from csbot.domain.records import ObjectType

LABEL_LENGTH = 100


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
