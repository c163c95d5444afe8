"""Plays the newcomer: an empty folder, an unprivileged user, and the commands as the README has them.

Clones the last commit, runs "Try it" up to an answered `/cs today` in the local Slack, then "Run it for your team" up
to the tokens that only Slack gives. As root it does all that as nobody. Exits 1, with what was said, when it fails.
"""

import json
import os
import pwd
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

CHECKOUT = Path(__file__).parents[1]
PATIENCE_SECONDS = 240.0
REPOSITORY = "<this repository>"
TOKENS = "export SLACK_"
KEPT = re.compile(r"PATH$|LANG$|PIP_|.*PROXY$|.*CERT|.*CA_BUNDLE", re.IGNORECASE)  # what reaches a package index
EXPORTS = {
    "companies.csv": "Company name,Domain\nHarbour Foods,harbour.example\n",
    "contacts.csv": "First name,Last name,Email,Company\nIda,Holm,ida@harbour.example,Harbour Foods\n",
    "tasks.csv": "Title,Due date,Assigned to,Company\nRenewal call,2026-11-20,kim@example.com,Harbour Foods\n",
}


class Newcomer:
    """Somebody with a home of their own and no rights. `folder` is theirs, and empty."""

    def __init__(self, place: Path) -> None:
        place.chmod(0o755)
        self.folder, self.home = place / "empty", place / "home"
        self.who = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        for folder in (self.folder, self.home):
            folder.mkdir()
            os.chown(folder, self.who.pw_uid, self.who.pw_gid)
        kept = {name: value for name, value in os.environ.items() if KEPT.match(name)}
        self.environment = {**kept, "HOME": str(self.home), "DEMO_ARGS": "--no-browser --port 0"}

    def starts(self, script: str, folder: Path, output: Path) -> subprocess.Popen[bytes]:
        """Their shell with these lines, in a group of its own."""
        as_nobody = {"user": self.who.pw_uid, "group": self.who.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
        command = ["/bin/sh", "-eu", "-c", script]
        with output.open("ab") as said:
            return subprocess.Popen(
                command,
                cwd=folder,
                env=self.environment,
                stdout=said,
                stderr=said,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                umask=0o022,
                **as_nobody,
            )

    def writes(self, path: Path, text: str) -> None:
        path.write_text(text)
        os.chown(path, self.who.pw_uid, self.who.pw_gid)


def main() -> int:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="csbot-newcomer-") as name:
        place = Path(name)
        newcomer, log = Newcomer(place), place / "said.log"
        began = time.monotonic()
        try:
            first_day(newcomer, commands(readme, "Try it").replace(REPOSITORY, str(bundle(place))), log)
            own_data(newcomer, commands(readme, "Run it for your team"), log)
        except (RuntimeError, TimeoutError, OSError) as trouble:
            print(f"The newcomer gave up: {trouble}\n{log.read_text() if log.exists() else ''}")
            return 1
        print(f"A newcomer gets from the README to their day in {time.monotonic() - began:.0f} s.")
    return 0


def commands(readme: str, heading: str) -> str:
    """The first block of commands below a heading."""
    section = readme.partition(f"\n## {heading}")[2]
    found = re.search(r"^```\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)
    if found is None:
        raise RuntimeError(f"the README has no commands below {heading!r}")
    return found.group(1)


def bundle(place: Path) -> Path:
    """The last commit as something that anybody may clone: git refuses to clone another user's folder."""
    made = place / "csbot.bundle"
    subprocess.run(["/usr/bin/env", "git", "-C", CHECKOUT, "bundle", "create", "--quiet", made, "HEAD"], check=True)
    made.chmod(0o644)
    return made


def first_day(newcomer: Newcomer, script: str, log: Path) -> None:
    """The demo, and a day in it."""
    with running(newcomer, script, newcomer.folder, log) as process:
        url = address(process, log)
        asked = {"user": person(url), "text": "/cs today"}
        answer = ask(f"{url}/playground/command", asked)
        if answer["status"] != 200 or "task.complete" not in json.dumps(answer["ack"]):
            raise RuntimeError(f"/cs today was answered with {answer}")


def own_data(newcomer: Newcomer, script: str, log: Path) -> None:
    """Their own people and files, up to the tokens."""
    checkout = newcomer.folder / "csbot"
    for name, text in EXPORTS.items():
        newcomer.writes(checkout / name, text)
    with running(newcomer, script.partition(TOKENS)[0], checkout, log) as process:
        if process.wait(PATIENCE_SECONDS) != 0:
            raise RuntimeError("a command of the README failed")
    if "Renewal call" not in log.read_text():
        raise RuntimeError("the digest of the imported tasks was not shown")


@contextmanager
def running(newcomer: Newcomer, script: str, folder: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The script until the block ends; then Ctrl+C to all that it started."""
    process = newcomer.starts(script, folder, log)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(20)


def address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Where the demo says that it is, once it answers."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = re.search(r"csbot demo: (\S+)", log.read_text())
        if found is not None and is_up(f"{found.group(1)}/readyz"):
            return found.group(1)
        if process.poll() is not None:
            raise RuntimeError(f"the commands ended with {process.returncode}")
        time.sleep(0.2)
    raise TimeoutError(f"no demo within {PATIENCE_SECONDS:.0f} s")


def is_up(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def person(url: str) -> str:
    """A colleague of the sample data."""
    with urlopen(f"{url}/playground/people", timeout=10) as answer:
        people = json.loads(answer.read())["people"]
    return next(str(one["id"]) for one in people if one["name"] == "oliver")


def ask(url: str, body: dict[str, str]) -> dict[str, object]:
    request = Request(url, json.dumps(body).encode(), {"content-type": "application/json"})
    with urlopen(request, timeout=30) as answer:
        found: dict[str, object] = json.loads(answer.read())
        return found


if __name__ == "__main__":
    sys.exit(main())
