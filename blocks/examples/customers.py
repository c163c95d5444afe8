"""Customers found by name: one, several and none of a name; people and custom records of that name."""

from csbot.domain.associations import Candidate
from csbot.domain.companies import CompanyHit, CompanyMatches
from csbot.domain.contacts import ContactHit
from csbot.domain.records import ObjectType

HITS = (
    CompanyHit(900, "Acme", "Kim Larsen", "Aarhus", "acme.example"),
    CompanyHit(903, "Acme", "", "Utrecht"),
)
SHIPS = (
    Candidate(ObjectType.CUSTOM_1, 80, "Ægir", ("Ship", "Kim Larsen", "S-1")),
    Candidate(ObjectType.CUSTOM_2, 81, "*Æ* <!here>", ("*Box* <!here>",)),
)
MATCHES = {
    "same_name": CompanyMatches("acme", HITS, exact=True),
    "found": CompanyMatches("ac", (*HITS, CompanyHit(904, "*Ac* <!here>")), more=True),
    "one": CompanyMatches("ac", HITS[:1]),
    "near": CompanyMatches("acmee <!channel>", HITS[:1], near=True),
    "people": CompanyMatches(
        "rosa", HITS[1:], exact=True, contacts=(ContactHit(70, "Rosa", "CFO *x*", "Acme", "rosa@acme.example"),)
    ),
    "none": CompanyMatches("zzz *x*", ()),
    "none_of_one_word": CompanyMatches("zzz", ()),
    "people_found": CompanyMatches("ros", HITS[1:], contacts=(ContactHit(70, "Rosa Ros"), ContactHit(71, "Ida Ros"))),
    "records": CompanyMatches("æg", HITS[:1], records=SHIPS),
    "record": CompanyMatches("ægir", (), exact=True, records=SHIPS),
}
