"""Workspaces and their Slack teams: whose a prepared one is (workspace A11), and which lost theirs (workspace A10)."""

from collections.abc import Iterator

from csbot.cli.doctor.databases import read
from csbot.cli.doctor.findings import Finding, doubtful, failed, fine
from csbot.domain.workspaces import Withdrawal
from csbot.services.withdrawals import erased_on
from csbot.settings import Settings
from csbot.storage.workspaces import list_all, list_withdrawn


def prepared(settings: Settings) -> Iterator[Finding]:
    """A workspace that waits for its Slack team, and what it needs to get it; nothing is said when none waits."""
    teams = [workspace.slack_team_id for workspace in read(settings, list_all) or ()]
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


def withdrawn(settings: Settings) -> Iterator[Finding]:
    """Workspaces whose token Slack does not take, and what becomes of their data; nothing is said when there are none
    (workspace A10)."""
    for one in read(settings, list_withdrawn) or ():
        what = "csbot was uninstalled" if one.why is Withdrawal.UNINSTALLED else "Slack does not take csbot's token"
        said = f"{one.workspace_id} ({one.name}): {what}; nothing is sent"
        if one.removed_at is None:
            yield failed(
                "workspace",
                f"{said}, nothing is erased. csbot tries the token again by itself. {reconnection(settings)}",
            )
        else:
            day = erased_on(one.removed_at).isoformat()
            yield failed("workspace", f"{said}, and its data is erased on {day} unless csbot is installed there again")


def reconnection(settings: Settings) -> str:
    """How Slack is given a token that it takes."""
    if settings.client_id:
        return f"Or install csbot there again: {settings.base_url}/slack/install"
    return "Or copy it anew from OAuth & Permissions into SLACK_BOT_TOKEN and start csbot anew"
