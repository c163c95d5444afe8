"""A PostgreSQL of the run's own that can be restarted; otherwise as tests/postgres.py has it, and durable."""

import os
import secrets
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.postgres_keeper import (
    NOBODY,
    SETTINGS,
    RunAs,
    binaries_for_nobody,
    free_port,
    initialise,
    package_folder,
    wait_until_ready,
)


class Server:
    """Started with `start`; the database keeps what was committed, however it is stopped."""

    def __init__(self, home: Path) -> None:
        self._run_as: RunAs = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        self._home = home
        self._binaries = binaries_for_nobody(home) if self._run_as else package_folder() / "pginstall" / "bin"
        password = secrets.token_hex(8)
        self._data = initialise(home, self._binaries, password, self._run_as)
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql+psycopg://postgres:{password}@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        options = [f"--{name}={value}" for name, value in SETTINGS.items()]
        command = [str(self._binaries / "postgres"), "-D", str(self._data), "-p", str(self._port), *options]
        with (self._home / "postgres.log").open("a") as log:
            self._process = subprocess.Popen(command, cwd=self._home, stdout=log, stderr=log, **self._run_as)
        wait_until_ready(self._process, self._data / "postmaster.pid")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """All of its processes stand still, as on a machine that is paused."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)  # first, so that it starts no other
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        try:
            for child in map(int, children):
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGSTOP)
            yield
        finally:
            for child in map(int, children):
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGCONT)
            self._process.send_signal(signal.SIGCONT)

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """SIGINT ends connections, SIGQUIT everything at once."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()


@contextmanager
def postgres_server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="csbot-chaos-pg-") as folder:
        Path(folder).chmod(0o755)
        server = Server(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
