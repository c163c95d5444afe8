"""What is on display where, as rows. Housekeeping reads across workspaces."""

from datetime import datetime

from sqlalchemy import Connection, delete

from csbot.storage.tables.outbox import shown


def remove_expired(connection: Connection, now: datetime) -> int:
    """Forget what need not be updated in place any more. `now` is business time. Returns how many."""
    return connection.execute(delete(shown).where(shown.c.until < now)).rowcount
