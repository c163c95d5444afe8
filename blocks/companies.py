"""Customers: the record card, and several to choose from (workspace C8)."""

from blocks import components, schedule, task_lines
from blocks.examples import customers
from blocks.kit import elements, escape, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.properties import label_of, value_text
from blocks.screens import Look, Rendered, screen
from csbot.domain.companies import Activity, Company, CompanyCard, CompanyHit, CompanyMatches
from csbot.domain.meetings import Meeting
from csbot.domain.records import ObjectType
from csbot.domain.screens import ScreenRef
from csbot.i18n import mark

PRIMARY = ("lifecycle_stage", "arr", "renewal", "customer_since", "industry", "city", "country", "phone")
NAME = 80
BANDS = {"at_risk": mark("At risk"), "neutral": mark("Neutral"), "healthy": mark("Healthy")}
KINDS = {
    "note": mark("Note"),
    "call": mark("Call"),
    "email": mark("E-mail"),
    "meeting": mark("Meeting"),
    "task": mark("Task"),
}


@screen("company", customers.CARDS)
def company(data: CompanyCard, look: Look) -> Rendered:
    """Reference: `id` = the company, `a` = ids of tasks just acted on."""
    args = {"id": str(data.company.id)}
    if data.acted.ids:
        args["a"] = str(data.acted)
    sheet = Sheet(ScreenRef("company", args))
    sheet.header(escape.plain(data.company.name, limits.HEADER_TEXT) or look.words.text("(no name)"))
    _draw_properties(sheet, data.company, look)
    _draw_tasks(sheet, data, look)
    _draw_meeting(sheet, data.next_meeting, look)
    _draw_activities(sheet, data.activities, look)
    refresh = elements.button(look.words.text("Refresh"), "company.refresh")
    sheet.actions(refresh, task_lines.new_button(look, data.company.id), *_website(data.company, look))
    return Rendered(_card_text(data, look), sheet.blocks)


def _draw_properties(sheet: Sheet, found: Company, look: Look) -> None:
    w = look.words
    owner = escape.mrkdwn(found.owner.name, NAME) if found.owner else w.text("nobody")
    fields = [(w.text("Owner"), owner)]
    if found.band in BANDS:
        health = w.text(BANDS[found.band])
        score = "" if found.score is None else f" ({w.number(round(found.score))})"
        fields.append((w.text("Health"), f"{health}{score}"))
    for name in PRIMARY:
        if name in found.values:
            label = label_of(ObjectType.COMPANY, name, look)
            fields.append((label, value_text(ObjectType.COMPANY, name, found.values[name], look)))
    sheet.fields(*(f"*{label}*\n{value}" for label, value in fields[: limits.SECTION_FIELDS[1]]))


def _draw_tasks(sheet: Sheet, data: CompanyCard, look: Look) -> None:
    w = look.words
    heading = f"*{w.text('Open tasks')}* ({w.number(data.open_count)})"
    sheet.section(heading if data.open_count or data.tasks else f"{heading}\n{w.text('No task is open.')}")
    room = limits.SCREEN_BLOCKS - len(sheet.blocks) - 6
    (kept,) = task_lines.fit([data.tasks], data.acted, room, look)
    for line in kept:
        task_lines.draw_line(sheet, line, look)
    waiting = sum(line.task.is_open for line in kept)
    task_lines.draw_dropped(sheet, max(data.open_count - waiting, 0), look)


def _draw_meeting(sheet: Sheet, meeting: Meeting | None, look: Look) -> None:
    w = look.words
    if meeting is None:
        sheet.section(f"*{w.text('Next meeting')}*\n{w.text('None is planned.')}")
        return
    with_whom = f" · {escape.mrkdwn(meeting.owner.name, NAME)}" if meeting.owner else ""
    title = escape.mrkdwn(meeting.title, NAME)
    text = f"*{w.text('Next meeting')}*\n{title} — {w.moment(meeting.starts_at)}{with_whom}"
    sheet.section(text, schedule.start_button(meeting, look))


def _draw_activities(sheet: Sheet, activities: tuple[Activity, ...], look: Look) -> None:
    w = look.words
    lines = [_activity_line(activity, look) for activity in activities] or [w.text("Nothing yet.")]
    sheet.section("\n".join([f"*{w.text('Last activities')}*", *lines]))


def _activity_line(activity: Activity, look: Look) -> str:
    w = look.words
    kind = w.text(KINDS[activity.kind]) if activity.kind in KINDS else escape.mrkdwn(activity.kind, NAME)
    people = [escape.mrkdwn(who.name, NAME) for who in (activity.contact, activity.by) if who is not None]
    parts = [w.moment(activity.occurred_at), kind, escape.mrkdwn(activity.title, NAME), *people]
    return components.SEPARATOR.join(part for part in parts if part)


def _website(found: Company, look: Look) -> tuple[Element, ...]:
    url = str(found.values.get("website", ""))
    if not url.startswith(("https://", "http://")) or len(url) > limits.URL:
        return ()
    return (elements.button(look.words.text("Website"), "company.site", url=url),)


def _card_text(data: CompanyCard, look: Look) -> str:
    w = look.words
    said = [escape.mrkdwn(data.company.name, NAME)]
    if data.company.owner:
        said.append(w.text("owner {name}", name=escape.mrkdwn(data.company.owner.name, NAME)))
    if data.company.band in BANDS:
        said.append(w.text("health {band}", band=w.text(BANDS[data.company.band])))
    said.append(w.plural("{n} open task", "{n} open tasks", data.open_count))
    if data.next_meeting:
        said.append(w.text("next meeting {moment}", moment=w.moment(data.next_meeting.starts_at)))
    return components.LIST_SEPARATOR.join(said)


@screen("companies", customers.MATCHES)
def companies(data: CompanyMatches, look: Look) -> Rendered:
    """Customers to choose from: several of one name, or the nearest."""
    sheet, text = Sheet(ScreenRef("companies")), _matches_text(data, look)
    sheet.section(text)
    for hit in data.hits:
        label = look.words.text("Open: {title}", title=escape.plain(hit.name, NAME))
        button = elements.button(look.words.text("Open"), "company.show", str(hit.id), label=label)
        sheet.section(_hit_text(hit, look), button)
    if data.more:
        sheet.context(look.words.text("There are more: type more of the name."))
    names = components.LIST_SEPARATOR.join(escape.mrkdwn(hit.name, NAME) for hit in data.hits)
    return Rendered(f"{text} {names}".strip(), sheet.blocks)


def _matches_text(data: CompanyMatches, look: Look) -> str:
    w, text = look.words, escape.mrkdwn(data.text, NAME)
    if data.exact:
        return w.text("Several customers are called “{typed}”. Which one?", typed=text)
    if data.near and data.hits:
        return w.text("There is no customer “{typed}”. Did you mean one of these?", typed=text)
    if data.hits:
        n = len(data.hits)
        return w.plural("{n} customer found for “{typed}”:", "{n} customers found for “{typed}”:", n, typed=text)
    return w.text("There is no customer like “{typed}”. Please check the spelling, or try one word of it.", typed=text)


def _hit_text(hit: CompanyHit, look: Look) -> str:
    owner = escape.mrkdwn(hit.owner, NAME) or look.words.text("no owner")
    facts = [owner, *(escape.mrkdwn(fact, NAME) for fact in (hit.city, hit.domain) if fact)]
    return f"*{escape.mrkdwn(hit.name, NAME)}*\n{components.SEPARATOR.join(facts)}"
