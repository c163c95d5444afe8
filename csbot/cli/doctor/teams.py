"""Whose a workspace is that was prepared before Slack was connected (workspace A11)."""

from collections.abc import Iterator
from contextlib import closing

from sqlalchemy.exc import SQLAlchemyError

from csbot.cli.doctor.findings import Finding, doubtful, fine
from csbot.domain.errors import Busy
from csbot.settings import Settings
from csbot.storage.engine import open_engine, sqlite_file
from csbot.storage.unit_of_work import Database
from csbot.storage.workspaces import list_all


def prepared(settings: Settings) -> Iterator[Finding]:
    """A workspace that waits for its Slack team, and what it needs to get it; nothing is said when none waits."""
    try:
        file = sqlite_file(settings.database_url)
        if file is not None and not file.exists():
            return
        database = Database(open_engine(settings.database_url))
        with closing(database), database.read() as connection:
            teams = [workspace.slack_team_id for workspace in list_all(connection)]
    except (ValueError, Busy, SQLAlchemyError):
        return  # said above
    if None not in teams:
        return
    if settings.slack_team_id in teams:
        yield doubtful("team", f"a prepared workspace waits, but {settings.slack_team_id} has another one already")
    elif settings.slack_team_id:
        yield fine("team", f"a prepared workspace waits for {settings.slack_team_id}")
    elif settings.client_id:
        yield doubtful(
            "team",
            "a prepared workspace waits for its Slack team, and nobody can install csbot before. Name the team with "
            "CSBOT_SLACK_TEAM_ID: the T… in app.slack.com/client/T…",
        )
    else:
        yield fine("team", "a prepared workspace waits for the team of SLACK_BOT_TOKEN")
