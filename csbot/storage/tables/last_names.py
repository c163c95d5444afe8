"""Contacts by their last name: an index over an expression that both databases know, so that nobody writes it."""

from sqlalchemy import ColumnElement, Index, func, literal_column

from csbot.storage.tables.records import contacts
from csbot.storage.types import Folded

letters = func.replace(contacts.c.name_norm, literal_column("' '"), literal_column("''"))
last_word: ColumnElement[str] = func.substr(
    contacts.c.name_norm,
    func.length(func.rtrim(contacts.c.name_norm, letters)) + literal_column("1"),  # an index has no parameters
    type_=Folded,
)
"""The last word of a contact's name in its normal form: the last name, or its end."""

Index(
    "ix_contact_last_name",
    contacts.c.workspace_id,
    last_word,
    contacts.c.id,
    sqlite_where=contacts.c.archived_at.is_(None),
    postgresql_where=contacts.c.archived_at.is_(None),
)
