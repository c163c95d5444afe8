"""Associated records: a page among several, none, hostile."""

from blocks.examples.people import HOSTILE
from blocks.examples.record_cards import ASSOCIATED
from csbot.domain.associations import Associated, AssociatedList, AssociationForm
from csbot.domain.records import ObjectType

PAGE = tuple(Associated(n, ObjectType.CONTACT, 100 + n, f"Contact {n}", "Partner", ("CFO",)) for n in range(1, 13))
LISTS = {
    "few": AssociatedList("company:900", "Acme Corp", 2, ASSOCIATED),
    "page": AssociatedList("company:900", "Acme Corp", 40, PAGE, skipped=12),
    "none": AssociatedList("contact:70", HOSTILE.name, 0, (), under=True),
}
FORMS = {
    "company": AssociationForm("company:900", "Acme Corp"),
    "hostile": AssociationForm("contact:70", HOSTILE.name, under=True),
}
