"""The Customers tab: a view of the customer object, page by page, with what can be laid over it (workspace C2, C7)."""

from blocks import components
from blocks.examples import customer_lists
from blocks.filter_problems import draw_nearest
from blocks.filters import clause_text, sentence
from blocks.kit import elements, escape, inputs, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.properties import label_of, value_text
from blocks.screens import Look, Rendered, screen
from blocks.views import select_groups, view_name
from csbot.domain.customer_lists import ME, MY_TEAM, NOBODY, Active, Created, CustomerList, sort_key
from csbot.domain.record_cards import RecordRef
from csbot.domain.record_lists import Line, Place
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, ViewAct
from csbot.domain.screens import ScreenRef
from csbot.i18n import mark

NAME = 80
VALUE = 60
FALLBACK_NAMES = 5
FACTS_ROOM = 2400  # of a section's 3,000 characters, with the name and what stands between
FIRST = "-"
SHOWN_FAULTS = 5
CREATED = {
    Created.ANY: mark("Created: any time"),
    Created.TODAY: mark("Created today"),
    Created.WEEK: mark("Created in the last 7 days"),
    Created.MONTH: mark("Created in the last 30 days"),
    Created.QUARTER: mark("Created in the last 90 days"),
    Created.YEAR: mark("Created in the last 365 days"),
}
ACTIVE = {
    Active.ANY: mark("Last activity: any time"),
    Active.WEEK: mark("Activity in the last 7 days"),
    Active.MONTH: mark("Activity in the last 30 days"),
    Active.QUARTER: mark("Activity in the last 90 days"),
    Active.NOT_MONTH: mark("No activity for 30 days"),
    Active.NOT_QUARTER: mark("No activity for 90 days"),
    Active.NEVER: mark("Never any activity"),
}
OWNERS = {
    "": mark("Owner: anybody"),
    ME: mark("Owner: me"),
    MY_TEAM: mark("Owner: my team"),
    NOBODY: mark("Owner: nobody"),
}
ANYBODY = "any"


@screen("customers", customer_lists.LISTS)
def customers(data: CustomerList, look: Look) -> Rendered:
    """Reference: the arguments of `ListState`."""
    w, sheet = look.words, Sheet(ScreenRef("customers", data.state.args()))
    sheet.header(_title(data, look))
    sheet.actions(*_view_row(data, look))
    if data.view.filter is None and not data.is_draft:
        _draw_unset(sheet, data, look)
        sheet.actions(elements.button(w.text("Your day"), "summary.show"))
        return Rendered(
            w.text("{view}: the CSM property is not chosen yet.", view=_escaped_name(data, look)), sheet.blocks
        )
    sheet.actions(*_quick_row(data, look))
    sheet.context(_about(data, look))
    _draw_faults(sheet, data, look)
    _draw_lines(sheet, data, look)
    draw_nearest(sheet, data.meant, look)
    sheet.actions(*_page_row(data, look))
    return Rendered(_fallback(data, look), sheet.blocks)


def _title(data: CustomerList, look: Look) -> str:
    name = (
        look.words.text("{view}, filtered", view=view_name(data.view, look))
        if data.is_draft
        else view_name(data.view, look)
    )
    return f"{name} ({look.words.number(data.count)})"


def _escaped_name(data: CustomerList, look: Look) -> str:
    return escape.mrkdwn(view_name(data.view, look), NAME)


def _view_row(data: CustomerList, look: Look) -> list[Element]:
    w = look.words
    made = [
        elements.grouped_select(
            "customers.view", w.text("Choose a view"), select_groups(data.shelf.views, look), data.view.key
        )
    ]
    if data.view.filter is not None or data.is_draft:
        made.append(elements.button(w.text("Filter"), "filter.open", label=_opens(w.text("Filter"), look)))
    made.append(elements.button(w.text("New view"), "view.new", label=_opens(w.text("New view"), look)))
    if menu := _menu(data, look):
        made.append(elements.overflow("view.menu", menu))
    return made


