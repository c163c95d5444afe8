"""What is on display where, as rows. Housekeeping reads across workspaces."""

from datetime import datetime

from sqlalchemy import Connection

from csbot.storage.chunks import delete_chunk
from csbot.storage.tables.outbox import shown


def remove_expired(connection: Connection, now: datetime) -> int:
    """Forget a chunk of what need not be updated in place any more. `now` is business time. Returns how many."""
    return delete_chunk(connection, shown, shown.c.until < now)
