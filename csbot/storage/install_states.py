"""States of installations that came back from Slack: each is good once, whichever process it comes back to.

They belong to nobody: whose workspace it will be is not known yet.
"""

from datetime import datetime

from sqlalchemy import Connection

from csbot.storage.chunks import delete_chunk
from csbot.storage.dialects import insert_for
from csbot.storage.tables.installations import install_states


def use(connection: Connection, state: str, at: datetime) -> bool:
    """Use it up; False when it was used before. `at`: real time."""
    row = {"state": state, "used_at": at}
    new = insert_for(connection, install_states).values(row).on_conflict_do_nothing().returning(install_states.c.state)
    return connection.execute(new).first() is not None


def forget_before(connection: Connection, at: datetime) -> int:
    """Drop a chunk of those that are too old to come back again; returns how many."""
    return delete_chunk(connection, install_states, install_states.c.used_at < at)
