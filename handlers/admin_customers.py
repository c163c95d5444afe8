"""`/cs admin customers`: the customer object, its CSM property and its renewal date (workspace S2-S4)."""

from dataclasses import replace

from blocks.customer_settings import NONE, customer_settings, customer_settings_saved
from blocks.screens import Shown
from csbot.domain.customer_settings import CustomerField
from csbot.domain.permissions import Permission
from csbot.domain.records import ObjectType
from csbot.services.container import Services
from handlers.admin import section
from handlers.args import choice, version
from handlers.calls import Call
from handlers.redraw import can_redraw, redraw
from handlers.replies import Close, Ephemeral, Open, Replace, Reply, Update
from handlers.routes import reads, submits


@reads("admin.customers", Permission.MANAGE)
def open_settings(_call: Call, services: Services) -> Reply:
    """The dialog, from the command, the Summary or an empty view."""
    return Open(Shown(customer_settings, services.customer_settings.form()))


section("customers", open_settings)


@reads("admin.customer_object", Permission.MANAGE)
def choose_object(call: Call, services: Services) -> Reply:
    """The dialog with the properties of another object."""
    return Update(Shown(customer_settings, services.customer_settings.form(choice(call.value, ObjectType))))


@submits("admin.customers", Permission.MANAGE)
def save(call: Call, services: Services) -> Reply:
    """Keep what was chosen."""
    args, fields = call.incoming.args, call.incoming.fields
    csm, renewal = (str(fields.get(name) or NONE) for name in (CustomerField.CSM, CustomerField.RENEWAL))
    form = services.customer_settings.form(choice(args.get("k", ""), ObjectType))
    wanted = replace(form.settings, csm="" if csm == NONE else csm, renewal="" if renewal == NONE else renewal)
    services.customer_settings.choose(call.actor, version(args), wanted)
    saved = Shown(customer_settings_saved, services.customer_settings.form())
    return Close(Replace(redraw(call, services), saved) if can_redraw(call) else Ephemeral(saved))
