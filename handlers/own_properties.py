"""`/cs admin properties`: properties that managers add, change, delete and make fast (workspace V2, S1)."""

from collections.abc import Mapping
from dataclasses import replace

from blocks.own_properties import own_properties, property_news
from blocks.property_dialogs import options_field, property_delete, property_form
from blocks.screens import Shown
from csbot.domain.errors import Unreadable
from csbot.domain.own_properties import Done, PropertyNews, PropertyPage, SpeedAnswer
from csbot.domain.permissions import Permission
from csbot.domain.properties.drafts import read_options
from csbot.domain.properties.own import PropertyDraft, PropertyField
from csbot.domain.properties.types import Option, Property, PropertyType
from csbot.domain.records import ObjectType
from csbot.services.container import Services
from handlers.admin import section
from handlers.args import choice, number, pair, version
from handlers.calls import Call, Field
from handlers.redraw import Redrawing, redraws
from handlers.replies import Close, Ephemeral, Open, Replace, Reply, Update
from handlers.routes import reads, submits, writes
from handlers.views import is_ticked, text_of

PARTS = 9  # of a text of options: more than a hundred can fill
PAGES = 100
USUAL = PropertyType.STRING


def show(call: Call, services: Services) -> Reply:
    """`/cs admin properties`: those of the customer object."""
    kind = services.customer_settings.get().kind
    return Ephemeral(Shown(own_properties, services.own_properties.page(call.actor, kind)))


section("properties", show)


@redraws("own_properties")
def load(drawing: Redrawing, services: Services) -> Shown[PropertyPage]:
    kind, place = choice(drawing.args.get("k", ""), ObjectType), _place(drawing.args.get("p", ""))
    return Shown(own_properties, services.own_properties.page(drawing.actor, kind, place))


@reads("properties.kind", Permission.MANAGE)
def choose_kind(call: Call, services: Services) -> Reply:
    """The properties of another object type."""
    return Replace(_page(call, services, choice(call.value, ObjectType)))


@reads("properties.page", Permission.MANAGE)
def turn_page(call: Call, services: Services) -> Reply:
    """Another page of the same object type."""
    ref = call.incoming.ref
    kind = choice(ref.args.get("k", "") if ref else "", ObjectType)
    return Replace(_page(call, services, kind, _place(call.value)))


@reads("properties.new", Permission.MANAGE)
def begin(call: Call, services: Services) -> Reply:
    """The dialog of a new property of the object type that is shown."""
    ref = call.incoming.ref
    kind = choice(ref.args.get("k", "") if ref else "", ObjectType)
    return Open(Shown(property_form, services.own_properties.form(call.actor, kind, PropertyDraft("", USUAL))))


@reads("properties.type", Permission.MANAGE)
def choose_type(call: Call, services: Services) -> Reply:
    """The dialog with what the type asks for, and what was filled in: Slack keeps only what stands where it stood."""
    kind = choice(call.incoming.args.get("k", ""), ObjectType)
    draft = replace(_typed(call.incoming.fields, ()), type=choice(call.value, PropertyType))
    return Update(Shown(property_form, services.own_properties.form(call.actor, kind, draft)))


@writes("property.menu", Permission.MANAGE)
def choose(call: Call, services: Services) -> Reply:
    """What the menu of a property offers."""
    word, property_id = pair(call.value)
    if word == "edit":
        return Open(Shown(property_form, services.own_properties.edit_form(call.actor, property_id)))
    if word == "delete":
        return Open(Shown(property_delete, services.own_properties.deletion(call.actor, property_id)))
    if word == "restore":
        kind, own = services.own_properties.restore(call.actor, property_id)
        return _told(call, services, kind, own.property, Done.RESTORED)
    if word not in ("fast", "plain"):
        raise Unreadable()
    kind, own, answer = services.fast_properties.ask(call.actor, property_id, fast=word == "fast")
    return _told(call, services, kind, own.property, answer)


@submits("property.save", Permission.MANAGE)
def save(call: Call, services: Services) -> Reply:
    """Keep a new property, or what was changed."""
    args, fields = call.incoming.args, call.incoming.fields
    if "id" in args:
        property_id = number(args["id"])
        form = services.own_properties.edit_form(call.actor, property_id)
        before = form.own.property.options if form.own else ()
        draft = replace(_typed(fields, before), type=form.draft.type)
        kind, own = services.own_properties.change(call.actor, call.viewer, property_id, version(args), draft)
        return Close(_told(call, services, kind, own.property, Done.CHANGED))
    kind = choice(args.get("k", ""), ObjectType)
    draft = replace(_typed(fields, ()), type=choice(args.get("t", ""), PropertyType))
    own = services.own_properties.create(call.actor, kind, draft)
    return Close(_told(call, services, kind, own.property, Done.ADDED))


@submits("property.remove", Permission.MANAGE)
def remove(call: Call, services: Services) -> Reply:
    """The property goes, if the box is ticked."""
    args = call.incoming.args
    sure = is_ticked(call.incoming.fields, PropertyField.SURE)
    kind, own = services.own_properties.delete(call.actor, number(args.get("id", "")), version(args), sure)
    return Close(_told(call, services, kind, own.property, Done.DELETED))


def _typed(fields: Mapping[str, Field], before: tuple[Option, ...]) -> PropertyDraft:
    """What a property's dialog gives; its type is not in it."""
    lines = "\n".join(str(fields.get(options_field(part)) or "") for part in range(PARTS))
    options, renamed = read_options(lines, before)
    required = is_ticked(fields, PropertyField.REQUIRED)
    return PropertyDraft(text_of(fields, PropertyField.LABEL), USUAL, options, required, renamed)


def _told(
    call: Call, services: Services, kind: ObjectType, of: Property, what: Done | SpeedAnswer
) -> Replace | Ephemeral:
    """The list as it is now, with what was done above it; beside it where there is no list."""
    ref = call.incoming.ref
    news = Shown(property_news, PropertyNews(of, what))
    if ref is None or ref.name != own_properties.name:
        return Ephemeral(news)
    return Replace(_page(call, services, kind, _place(ref.args.get("p", ""))), news)


def _page(call: Call, services: Services, kind: ObjectType, place: int = 0) -> Shown[PropertyPage]:
    return Shown(own_properties, services.own_properties.page(call.actor, kind, place))


def _place(text: str) -> int:
    if not (text.isdecimal() and text.isascii() and len(text) < 4 and int(text) < PAGES):
        raise Unreadable()
    return int(text)
