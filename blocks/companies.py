"""Customers to choose from, and people there (workspace C8)."""

from blocks import components
from blocks.examples import customers
from blocks.kit import elements, escape
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Look, Rendered, screen
from csbot.domain.associations import Candidate
from csbot.domain.companies import CompanyHit, CompanyMatches
from csbot.domain.contacts import ContactHit
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from csbot.domain.screens import ScreenRef

NAME = 80


@screen("companies", customers.MATCHES)
def companies(data: CompanyMatches, look: Look) -> Rendered:
    """Customers to choose from: several of one name, or the nearest."""
    sheet, text = Sheet(ScreenRef("companies")), _matches_text(data, look)
    sheet.section(text)
    for hit in data.hits:
        sheet.section(_hit_text(hit, look), _open(hit.name, RecordRef(ObjectType.COMPANY, hit.id), look))
    for person in data.contacts:
        sheet.section(_person_text(person), _open(person.name, RecordRef(ObjectType.CONTACT, person.id), look))
    for one in data.records:
        sheet.section(_record_text(one), _open(one.name, RecordRef(one.kind, one.id), look))
    if data.more:
        sheet.context(look.words.text("There are more: type more of the name."))
    found = [one.name for part in (data.hits, data.contacts, data.records) for one in part]
    names = components.LIST_SEPARATOR.join(escape.mrkdwn(name, NAME) for name in found)
    return Rendered(f"{text} {names}".strip(), sheet.blocks)


def _matches_text(data: CompanyMatches, look: Look) -> str:
    w, text = look.words, escape.mrkdwn(data.text, NAME)
    if data.exact and (data.contacts or data.records):
        return w.text("Several records are called “{typed}”. Which one?", typed=text)
    if data.exact:
        return w.text("Several customers are called “{typed}”. Which one?", typed=text)
    if data.near and data.hits:
        return w.text("There is no customer “{typed}”. Did you mean one of these?", typed=text)
    if data.contacts or data.records:
        n = len(data.hits) + len(data.contacts) + len(data.records)
        return w.plural("{n} record found for “{typed}”:", "{n} records found for “{typed}”:", n, typed=text)
    if data.hits:
        n = len(data.hits)
        return w.plural("{n} customer found for “{typed}”:", "{n} customers found for “{typed}”:", n, typed=text)
    if len(data.text.split()) < 2:
        return w.text(
            "There is no customer like “{typed}”. Please check the spelling, or type only its beginning.", typed=text
        )
    return w.text("There is no customer like “{typed}”. Please check the spelling, or try one word of it.", typed=text)


def _hit_text(hit: CompanyHit, look: Look) -> str:
    owner = escape.mrkdwn(hit.owner, NAME) or look.words.text("no owner")
    facts = [owner, *(escape.mrkdwn(fact, NAME) for fact in (hit.city, hit.domain) if fact)]
    return f"*{escape.mrkdwn(hit.name, NAME)}*\n{components.SEPARATOR.join(facts)}"


def _person_text(person: ContactHit) -> str:
    facts = [escape.mrkdwn(fact, NAME) for fact in (person.job_title, person.company, person.email) if fact]
    return "\n".join(filter(None, [f"*{escape.mrkdwn(person.name, NAME)}*", components.SEPARATOR.join(facts)]))


def _record_text(one: Candidate) -> str:
    facts = [escape.mrkdwn(fact, NAME) for fact in one.facts]
    return "\n".join(filter(None, [f"*{escape.mrkdwn(one.name, NAME)}*", components.SEPARATOR.join(facts)]))


def _open(name: str, ref: RecordRef, look: Look) -> Element:
    label = look.words.text("Open: {title}", title=escape.plain(name, NAME))
    return elements.button(look.words.text("Open"), "record.show", str(ref), label=label)
