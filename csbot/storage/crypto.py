"""Secrets at rest: sealed with the first key of `CSBOT_SECRET_KEY`, opened with any of them (architecture, decision 9).

A key may be any text of 32 characters and more; Fernet's key is its SHA-256. So `openssl rand -hex 32` makes one.
"""

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Column, Connection, bindparam, select, update

from csbot.storage.tables import metadata
from csbot.storage.tables.meta import Sealed


class Unsealable(Exception):
    """A secret that none of the keys opens. It says nothing about the secret."""


class Vault:
    """Seals and opens. `keys`: new first, then those that older secrets were sealed with; at least one."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._box = MultiFernet([Fernet(fernet_key(key)) for key in keys])

    def seal(self, text: str) -> str:
        """What may be stored."""
        return self._box.encrypt(text.encode()).decode()

    def open(self, sealed: str, within_s: int | None = None) -> str:
        """The secret; raises `Unsealable`, also when it was sealed longer ago than `within_s` (real time)."""
        try:
            return self._box.decrypt(sealed, within_s).decode()
        except (InvalidToken, ValueError):
            raise Unsealable from None

    def renew(self, sealed: str) -> str:
        """The same, sealed with the first key; raises `Unsealable`."""
        try:
            return self._box.rotate(sealed).decode()
        except (InvalidToken, ValueError):
            raise Unsealable from None


def fernet_key(key: str) -> bytes:
    """Fernet's form of a key."""
    return base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())


def sealed_columns() -> list[Column[Any]]:
    """Every column with secrets."""
    return [one for table in metadata.sorted_tables for one in table.columns if isinstance(one.type, Sealed)]


def reseal(connection: Connection, column: Column[Any], vault: Vault, after: int, most: int) -> tuple[int, int | None]:
    """Seal a chunk anew with the first key: how many, and after which row to go on, None at the end.

    A secret that was written meanwhile stays as it was written. Raises `Unsealable`.
    """
    (key,) = column.table.primary_key.columns
    rows = connection.execute(
        select(key, column).where(key > after, column.is_not(None)).order_by(key).limit(most)
    ).all()
    if rows:
        change = update(column.table).where(key == bindparam("of"), column == bindparam("was"))
        values = [{"of": row[0], "was": row[1], "sealed": vault.renew(row[1])} for row in rows]
        connection.execute(change.values({column.name: bindparam("sealed")}), values)
    return len(rows), rows[-1][0] if len(rows) == most else None
