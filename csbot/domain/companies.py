"""Customers as found by name (workspace C8)."""

from dataclasses import dataclass

from csbot.domain.associations import Candidate
from csbot.domain.contacts import ContactHit
from csbot.domain.properties.errors import BadValue
from csbot.domain.properties.values import tidy_domain

CHOICES = 10
DOMAIN_KEY = "domain:"  # as in a filter


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
    """What a text was found to mean. `exact`: all found have that very name, contacts also as first or last name;
    `near`: the companies only look like it.

    `contacts`: people of that name or e-mail address; `records`: custom records of that name.
    """

    text: str
    hits: tuple[CompanyHit, ...]
    exact: bool = False
    near: bool = False
    more: bool = False
    contacts: tuple[ContactHit, ...] = ()
    records: tuple[Candidate, ...] = ()


def domain_of(text: str) -> str:
    """The web domain that a text is the address of, also behind `domain:`; empty for any other text."""
    try:
        return tidy_domain(text.strip().casefold().removeprefix(DOMAIN_KEY))
    except BadValue:
        return ""


def domain_of_mail(text: str) -> str:
    """The domain of an e-mail address; empty for any other text."""
    return domain_of(text.rpartition("@")[2]) if "@" in text else ""
