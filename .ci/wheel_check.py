"""Does what the Dockerfile's build stage does, outside the checkout, and starts csbot from what came of it.

So the hashed lock and the wheel are installed as an image has them. Exits 1 when the wheel lacks a file, or, with the
demo's log, when /readyz does not answer 200 within a minute, the page does not open or the health check finds it ill.
"""

import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

Command = list[str | Path]

CHECKOUT = Path(__file__).parents[1]
PLACE = "/srv/csbot"  # where the image has it
PACKAGES = ("csbot", "handlers", "blocks", "scheduler")
PATIENCE_SECONDS = 60.0


def main() -> int:
    image = instructions((CHECKOUT / "Dockerfile").read_text())
    with tempfile.TemporaryDirectory(prefix="csbot-wheel-") as name:
        folder = Path(name)
        build(image, folder)
        commands = folder / "csbot" / "bin"
        return (
            try_files(folder / "csbot")
            or try_commands(commands, folder)
            or try_demo(commands, folder, health_check(image))
        )


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    """Each instruction and its arguments; lines that go on are joined."""
    lines = dockerfile.replace("\\\n", " ").splitlines()
    parted = [line.partition(" ") for line in lines if line and not line.startswith("#")]
    return [(instruction, arguments.strip()) for instruction, _, arguments in parted if instruction]


def build(image: list[tuple[str, str]], folder: Path) -> None:
    """COPY and RUN of the first stage, with this Python as its `python`."""
    source, tools = folder / "src", folder / "tools"
    source.mkdir()
    tools.mkdir()
    (tools / "python").symlink_to(sys.executable)
    second = [number for number, (instruction, _) in enumerate(image) if instruction == "FROM"][1]
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    for instruction, arguments in image[:second]:
        if instruction == "COPY":
            copy(arguments, source)
        elif instruction == "RUN":
            run = arguments.replace("pip install", "pip install -qq").replace(PLACE, str(folder / "csbot"))
            subprocess.run(["/bin/sh", "-euc", run], check=True, cwd=source, env=environment)


def copy(arguments: str, target: Path) -> None:
    """COPY of files into the working folder, or of one folder under its name."""
    *names, _ = shlex.split(arguments)
    for name in names:
        if (CHECKOUT / name).is_dir():
            shutil.copytree(CHECKOUT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(CHECKOUT / name, target / name)


def health_check(image: list[tuple[str, str]]) -> list[str]:
    """The command by which an engine sees whether the container is well."""
    [arguments] = [arguments for instruction, arguments in image if instruction == "HEALTHCHECK"]
    command: list[str] = json.loads(arguments.partition("CMD ")[2])
    return command


def try_files(installed: Path) -> int:
    """Templates, catalogues and the page are in the wheel too, as they are in the checkout."""
    [site] = installed.glob("lib/python*/site-packages")
    files = (file for package in PACKAGES for file in (CHECKOUT / package).rglob("*") if file.is_file())
    paths = (file.relative_to(CHECKOUT) for file in files if "__pycache__" not in file.parts)
    if missing := sorted(str(path) for path in paths if not (site / path).is_file()):
        print(f"The wheel lacks {', '.join(missing)}")
    return bool(missing)


def try_commands(commands: Path, folder: Path) -> int:
    """`csbot --help`, and `csbot run` without settings: a sentence and no start."""
    helped = subprocess.run([commands / "csbot", "--help"], cwd=folder, env=clean(), capture_output=True, text=True)
    refused = subprocess.run([commands / "csbot", "run"], cwd=folder, env=clean(), capture_output=True, text=True)
    if helped.returncode == 0 and refused.returncode == 2 and "SLACK_BOT_TOKEN is not set" in refused.stderr:
        return 0
    print(f"csbot --help: {helped.returncode}\ncsbot run: {refused.returncode}\n{helped.stderr}{refused.stderr}")
    return 1


def try_demo(commands: Path, folder: Path, health: list[str]) -> int:
    log, port = folder / "demo.log", free_port()
    with demo(commands, folder, log, port) as process:
        trouble = wait_for(f"http://127.0.0.1:{port}/readyz", process) or wait_for(f"http://127.0.0.1:{port}/", process)
        asked = [commands / health[0], *health[1:]]
        if not trouble and subprocess.run(asked, env={**clean(), "CSBOT_PORT": str(port)}).returncode:
            trouble = "the health check found it ill"
    if trouble:
        print(f"The wheel's demo failed: {trouble}\n{log.read_text()}")
        return 1
    print("The Dockerfile's steps install the wheel, and its demo answers.")
    return 0


@contextmanager
def demo(commands: Path, folder: Path, log: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Runs away from the checkout and without its environment, so that only the wheel can be imported."""
    command: Command = [commands / "csbot", "demo", "--no-browser", "--port", str(port), "--data", folder / "data"]
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=folder, env=clean(), stdout=output, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def clean() -> dict[str, str]:
    """The environment without settings and without the checkout's Python."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("CSBOT_", "SLACK_", "PYTHON"))}


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


if __name__ == "__main__":
    sys.exit(main())
