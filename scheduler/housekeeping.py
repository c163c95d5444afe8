"""Housekeeping: rows that nobody will ask for again are removed, in small transactions."""

from datetime import datetime, timedelta

import structlog

from csbot.clock import Clock
from csbot.services.installations import erase_removed
from csbot.storage import deliveries, filter_drafts, install_states, jobs, lanes, news, requests, shown, workspaces
from csbot.storage.chunks import CHUNK
from csbot.storage.real_time import real_time
from csbot.storage.unit_of_work import Database, UnitOfWork

log = structlog.get_logger()
REQUESTS_FOR = timedelta(days=1)  # Slack sends nothing again, and no signature holds, for that long
DELIVERIES_FOR = timedelta(days=35)  # longer than any digest could be planned or sent again
NEWS_FOR = timedelta(days=35)  # a digest of a month ago is drawn anew when somebody presses on it
DRAFTS_FOR = timedelta(days=30)  # so long a list with a typed filter answers to its buttons
GATES_FOR = timedelta(hours=1)
STATES_FOR = timedelta(hours=1)  # longer than a state of an installation is taken (csbot.installing)


def tidy(database: Database, clock: Clock) -> None:
    """Remove answered requests, old news, filters in the making, finished deliveries and jobs, open gates, and displays
    and states of installations whose time is over.
    """
    with database.read() as connection:
        real = real_time(connection, clock)
        known = workspaces.list_all(connection)
    now = clock.now()
    for workspace in known:
        while remove_of_workspace(database, workspace.id, real, now) == CHUNK:
            pass
    while remove_marks(database, real, now) == CHUNK:
        pass
    while remove_deliveries(database, real):
        pass
    for workspace_id in erase_removed(database, now):
        log.info("workspace_erased", workspace=workspace_id)


def remove_of_workspace(database: Database, workspace_id: int, real: datetime, now: datetime) -> int:
    """One transaction's worth; returns how many of what there was most of."""
    with database.write() as connection:
        uow = UnitOfWork(connection, workspace_id)
        return max(
            requests.forget_before(uow, real - REQUESTS_FOR),
            news.remove_before(uow, now - NEWS_FOR),
            filter_drafts.forget_before(uow, now - DRAFTS_FOR),
        )


def remove_marks(database: Database, real: datetime, now: datetime) -> int:
    """The same, of all workspaces: gates, displays, states of installations and jobs."""
    with database.write() as connection:
        return max(
            lanes.remove_open_gates(connection, real - GATES_FOR),
            shown.remove_expired(connection, now),
            install_states.forget_before(connection, real - STATES_FOR),
            jobs.remove_old(connection, real - DELIVERIES_FOR),
        )


def remove_deliveries(database: Database, real: datetime) -> int:
    """One transaction's worth; returns how many."""
    with database.write() as connection:
        return deliveries.remove_old(connection, real - DELIVERIES_FOR)
