"""What managers changed in a section of the settings (workspace S1)."""

from blocks.screens import Shown
from blocks.setting_changes import setting_changes
from csbot.domain.permissions import Permission
from csbot.domain.setting_changes import SettingChanges, SettingSection
from csbot.services.container import Services
from handlers.args import choice, number
from handlers.calls import Call
from handlers.replies import Open, Reply, Update
from handlers.routes import reads


@reads("setting_changes.open", Permission.MANAGE)
def open_changes(call: Call, services: Services) -> Reply:
    """The newest ones; the value is the section."""
    return Open(page(call, services, call.value))


@reads("setting_changes.page", Permission.MANAGE)
def older(call: Call, services: Services) -> Reply:
    """Those ahead of the last one shown."""
    return Update(page(call, services, call.incoming.args.get("s", ""), number(call.value)))


@reads("setting_changes.newest", Permission.MANAGE)
def newest(call: Call, services: Services) -> Reply:
    """The newest ones again."""
    return Update(page(call, services, call.incoming.args.get("s", "")))


def page(call: Call, services: Services, section: str, before_id: int | None = None) -> Shown[SettingChanges]:
    """One page."""
    known = choice(section, SettingSection)
    return Shown(setting_changes, services.setting_changes.page(call.actor, known, before_id))
