"""Views: their names, and the dialogs that save, clone and delete them (workspace C3-C7)."""

from collections.abc import Mapping, Sequence

from blocks.examples import views
from blocks.filters import sentence
from blocks.kit import elements, escape, inputs, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.properties import label_of
from blocks.screens import Frame, Look, Rendered, screen
from csbot.domain.customer_lists import sort_key
from csbot.domain.properties.types import Property
from csbot.domain.saved_views import ALL, COLUMNS_MAX, BuiltIn, Sharing, View, ViewField
from csbot.domain.screens import ScreenRef
from csbot.domain.view_dialogs import CloneDialog, DeleteDialog, ViewDialog
from csbot.i18n import mark

BUILT_IN: Mapping[str, str] = {
    BuiltIn.OWNED: mark("Owned by me"),
    BuiltIn.ASSIGNED: mark("Assigned to me in the last 30 days"),
    ALL: mark("All records"),
}
DESCRIPTIONS: Mapping[str, str] = {
    BuiltIn.OWNED: mark("Your book of business."),
    BuiltIn.ASSIGNED: mark("Customers that became yours lately and still are."),
}
SHARINGS = {Sharing.PRIVATE: mark("Only me"), Sharing.EVERYONE: mark("Everyone")}
TICKED = "1"
NAME = 60


def view_name(view: View, look: Look) -> str:
    """A view's name as plain text; csbot's own are translated."""
    if view.key in BUILT_IN:
        return look.words.text(BUILT_IN[view.key])
    return escape.plain(view.name, NAME) or look.words.text("(no name)")


def view_description(view: View, look: Look) -> str:
    """What a view is for, as mrkdwn; may be empty."""
    if view.key in DESCRIPTIONS:
        return look.words.text(DESCRIPTIONS[view.key])
    return escape.mrkdwn(view.description)


@screen("view_form", views.FORMS)
def view_form(data: ViewDialog, look: Look) -> Rendered:
    """Makes a view, or edits one.

    Carries `k` = object type, `f` = the draft of its filter; `key` and `ver` of one that is edited.
    """
    w, sheet, form = look.words, Sheet(ScreenRef("view_form")), data.form
    sheet.section(sentence(data.kind, data.readback, look), _filter_button(data, look))
    sheet.input(ViewField.NAME, w.text("Name"), inputs.typed("view.name", form.name))
    sheet.input(
        ViewField.DESCRIPTION,
        w.text("Description"),
        inputs.typed("view.description", form.description),
        hint=w.text("Stands on its card on the Summary."),
        optional=True,
    )
    _draw_sharing(sheet, data, look)
    _draw_columns(sheet, data, look)
    frame = _form_frame(data, look)
    return Rendered(frame.title, sheet.blocks, frame)


def _filter_button(data: ViewDialog, look: Look) -> Element | None:
    """Slack stacks three dialogs: where the filter's own is beneath, it isn't opened again."""
    if not data.may_filter:
        return None
    text = look.words.text("Edit filter")
    return elements.button(text, "view.filter", label=f"{text}: {look.words.text('opens a dialog')}")


def _draw_sharing(sheet: Sheet, data: ViewDialog, look: Look) -> None:
    w = look.words
    if not data.manages:
        sheet.context(w.text("Only you will see this view. Managers can share views with everyone."))
        return
    sheet.input(ViewField.SHARING, w.text("Who sees it"), _sharings("view.sharing", data.form.sharing, look))
    if data.has_cards:
        tick = [elements.option(w.text("Set as default and show on the Summary"), TICKED)]
        ticked = inputs.ticked("view.default", tick, [TICKED] if data.form.is_default else [])
        hint = w.text("For everyone. The Summary has room for six cards.")
        sheet.input(ViewField.DEFAULT, w.text("Summary"), ticked, hint=hint, optional=True)


def _sharings(action: str, chosen: Sharing, look: Look) -> Element:
    options = [elements.option(look.words.text(text), str(one)) for one, text in SHARINGS.items()]
    return inputs.radios(action, options, str(chosen))


