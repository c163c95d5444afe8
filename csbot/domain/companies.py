"""Customers as found by name (workspace C8)."""

from dataclasses import dataclass

from csbot.domain.associations import Candidate
from csbot.domain.contacts import ContactHit

CHOICES = 10


@dataclass(frozen=True, slots=True)
class CompanyHit:
    """A company among several: enough to tell two with the same name apart."""

    id: int
    name: str
    owner: str = ""
    city: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class CompanyMatches:
    """What a text was found to mean. `exact`: all hits have that very name; `near`: they only look like it.

    `contacts`: people of exactly that name or e-mail address; `records`: custom records of that name.
    """

    text: str
    hits: tuple[CompanyHit, ...]
    exact: bool = False
    near: bool = False
    more: bool = False
    contacts: tuple[ContactHit, ...] = ()
    records: tuple[Candidate, ...] = ()
