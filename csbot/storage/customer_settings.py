"""The settings of the Customers tab as a row; a workspace without one has the usual ones."""

from sqlalchemy import bindparam, insert, select, update

from csbot.domain.customer_settings import CustomerSettings
from csbot.domain.errors import StaleRecord
from csbot.storage.tables.saved_views import customer_settings
from csbot.storage.unit_of_work import UnitOfWork

READ = select(customer_settings).where(customer_settings.c.workspace_id == bindparam("workspace_id"))


def get(uow: UnitOfWork) -> CustomerSettings:
    """What holds now."""
    row = uow.connection.execute(READ, {"workspace_id": uow.workspace_id}).one_or_none()
    if row is None:
        return CustomerSettings()
    hidden, cards = tuple(row.hidden_views), tuple(row.cards)
    return CustomerSettings(row.object_type, row.csm_property, row.renewal_property, hidden, cards, row.version)


def save(uow: UnitOfWork, chosen: CustomerSettings) -> None:
    """Keep them; raises `StaleRecord` unless they are still at `chosen.version`."""
    values = {
        "object_type": chosen.kind,
        "csm_property": chosen.csm,
        "renewal_property": chosen.renewal,
        "hidden_views": list(chosen.hidden),
        "cards": list(chosen.cards),
        "version": chosen.version + 1,
    }
    if get(uow).version != chosen.version:
        raise StaleRecord(noun="settings", number=uow.workspace_id)
    if chosen.version:
        mine = customer_settings.c.workspace_id == uow.workspace_id
        uow.connection.execute(update(customer_settings).where(mine).values(values))
    else:
        uow.connection.execute(insert(customer_settings).values(workspace_id=uow.workspace_id, **values))
