"""`/cs admin objects`: object types that managers add and rename (workspace A2, S1)."""

from blocks.custom_objects import custom_objects, object_form, object_news
from blocks.screens import Shown
from csbot.domain.custom_objects import ObjectField, ObjectNames, ObjectNews, ObjectPage
from csbot.domain.permissions import Permission
from csbot.domain.records import ObjectType
from csbot.services.container import Services
from handlers.admin import section
from handlers.args import choice, version
from handlers.calls import Call
from handlers.redraw import Redrawing, redraws
from handlers.replies import Close, Ephemeral, Open, Replace, Reply
from handlers.routes import reads, submits
from handlers.views import text_of


def show(call: Call, services: Services) -> Reply:
    """`/cs admin objects`: those that there are."""
    return Ephemeral(Shown(custom_objects, services.custom_objects.page(call.actor)))


section("objects", show)


@redraws("custom_objects", Permission.MANAGE)
def load(drawing: Redrawing, services: Services) -> Shown[ObjectPage]:
    return Shown(custom_objects, services.custom_objects.page(drawing.actor))


@reads("objects.new", Permission.MANAGE)
def begin(call: Call, services: Services) -> Reply:
    """The dialog of a new one."""
    return Open(Shown(object_form, services.custom_objects.form(call.actor)))


@reads("objects.rename", Permission.MANAGE)
def rename(call: Call, services: Services) -> Reply:
    """The dialog with the names it has."""
    return Open(Shown(object_form, services.custom_objects.form(call.actor, choice(call.value, ObjectType))))


@submits("objects.save", Permission.MANAGE)
def save(call: Call, services: Services) -> Reply:
    """Keep a new one, or other names."""
    args, fields = call.incoming.args, call.incoming.fields
    names = ObjectNames(text_of(fields, ObjectField.SINGULAR), text_of(fields, ObjectField.PLURAL))
    if "k" in args:
        kind = choice(args["k"], ObjectType)
        news = ObjectNews(services.custom_objects.rename(call.actor, kind, version(args), names), False)
    else:
        news = ObjectNews(services.custom_objects.add(call.actor, names), True)
    ref, told = call.incoming.ref, Shown(object_news, news)
    if ref is None or ref.name != custom_objects.name:
        return Close(Ephemeral(told))
    return Close(Replace(Shown(custom_objects, services.custom_objects.page(call.actor)), told))