def _opens(text: str, look: Look) -> str:
    return f"{text}: {look.words.text('opens a dialog')}"


def _menu(data: CustomerList, look: Look) -> list[Element]:
    """What the viewer may do with the view: at most five."""
    w, acts = look.words, []
    if ViewAct.EDIT in data.rights:
        acts.append(("edit", w.text("Edit view")))
    if ViewAct.CLONE in data.rights:
        acts.append(("clone", w.text("Clone view")))
    if ViewAct.PIN in data.rights:
        acts.append(("unpin", w.text("Unpin view")) if data.view.pinned else ("pin", w.text("Pin view")))
    if ViewAct.DELETE in data.rights:
        acts.append(("delete", w.text("Delete view")))
    if ViewAct.HIDE in data.rights:
        acts.append(("hide", w.text("Hide view for everyone")))
    if data.shelf.hidden:
        acts.append(("restore", w.text("Restore hidden views")))
    return [elements.option(text, f"{word}:{data.view.key}") for word, text in acts[: limits.OVERFLOW_OPTIONS[1]]]


def _quick_row(data: CustomerList, look: Look) -> list[Element]:
    w, state = look.words, data.state
    created = [elements.option(w.text(text), str(one)) for one, text in CREATED.items()]
    active = [elements.option(w.text(text), str(one)) for one, text in ACTIVE.items()]
    return [
        elements.select("customers.created", w.text("Create date"), created, str(state.created)),
        elements.select("customers.active", w.text("Last activity date"), active, str(state.active)),
        inputs.searched("customers.owner", w.text("Owner"), owner_option(data, look)),
        elements.select("customers.sort", w.text("Sorted by"), _sorts(data, look), _sort_value(data)),
    ]


def owner_option(data: CustomerList, look: Look) -> Element:
    """What is chosen in the owner filter."""
    if data.owner is not None:
        name = escape.plain(data.owner.name, NAME) or look.words.text("somebody")
        return elements.option(look.words.text("Owner: {name}", name=name), str(data.owner.id))
    return elements.option(look.words.text(OWNERS[data.state.owner]), data.state.owner or ANYBODY)


def _sorts(data: CustomerList, look: Look) -> list[Element]:
    """Each column both ways, and the property that the list is sorted by."""
    w, names = look.words, ["name", *data.columns, "created", data.sort.property]
    known = [data.properties[name] for name in dict.fromkeys(names) if name in data.properties]
    made = []
    for of in known:
        label = label_of(of, look)[:VALUE]
        made.append(elements.option(w.text("{property}, ascending", property=label), f"{sort_key(of)}:"))
        made.append(elements.option(w.text("{property}, descending", property=label), f"{sort_key(of)}:1"))
    return made


def _sort_value(data: CustomerList) -> str:
    of = data.properties.get(data.sort.property or "name")
    return "" if of is None else f"{sort_key(of)}:{'1' if data.sort.descending else ''}"


def _about(data: CustomerList, look: Look) -> str:
    """What the filter does; who shares the view; where it stands."""
    w, parts = look.words, [sentence(data.kind, data.readback, look)]
    if not data.view.is_built_in:
        owner = escape.mrkdwn(data.view.owner.name, NAME) if data.view.owner else w.text("somebody")
        shared = data.view.sharing is Sharing.EVERYONE
        parts.append(w.text("Shared by {name}", name=owner) if shared else w.text("Private"))
    if data.view.is_default:
        parts.append(w.text("On the Summary"))
    if data.view.pinned:
        parts.append(w.text("Pinned"))
    return components.SEPARATOR.join(parts)


