"""What Python brings: whose packages are imported, and the rules of time zones."""

import platform
import zoneinfo
from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions, version
from importlib.util import find_spec
from pathlib import Path

from csbot.cli.doctor.findings import Finding, doubtful, failed, fine
from csbot.settings import LogLevel, Settings

PACKAGES = ("csbot", "handlers", "blocks", "scheduler")
ZONES = 400  # the IANA database has more; a stripped one has a handful


def packages(_settings: Settings) -> Iterator[Finding]:
    """The four packages are csbot's: others of these names exist (a `scheduler`, somebody else's `csbot`)."""
    ours = Path(__file__).parents[3]
    wrong = list(strangers(ours, packages_distributions()))
    if not wrong:
        yield fine("packages", f"csbot {version('csbot')} from {ours}, Python {platform.python_version()}")
    for said in wrong:
        yield failed("packages", f"{said}. Use an environment of its own: make setup")


def strangers(ours: Path, distributions: Mapping[str, list[str]]) -> Iterator[str]:
    """What of the four is imported from elsewhere than `ours`, or was also put there by another distribution."""
    for name in PACKAGES:
        place = place_of(name)
        if place != ours:
            yield f"'{name}' is imported from {place}, csbot's own is in {ours}"
        for other in sorted(set(distributions.get(name, [])) - {"csbot"}):
            yield f"'{name}' belongs to the installed package {other} too"


def place_of(name: str) -> Path | None:
    """The folder that a package is imported from; None for one that isn't there."""
    found = find_spec(name)
    return None if found is None or found.origin is None else Path(found.origin).parents[1]


def logs(settings: Settings) -> Iterator[Finding]:
    """Debugging is for a while."""
    if settings.log_level is LogLevel.DEBUG:
        yield doubtful("logs", "CSBOT_LOG_LEVEL is debug: customers' data may get into the log. Unset it when done")


def zones(_settings: Settings) -> Iterator[Finding]:
    """People's mornings are local: without zone data there are none."""
    known = zoneinfo.available_timezones()
    source = f"PYTHONTZPATH {':'.join(zoneinfo.TZPATH)}" if zoneinfo.TZPATH else f"tzdata {version('tzdata')}"
    if "Europe/Copenhagen" not in known:
        yield failed("zones", "there is no time zone data. Run: pip install tzdata")
    elif len(known) < ZONES:
        yield doubtful("zones", f"only {len(known)} time zones are known. Run: pip install --upgrade tzdata")
    else:
        yield fine("zones", f"{len(known)} time zones; {source}")
