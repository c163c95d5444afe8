"""The people of the examples, and the moment at which they look."""

from datetime import UTC, date, datetime

from blocks.screens import Look
from csbot.domain.members import Viewer
from csbot.domain.tasks import Named

NOW = datetime(2026, 11, 23, 9, 42, tzinfo=UTC)  # Monday, 10:42 in Copenhagen
TODAY = date(2026, 11, 23)
ZONE = "Europe/Copenhagen"

ANNA = Named(1, "Anna Holm")
KIM = Named(2, "Kim Larsen")
HOSTILE = Named(3, "*Rob* _O'Neil_ `<!channel>` & <@U1>")


def look(locale: str) -> Look:
    """Anna's look at any screen, in a locale."""
    return Look(Viewer(ANNA.id, ANNA.name, ZONE, locale), NOW)
