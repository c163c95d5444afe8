"""Builds the wheel, installs it in an environment of its own outside the checkout, and starts the demo from there.

Exits 1, with the demo's log, when /readyz does not answer 200 within a minute or the page does not open.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

Command = list[str | Path]

CHECKOUT = Path(__file__).parents[1]
PATIENCE_SECONDS = 60.0
QUIET = ["-qq", "--disable-pip-version-check"]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="csbot-wheel-") as name:
        folder = Path(name)
        return try_demo(install(build(folder), folder), folder)


def build(folder: Path) -> Path:
    run([sys.executable, "-m", "pip", "wheel", *QUIET, "--no-deps", "--no-build-isolation", "-w", folder, CHECKOUT])
    [wheel] = folder.glob("csbot-*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """The environment's folder of commands."""
    venv.create(folder / "venv", with_pip=True)
    commands = folder / "venv" / "bin"
    pip: Command = [commands / "python", "-m", "pip"]
    run([*pip, "install", *QUIET, "--require-hashes", "-r", CHECKOUT / "requirements.lock"])
    run([*pip, "install", *QUIET, "--no-deps", wheel])
    run([*pip, "check"], stdout=subprocess.DEVNULL)
    return commands


def try_demo(commands: Path, folder: Path) -> int:
    log, port = folder / "demo.log", free_port()
    with demo(commands, folder, log, port) as process:
        trouble = wait_for(f"http://127.0.0.1:{port}/readyz", process) or wait_for(f"http://127.0.0.1:{port}/", process)
    if trouble:
        print(f"The wheel's demo failed: {trouble}\n{log.read_text()}")
        return 1
    print("The wheel installs, and its demo answers.")
    return 0


@contextmanager
def demo(commands: Path, folder: Path, log: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Runs away from the checkout and without its environment, so that only the wheel can be imported."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("CSBOT_", "SLACK_", "PYTHON"))
    }
    command: Command = [commands / "csbot", "demo", "--no-browser", "--port", str(port), "--data", folder / "data"]
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> str:
    """Returns what is wrong when the url did not answer 200 in time, else nothing."""
    end, trouble = time.monotonic() + PATIENCE_SECONDS, ""
    while time.monotonic() < end:
        if process.poll() is not None:
            return f"it ended with exit code {process.returncode}"
        try:
            with urlopen(url, timeout=5) as answer:
                answer.read()
            return ""
        except (OSError, HTTPException) as error:
            trouble = f"{url}: {error}"
        time.sleep(0.1)
    return trouble


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run(command: Command, stdout: int | None = None) -> None:
    subprocess.run(command, check=True, stdout=stdout, cwd=tempfile.gettempdir())


if __name__ == "__main__":
    sys.exit(main())
