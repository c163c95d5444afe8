"""The dialog behind `/cs admin customers` (workspace S1-S4)."""

from collections.abc import Sequence

from blocks.examples import views
from blocks.kit import elements, escape, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.object_names import THINGS, many_of
from blocks.properties import label_of
from blocks.screens import Frame, Look, Rendered, screen
from csbot.domain.customer_settings import CUSTOMER_OBJECTS, CustomerField, CustomerForm
from csbot.domain.properties.types import Property
from csbot.domain.record_cards import LAYOUTS
from csbot.domain.records import ObjectType
from csbot.domain.screens import ScreenRef
from csbot.domain.setting_changes import SettingSection

NONE = "-"


@screen("customer_settings", views.SETTINGS)
def customer_settings(data: CustomerForm, look: Look) -> Rendered:
    """Chooses the customer object and its properties. Carries `k` = object type, `ver`."""
    w, known = look.words, data.settings
    sheet = Sheet(ScreenRef("customer_settings"), list(ObjectType).index(known.kind))
    brought = [elements.option(w.text(THINGS[kind]), kind.value) for kind in CUSTOMER_OBJECTS]
    own = [elements.option(escape.plain(one.names.plural), one.kind.value) for one in data.own]
    objects = [*brought, *own]
    select = elements.select("admin.customer_object", w.text("Choose"), objects, known.kind.value)
    sheet.section(f"*{w.text('Customer object')}*\n{w.text('What the Customers tab lists.')}", select)
    users = _choices("admin.csm", data.users, known.csm, look)
    hint = w.text("Says who looks after a customer: “Owned by me” and the quick filter use it.")
    sheet.input(CustomerField.CSM, w.text("CSM property"), users, hint=hint)
    dates = _choices("admin.renewal", data.dates, known.renewal, look)
    sheet.input(CustomerField.RENEWAL, w.text("Renewal date"), dates)
    _draw_layouts(sheet, data, look)
    changes = elements.button(w.text("Changes"), "setting_changes.open", SettingSection.CUSTOMERS.value)
    sheet.actions(changes)
    args = {"k": known.kind.value, "ver": str(known.version)}
    frame = Frame(w.text("Customers"), w.text("Cancel"), w.text("Save"), "admin.customers", args)
    return Rendered(frame.title, sheet.blocks, frame)


def _draw_layouts(sheet: Sheet, data: CustomerForm, look: Look) -> None:
    """A line per type that has a card: whether managers arranged it (workspace S10)."""
    w = look.words
    arrange = w.text("Arrange cards")
    brought = {kind: w.text(THINGS[kind]) for kind in LAYOUTS if not kind.is_custom}
    for kind, things in {**brought, **{one.kind: escape.plain(one.names.plural) for one in data.own}}.items():
        said = [w.text("Arranged by managers.") if kind in data.arranged else w.text("As csbot brings them.")]
        if kind is data.saved:
            said.insert(0, w.text("Saved."))
        button = elements.button(arrange, "layout.open", kind.value, label=f"{arrange}: {things}")
        sheet.section(f"*{w.text('Cards: {things}', things=escape.mrkdwn(things))}*\n{' '.join(said)}", button)


def _choices(action: str, offered: Sequence[Property], chosen: str, look: Look) -> Element:
    w = look.words
    known = [elements.option(label_of(one, look), one.name) for one in offered][: limits.SELECT_OPTIONS[1] - 1]
    options = [elements.option(w.text("None"), NONE), *known]
    return elements.select(action, w.text("Choose"), options, chosen or NONE)


@screen("customer_settings_saved", views.SETTINGS)
def customer_settings_saved(data: CustomerForm, look: Look) -> Rendered:
    """What holds now, in a sentence."""
    w, known = look.words, data.settings
    labels = {one.name: escape.mrkdwn(label_of(one, look)) for one in (*data.users, *data.dates)}
    text = w.text(
        "Saved. Customers are {things}; CSM property: {csm}; renewal date: {renewal}.",
        things=escape.mrkdwn(many_of(known.kind, data.names, look)),
        csm=labels.get(known.csm) or w.text("None"),
        renewal=labels.get(known.renewal) or w.text("None"),
    )
    sheet = Sheet(ScreenRef("customer_settings_saved"))
    sheet.section(text)
    return Rendered(text, sheet.blocks)