def _draw_faults(sheet: Sheet, data: CustomerList, look: Look) -> None:
    """A view whose property was deleted, or whose value is gone, says so and still opens."""
    w = look.words
    if data.readback.faults:
        said = "\n".join(f"• {clause_text(clause, look)}" for clause in data.readback.faults[:SHOWN_FAULTS])
        sheet.section(f"*{w.text('This filter asks for something that no longer exists:')}*\n{said}")
    gone = [data.properties[name] for name in data.columns if data.properties[name].deleted]
    if gone:
        names = components.LIST_SEPARATOR.join(escape.mrkdwn(label_of(of, look), VALUE) for of in gone)
        sheet.context(w.text("Columns left out, because they were deleted: {names}.", names=names))


def _draw_unset(sheet: Sheet, data: CustomerList, look: Look) -> None:
    """The built-in views need to know whose customer it is (workspace U5)."""
    w = look.words
    text = w.text("Which property says who looks after a customer is not chosen yet, so this view is empty.")
    if not data.manages:
        sheet.section(f"{text} {w.text('A manager can choose it: `/cs admin customers`.')}")
        return
    sheet.section(text, elements.button(w.text("Set up"), "admin.customers", label=_opens(w.text("Set up"), look)))


def _draw_lines(sheet: Sheet, data: CustomerList, look: Look) -> None:
    if not data.page.lines:
        sheet.section(look.words.text("Nothing matches. Try a wider filter, or another view."))
    for line in data.page.lines:
        label = look.words.text("Open: {title}", title=escape.plain(line.name, 50))
        button = elements.button(
            look.words.text("Open"), "record.show", str(RecordRef(data.kind, line.id)), label=label
        )
        sheet.section(_line_text(data, line, look), button)


def _line_text(data: CustomerList, line: Line, look: Look) -> str:
    """The name, and below it the columns that have a value, as far as a block holds them."""
    w, facts = look.words, []
    for name in data.columns:
        if name in line.values and name != "name":
            of = data.properties[name]
            label = escape.mrkdwn(label_of(of, look), VALUE)
            facts.append(f"{label}: {value_text(of, line.values[name], look, VALUE)}")
    title = f"*{escape.mrkdwn(line.name, NAME) or w.text('(no name)')}*"
    kept = list(facts)
    while sum(map(len, kept)) > FACTS_ROOM:
        kept.pop()
    if more := len(facts) - len(kept):
        kept.append(w.plural("… and {n} more", "… and {n} more", more))
    return "\n".join([title, components.SEPARATOR.join(kept)] if kept else [title])


def _page_row(data: CustomerList, look: Look) -> list[Element]:
    w, made = look.words, []
    if data.page.previous is not None:
        made.append(elements.button(w.text("Previous"), "customers.page", f"<{data.page.previous.write()}"))
    if data.page.next is not None:
        made.append(elements.button(w.text("Next"), "customers.page", f">{data.page.next.write()}"))
    made.append(elements.button(w.text("Refresh"), "customers.page", FIRST))
    if (
        data.is_draft
        or data.state.created is not Created.ANY
        or data.state.active is not Active.ANY
        or data.state.owner
    ):
        made.append(elements.button(w.text("Clear filters"), "customers.clear"))
    made.append(elements.button(w.text("Your day"), "summary.show"))
    return made


def read_page(value: str) -> tuple[Place | None, Place | None]:
    """After and before, as a page button carries them; raises `Unreadable`."""
    if value[:1] not in "<>":
        return None, None
    place = Place.read(value[1:])
    return (place, None) if value[0] == ">" else (None, place)


def _fallback(data: CustomerList, look: Look) -> str:
    w, name = look.words, _escaped_name(data, look)
    things = data.count
    counted = (
        w.plural("{n} record", "{n} records", things)
        if data.kind.is_custom
        else w.plural("{n} contact", "{n} contacts", things)
        if data.kind is ObjectType.CONTACT
        else w.plural("{n} company", "{n} companies", things)
    )
    names = components.LIST_SEPARATOR.join(escape.mrkdwn(line.name, NAME) for line in data.page.lines[:FALLBACK_NAMES])
    return f"{name}: {counted}. {names}".strip()
