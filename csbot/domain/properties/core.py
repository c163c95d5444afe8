"""The registry of core properties and direct associations, per object type: import, cards and editing share it.

Headings are compared by `word_key`: HubSpot's export labels and internal names, plain English, Danish and Dutch.
Better headings stand first: where a file has several for one property, the first wins.
"""

from collections.abc import Iterator, Mapping

from csbot.domain.properties.activities import ACTIVITY
from csbot.domain.properties.companies import COMPANY
from csbot.domain.properties.contacts import CONTACT
from csbot.domain.properties.customs import CUSTOM
from csbot.domain.properties.making import company_links, contact_links
from csbot.domain.properties.meetings import MEETING
from csbot.domain.properties.pipelines import DEAL, PROJECT, SERVICE, SUBSCRIPTION, TICKET
from csbot.domain.properties.tasks import TASK
from csbot.domain.properties.types import Link, Property
from csbot.domain.records import CUSTOM_TYPES, ObjectType

PROPERTIES: Mapping[ObjectType, tuple[Property, ...]] = {
    ObjectType.COMPANY: COMPANY,
    ObjectType.CONTACT: CONTACT,
    ObjectType.TASK: TASK,
    ObjectType.MEETING: MEETING,
    ObjectType.ACTIVITY: ACTIVITY,
    ObjectType.PROJECT: PROJECT,
    ObjectType.SERVICE: SERVICE,
    ObjectType.DEAL: DEAL,
    ObjectType.SUBSCRIPTION: SUBSCRIPTION,
    ObjectType.TICKET: TICKET,
    **dict.fromkeys(CUSTOM_TYPES, CUSTOM),
}
LINKS: Mapping[ObjectType, tuple[Link, ...]] = {
    ObjectType.COMPANY: (),
    ObjectType.CONTACT: company_links(),
    ObjectType.TASK: (*company_links(), *contact_links()),
    ObjectType.MEETING: company_links(),
    ObjectType.ACTIVITY: (*company_links(), *contact_links()),
    ObjectType.PROJECT: company_links(),
    ObjectType.SERVICE: company_links(),
    ObjectType.DEAL: company_links(),
    ObjectType.SUBSCRIPTION: company_links(),
    ObjectType.TICKET: company_links(),
    **dict.fromkeys(CUSTOM_TYPES, company_links()),
}


def find(kind: ObjectType, word: str) -> Property | None:
    """The core property of that name, such as `due`."""
    return next((prop for prop in PROPERTIES[kind] if prop.name == word), None)


def labels() -> tuple[str, ...]:
    """Every English label of the registry: the texts that the catalogues translate."""
    return tuple(dict.fromkeys(_labels()))


def _labels() -> Iterator[str]:
    for kind in ObjectType:
        for prop in PROPERTIES[kind]:
            yield prop.label
            yield from (option.label for option in prop.options)
        yield from (link.label for link in LINKS[kind])
