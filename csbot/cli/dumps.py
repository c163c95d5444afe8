"""A PostgreSQL database as one file, by PostgreSQL's own pg_dump.

An older pg_dump refuses a newer server, and has made an empty file by then, which looks like a backup for months. So
its version is looked at first, and a dump gets its name once it is whole.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from csbot.cli.troubles import BACKUP_PAGE, first_line
from csbot.storage.engine import open_engine
from csbot.storage.private_files import whole
from csbot.storage.sqlite_copies import NotCopied

NUMBER = re.compile(r"\d+")
WITHOUT_ROLES = ("--no-owner", "--no-privileges")  # what is restored belongs to whoever restores it


def dump(url: str, target: Path) -> None:
    """A dump in pg_dump's custom format, whole or not at all, checked and readable by its owner only.

    Raises `NotCopied`.
    """
    tool = shutil.which("pg_dump")
    if tool is None:
        raise NotCopied(
            f"there is no pg_dump here. Install PostgreSQL's client programs; for containers: {BACKUP_PAGE}"
        )
    check_versions(tool, url)
    parsed = make_url(url).set(drivername="postgresql")
    environment = {**os.environ, **({"PGPASSWORD": str(parsed.password)} if parsed.password else {})}
    address = parsed._replace(password=None).render_as_string()
    try:
        with whole(target) as part:
            run(tool, "--format=custom", *WITHOUT_ROLES, f"--file={part}", f"--dbname={address}", env=environment)
            run(str(Path(tool).with_name("pg_restore")), "--list", str(part), env=environment)
    except OSError as error:
        raise NotCopied(f"{target} could not be written: {error.strerror}") from error


def check_versions(tool: str, url: str) -> None:
    """Raises `NotCopied` when pg_dump is older than the server, which it then can't dump, or when none answers."""
    found = NUMBER.search(run(tool, "--version", env=dict(os.environ)))
    own = int(found.group()) if found else 0
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            server = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000
    except DBAPIError as error:
        raise NotCopied(f"the database does not answer: {first_line(error.orig)}") from error
    finally:
        engine.dispose()
    if own < server:
        raise NotCopied(
            f"{tool} is of PostgreSQL {own} and can't read a server of {server}. Put a pg_dump of {server} or newer "
            "first on the PATH"
        )


def run(*command: str, env: dict[str, str]) -> str:
    """What a program says. Raises `NotCopied` with its complaint."""
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - PostgreSQL's own
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise NotCopied(said[-1].rstrip(".") if said else f"{command[0]} ended with {done.returncode}")
    return done.stdout
