"""A record's history (workspace C10)."""

from blocks.history import record_history
from blocks.screens import Shown
from csbot.domain.history import HistoryPage
from csbot.domain.permissions import Permission
from csbot.domain.record_cards import RecordRef, read_record_ref
from csbot.services.container import Services
from handlers.args import number
from handlers.calls import Call
from handlers.replies import Open, Reply, Update
from handlers.routes import reads


def open_history(_call: Call, services: Services, ref: RecordRef) -> Reply:
    """The newest entries."""
    return Open(page(services, ref))


@reads("history.page", Permission.USE)
def older(call: Call, services: Services) -> Reply:
    """The entries ahead of the last one shown."""
    return Update(page(services, read_record_ref(call.incoming.args.get("r", "")), number(call.value)))


@reads("history.newest", Permission.USE)
def newest(call: Call, services: Services) -> Reply:
    """The newest entries again."""
    return Update(page(services, read_record_ref(call.incoming.args.get("r", ""))))


def page(services: Services, ref: RecordRef, before_id: int | None = None) -> Shown[HistoryPage]:
    """One page."""
    return Shown(record_history, services.history.page(ref, before_id))