def _draw_columns(sheet: Sheet, data: ViewDialog, look: Look) -> None:
    w, known = look.words, {one.name: one for one in data.properties}
    columns = [_property_option(known[name], look) for name in data.form.columns if name in known]
    chosen = inputs.several_searched("view.columns", w.text("Type a name"), columns, most=COLUMNS_MAX)
    hint = w.text("They stand in the order in which they are chosen.")
    sheet.input(ViewField.COLUMNS, w.text("Columns"), chosen, hint=hint, optional=True)
    by = known.get(data.form.sort.property)
    sort = inputs.searched("view.sort", w.text("Type a name"), None if by is None else _property_option(by, look))
    sheet.input(ViewField.SORT, w.text("Sorted by"), sort, hint=w.text("Nothing chosen: by name."), optional=True)
    tick = [elements.option(w.text("The highest, the latest or Z first"), TICKED)]
    ticked = inputs.ticked("view.descending", tick, [TICKED] if data.form.sort.descending else [])
    sheet.input(ViewField.DESCENDING, w.text("Direction"), ticked, optional=True)


def _property_option(of: Property, look: Look) -> Element:
    return elements.option(label_of(of, look), sort_key(of))


def _form_frame(data: ViewDialog, look: Look) -> Frame:
    w = look.words
    args = {"k": str(data.kind), "f": str(data.draft)}
    if not data.key:
        return Frame(w.text("New view"), w.text("Cancel"), w.text("Save"), "view.save", args)
    args |= {"key": data.key, "ver": str(data.version)}
    return Frame(w.text("Edit view"), w.text("Cancel"), w.text("Save"), "view.save", args)


@screen("view_clone", views.CLONES)
def view_clone(data: CloneDialog, look: Look) -> Rendered:
    """Copies a view under another name. Carries `k` = object type, `key`."""
    w, sheet = look.words, Sheet(ScreenRef("view_clone"))
    sheet.section(w.text("A copy of “{name}”.", name=escape.mrkdwn(view_name(data.view, look), NAME)))
    copy = w.text("{name} (copy)", name=view_name(data.view, look))
    sheet.input(ViewField.NAME, w.text("Name"), inputs.typed("view.name", copy[:NAME]))
    if data.manages:
        sheet.input(ViewField.SHARING, w.text("Who sees it"), _sharings("view.sharing", Sharing.PRIVATE, look))
    args = {"k": str(data.view.kind), "key": data.view.key}
    frame = Frame(w.text("Clone view"), w.text("Cancel"), w.text("Clone"), "view.copy", args)
    return Rendered(frame.title, sheet.blocks, frame)


@screen("view_delete", views.DELETIONS)
def view_delete(data: DeleteDialog, look: Look) -> Rendered:
    """Asks before a view goes (workspace C6). Carries `k` = object type, `key`."""
    w, sheet, view = look.words, Sheet(ScreenRef("view_delete")), data.view
    name = escape.mrkdwn(view_name(view, look), NAME)
    sheet.section(w.text("Delete “{name}”? This can't be undone.", name=name))
    if view.sharing is Sharing.EVERYONE:
        sheet.context(w.text("Everyone sees this view: it goes for everyone."))
    if view.is_default:
        sheet.context(w.text("Its card on the Summary goes too."))
    tick = [elements.option(w.text("I'm sure I want to delete this view"), TICKED)]
    sheet.input(ViewField.SURE, w.text("Please confirm"), inputs.ticked("view.sure", tick), optional=True)
    args = {"k": str(view.kind), "key": view.key}
    frame = Frame(w.text("Delete view"), w.text("Cancel"), w.text("Delete"), "view.remove", args)
    return Rendered(frame.title, sheet.blocks, frame)


def select_groups(shelf: Sequence[View], look: Look) -> list[tuple[str, list[Element]]]:
    """A shelf for a select: one's pinned views first, then csbot's, shared and private ones (workspace C7)."""
    w = look.words
    rest = [view for view in shelf if not view.pinned]
    groups = (
        (w.text("My pinned views"), [view for view in shelf if view.pinned]),
        (w.text("Built-in views"), [view for view in rest if view.is_built_in]),
        (w.text("Shared views"), [v for v in rest if not v.is_built_in and v.sharing is Sharing.EVERYONE]),
        (w.text("My private views"), [v for v in rest if v.sharing is Sharing.PRIVATE]),
    )
    return [
        (label, [elements.option(view_name(view, look)[: limits.OPTION_TEXT], view.key) for view in views_of])
        for label, views_of in groups
    ]
