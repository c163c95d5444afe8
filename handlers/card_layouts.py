"""What the cards of each object type show, arranged by managers (workspace S10)."""

from dataclasses import replace

from blocks.card_layouts import FIELD, card_layout, card_layout_properties
from blocks.customer_settings import customer_settings
from blocks.properties import label_of
from blocks.screens import Look, Shown
from csbot.domain.card_layouts import (
    PROPERTIES_MAX,
    BadLayout,
    LayoutDraft,
    LayoutForm,
    LayoutPart,
    LayoutProblem,
    read_draft,
)
from csbot.domain.errors import Refused, Unreadable
from csbot.domain.permissions import Permission
from csbot.domain.records import ObjectType, norm
from csbot.domain.view_cards import moved
from csbot.services.container import Services
from handlers.args import choice, several_of, version
from handlers.calls import Call
from handlers.replies import Back, Choice, Open, Options, Reply, Update
from handlers.routes import offers, reads, submits

OFFERED = 100
UNDER = {"uk": "k", "uv": "ver"}  # what the settings' dialog needs again: our argument, and its own


@reads("layout.open", Permission.MANAGE)
def open_layout(call: Call, services: Services) -> Reply:
    """The dialog of the type that the button says, upon the settings'."""
    form = services.card_layouts.form(call.actor, choice(call.value, ObjectType))
    under = {ours: call.incoming.args.get(theirs, "") for ours, theirs in UNDER.items()}
    return Open(Shown(card_layout, replace(form, carried=under)))


@reads("layout.move", Permission.MANAGE)
def move(call: Call, services: Services) -> Reply:
    """A line goes up, down or away, in the dialog only."""
    word, _, line = call.value.partition(":")
    if word not in ("up", "down", "remove"):
        raise Unreadable()
    part, key = _line(line)
    draft = read_draft(call.incoming.args)
    return Update(_arranged(call, services, draft.with_part(part, moved(draft.part(part), word, key))))


@reads("layout.add", Permission.MANAGE)
def add(call: Call, services: Services) -> Reply:
    """One more button, or one more type of associated records."""
    part, key = _line(call.value)
    draft = read_draft(call.incoming.args)
    words = dict.fromkeys((*draft.part(part), key))
    return Update(_arranged(call, services, draft.with_part(part, tuple(words))))


@reads("layout.usual", Permission.MANAGE)
def go_back(call: Call, services: Services) -> Reply:
    """What csbot brings, in the dialog only."""
    form = services.card_layouts.usual(call.actor, _kind(call), version(call.incoming.args))
    return Update(Shown(card_layout, _carrying(call, form)))


@reads("layout.choose", Permission.MANAGE)
def choose(call: Call, services: Services) -> Reply:
    """Which properties, in a dialog upon this one."""
    return Open(replace(_arranged(call, services, read_draft(call.incoming.args)), screen=card_layout_properties))


@submits("layout.properties", Permission.MANAGE)
def take(call: Call, services: Services) -> Reply:
    """The properties chosen, in the dialog beneath; nothing is saved yet."""
    chosen = several_of(call.incoming.fields, FIELD)
    if len(chosen) > PROPERTIES_MAX:
        raise Refused({FIELD: BadLayout(LayoutProblem.TOO_MANY)})
    draft = read_draft(call.incoming.args).with_part(LayoutPart.PROPERTIES, chosen)
    return Back(_arranged(call, services, draft))


@offers("layout.properties", Permission.MANAGE)
def offer(call: Call, services: Services) -> Reply:
    """What can be on the card, as one types, by label in the viewer's language."""
    look, wanted = Look(call.viewer, call.now), norm(call.value)
    fields = services.card_layouts.form(call.actor, _kind(call)).fields
    found = sorted((label_of(field, look), key) for key, field in fields.items())
    return Options([Choice(label, key) for label, key in found if wanted in norm(label)][:OFFERED])


@submits("layout.save", Permission.MANAGE)
def save(call: Call, services: Services) -> Reply:
    """Everybody's cards look like this; the settings' dialog says so."""
    args, kind = call.incoming.args, _kind(call)
    services.card_layouts.save(call.actor, kind, read_draft(args), version(args))
    beneath = services.customer_settings.form(choice(args.get("uk", ""), ObjectType))
    settings = replace(beneath.settings, version=version(args, "uv"))
    return Back(Shown(customer_settings, replace(beneath, settings=settings, saved=kind)))


def _arranged(call: Call, services: Services, draft: LayoutDraft) -> Shown[LayoutForm]:
    form = services.card_layouts.in_making(call.actor, _kind(call), draft, version(call.incoming.args))
    return Shown(card_layout, _carrying(call, form))


def _carrying(call: Call, form: LayoutForm) -> LayoutForm:
    return replace(form, carried={name: call.incoming.args.get(name, "") for name in UNDER})


def _kind(call: Call) -> ObjectType:
    return choice(call.incoming.args.get("k", ""), ObjectType)


def _line(text: str) -> tuple[LayoutPart, str]:
    part, _, key = text.partition(":")
    return choice(part, LayoutPart), key
