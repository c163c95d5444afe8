"""Contacts as found by name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactHit:
    """A contact among several: enough to tell two with the same name apart."""

    id: int
    name: str
    job_title: str = ""
    company: str = ""
    email: str = ""
