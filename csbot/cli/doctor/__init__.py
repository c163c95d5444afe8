"""`csbot doctor`: what is wrong with this installation and what to do about it, a line each."""

from collections.abc import Callable, Iterator

import typer
from pydantic import ValidationError

from csbot.cli.doctor import databases, machine, slack, teams
from csbot.cli.doctor.findings import Finding, Level, failed, fine
from csbot.settings import Settings, mistakes

Check = Callable[[Settings], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    machine.packages,
    machine.zones,
    machine.logs,
    databases.folder,
    databases.privacy,
    databases.schema,
    databases.secrets,
    teams.prepared,
    databases.withdrawn,
    slack.examine,
)


def doctor() -> None:
    """Check settings, packages, zones, database and Slack. Exit code: 0 all is well, 1 warnings, 2 failures."""
    worst = Level.OK
    for finding in examine():
        typer.echo(f"{finding.level.name.lower():<5} {finding.what:<10} {finding.said}")
        worst = max(worst, finding.level)
    raise typer.Exit(worst)


def examine() -> Iterator[Finding]:
    """Every check in order; without settings that can be read there is nothing further to check."""
    try:
        settings = Settings()
    except ValidationError as error:
        yield from (failed("settings", mistake) for mistake in mistakes(error))
        return
    yield fine("settings", "can be read")
    for check in CHECKS:
        yield from check(settings)
