"""Uninstalled: the token is forgotten at once, the data after thirty days, unless csbot is back (workspace A10)."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from csbot.clock import Clock, FrozenClock
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.records import ObjectType
from csbot.domain.workspaces import SlackTeam, Withdrawal
from csbot.services.fast_properties import make_fast
from csbot.services.installations import Granted, erase, erase_removed, install
from csbot.services.withdrawals import Heard, hear
from csbot.services.workspaces import claim
from csbot.storage.crypto import Vault
from csbot.storage.tables import metadata
from csbot.storage.tables.outbox import lanes
from csbot.storage.tables.people import members, workspaces
from csbot.storage.unit_of_work import Database
from scheduler.housekeeping import tidy
from tests.builders import MONDAY, Office
from tests.installing.conftest import KEY, Browser
from tests.slack_requests import JSON, event, signed

SECOND = timedelta(seconds=1)
LATER = datetime(2100, 1, 1, tzinfo=UTC)  # after any installation, by whichever clock


async def heard(browser: Browser, kind: str, at: float, **fields: Any) -> int:
    body = json.loads(event(kind, team=browser.slack.team.id, **fields)) | {"event_time": int(at)}
    raw = json.dumps(body).encode()
    headers = signed(raw, browser.bot.clock.real_now(), JSON)
    return (await browser.http.post("/slack/events", content=raw, headers=headers)).status_code


REVOKED = {"tokens": {"oauth": [], "bot": ["U0CSBOT01"]}}


async def test_uninstalled_the_token_is_forgotten_and_nothing_is_sent_any_more(browser: Browser) -> None:
    await browser.install()
    (row,) = browser.rows()
    now = browser.bot.clock.real_now()
    with capture_logs() as logs:
        assert await heard(browser, "app_uninstalled", now.timestamp()) == 200
        assert await heard(browser, "tokens_revoked", now.timestamp(), **REVOKED) == 200
    (said,) = [line for line in logs if line["log_level"] == "error"]
    erased_on = (now + timedelta(days=30)).date().isoformat()
    assert (said["event"], said["workspace"], said["erasure"]) == ("slack_uninstalled", row.workspace_id, erased_on)
    assert browser.rows() == []
    assert browser.bot.tokens.of(row.workspace_id) == ""
    with browser.bot.database.read() as connection:
        assert connection.execute(select(lanes.c.paused_until)).scalar_one() > now + timedelta(days=30)
        assert connection.execute(select(members.c.id)).all(), "the data stays"
    assert (await browser.install()).status_code == 200
    assert fate(browser.bot.database) == (None, None)


async def test_an_installation_whose_token_was_revoked_is_booked_for_erasure_and_said(browser: Browser) -> None:
    await browser.install()
    now = browser.bot.clock.real_now()
    with capture_logs() as logs:
        assert await heard(browser, "tokens_revoked", now.timestamp(), **REVOKED) == 200
    (said,) = [line for line in logs if line["log_level"] == "error"]
    assert (said["event"], said["erasure"]) == ("slack_revoked", (now + timedelta(days=30)).date().isoformat())
    reason, removed_at = fate(browser.bot.database)
    assert (reason, removed_at is None) == ("revoked", False)
    assert (await browser.install()).status_code == 200
    assert fate(browser.bot.database) == (None, None)


@pytest.mark.parametrize(
    "fields", [{"tokens": {"oauth": ["U1"], "bot": []}}, {"tokens": {"oauth": ["U1"]}}, {"tokens": None}, {}]
)
async def test_a_persons_revoked_token_is_not_csbots(browser: Browser, fields: dict[str, Any]) -> None:
    await browser.install()
    assert await heard(browser, "tokens_revoked", browser.bot.clock.real_now().timestamp(), **fields) == 200
    assert len(browser.rows()) == 1


@pytest.mark.parametrize("at", [0, -1, 2**40])
async def test_a_removal_of_no_moment_is_refused(browser: Browser, at: int) -> None:
    await browser.install()
    assert await heard(browser, "app_uninstalled", at) == 400
    assert len(browser.rows()) == 1


async def test_an_old_removal_that_comes_late_does_not_undo_a_new_installation(browser: Browser) -> None:
    await browser.install()
    earlier = browser.bot.clock.real_now() - timedelta(minutes=1)
    assert await heard(browser, "app_uninstalled", earlier.timestamp()) == 200
    assert len(browser.rows()) == 1


async def test_slack_tells_again_what_could_not_be_written(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    await browser.install()
    for module in ("engine", "unit_of_work"):
        monkeypatch.setattr(f"csbot.storage.{module}.WAIT_MS", 50)
    now = browser.bot.clock.real_now().timestamp()
    with browser.bot.database.write():
        assert await heard(browser, "app_uninstalled", now) == 503
    assert await heard(browser, "app_uninstalled", now) == 200
    assert browser.rows() == []


def test_the_data_goes_after_thirty_days_and_a_neighbours_stays(database: Database) -> None:
    gone = lively(database, SlackTeam("T1", "Fjord & Co", "UBOT", "A1"))
    stays = lively(database, SlackTeam("T2", "Fjell & Co", "UBOT", "A1"))
    clock = gone.clock
    before = counted(database, stays.workspace.id)
    assert uninstall(database, clock, "T1")
    clock.advance(timedelta(days=30))
    tidy(database, clock)
    assert counted(database, gone.workspace.id)["member"] == 2
    clock.advance(SECOND)
    tidy(database, clock)
    assert set(counted(database, gone.workspace.id).values()) == {0}
    after = counted(database, stays.workspace.id)
    assert {name: after[name] for name in ("member", "task", "company", "workspace")} == {
        name: before[name] for name in ("member", "task", "company", "workspace")
    }


def test_who_is_back_within_thirty_days_has_everything(database: Database) -> None:
    office = lively(database, SlackTeam("T1", "Fjord & Co", "UBOT", "A1"))
    clock = office.clock
    assert uninstall(database, clock, "T1")
    clock.advance(timedelta(days=30))
    granted = Granted(office.team, "xoxb-1", "commands", "U1")
    assert install(database, Vault([KEY]), clock.now(), clock.real_now(), granted).id == office.workspace.id
    clock.advance(timedelta(days=1))
    assert erase_removed(database, clock.now()) == []


def test_removal_of_an_unknown_team_is_nothing(sqlite_database: Database) -> None:
    assert not uninstall(sqlite_database, FrozenClock(MONDAY), "T0")


def test_on_request_everything_goes_at_once_in_small_transactions(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("csbot.services.installations.CHUNK", 2)
    office = lively(database, SlackTeam("T1", "Fjord & Co", "UBOT", "A1"))
    rows = sum(counted(database, office.workspace.id).values())
    assert erase(database, office.workspace.id) == rows
    assert erase(database, office.workspace.id) == 0


def test_indexes_of_its_own_go_with_a_workspace(sqlite_database: Database) -> None:
    office = Office(sqlite_database)
    with office.services() as services:
        draft = PropertyDraft("Tier", PropertyType.STRING)
        deleted, own = (services.properties.add(None, kind, draft) for kind in (ObjectType.COMPANY, ObjectType.CONTACT))
    for each in (deleted, own):
        make_fast(sqlite_database, office.workspace.id, each, office.clock.now())
    with office.services() as services:
        services.properties.delete(None, deleted.id, deleted.version)
    erase(sqlite_database, office.workspace.id)
    with sqlite_database.read() as connection:
        assert connection.execute(text("SELECT name FROM sqlite_master WHERE name LIKE 'ix_own%'")).all() == []


def test_every_table_belongs_to_a_workspace_or_holds_nobodys_data() -> None:
    without = {table.name for table in metadata.sorted_tables if "workspace_id" not in table.columns}
    assert without == {"workspace", "record_counter", "install_state"}


def fate(database: Database) -> tuple[str | None, datetime | None]:
    """Why nothing is sent to the only workspace, and since when it counts as removed."""
    with database.read() as connection:
        row = connection.execute(select(lanes.c.pause_reason, workspaces.c.removed_at).join(workspaces)).one()
    return row[0], row[1]


def uninstall(database: Database, clock: Clock, team_id: str) -> bool:
    heard = Heard(team_id, LATER, Withdrawal.UNINSTALLED)
    return hear(database, clock.now(), clock.real_now(), heard, erases_revoked=True)


def lively(database: Database, team: SlackTeam) -> Office:
    """A workspace with people, a lead among them, and records."""
    office = Office(database, team=team)
    lead = office.member("Lee")
    kim = office.member("Kim", lead_id=lead.id)
    office.company("Acme", kim)
    office.tasks(kim, [{"title": f"Call {number}"} for number in range(5)])
    install(database, Vault([KEY]), MONDAY, MONDAY, Granted(team, "xoxb-1", "commands", "U1"))
    claim(database, MONDAY, team)
    return office


def counted(database: Database, workspace_id: int) -> dict[str, int]:
    """Rows by table."""
    with database.read() as connection:
        found = {
            table.name: len(
                connection.execute(select(table.c.workspace_id).where(table.c.workspace_id == workspace_id)).all()
            )
            for table in metadata.sorted_tables
            if "workspace_id" in table.columns
        }
        found["workspace"] = len(
            connection.execute(select(workspaces.c.id).where(workspaces.c.id == workspace_id)).all()
        )
    return found
