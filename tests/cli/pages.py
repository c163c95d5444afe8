"""Follows the commands of a how-to page, in a folder that stands for the machine, so that page and csbot can't part.

Programs that are not here, systemctl and docker, are stood in for: what they would start is started, as the user that
it would run as.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.sources import ROOT
from tests.loaded import command

NOBODY = 65534
FENCE = re.compile(r"^```(?:cron)?\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
CRON = re.compile(r"^[\d*/]+ [\d*/]+ [\d*/]+ [\d*/]+ [\d*/]+  (\S+)  (.*)$", flags=re.MULTILINE)
AS_ROOT, AS_SERVICE = "csbot", "csbot-as-service"
DOCKER = f"""
case "$1 $2" in
"compose exec") shift 4; exec "$@" ;;
"compose up") exec csbot migrate ;;
"exec csbot") shift 3; exec {AS_SERVICE} "$@" ;;
"cp "*) shift; exec cp "${{1#csbot:}}" "$2" ;;
"run --rm") as={AS_SERVICE}; [ "$3 $4" = "--user 0" ] && as={AS_ROOT}
  while [ "$1" != csbot ]; do shift; done; shift; exec $as "$@" ;;
esac
"""


def blocks(page: str, heading: str) -> list[str]:
    """The blocks of commands below a heading of a page."""
    text = (ROOT / "docs/how-to" / page).read_text(encoding="utf-8")
    found = FENCE.findall(text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0])
    assert found, f"{page} has no commands below {heading!r}"
    return found


def cron(block: str) -> tuple[str, str]:
    """The user and the command of a line of cron, which takes % for a line's end unless it is escaped."""
    [(user, command)] = CRON.findall(block)
    assert "%" not in command.replace("\\%", ""), "cron would cut this line"
    return user, command.replace("\\%", "%")


@dataclass
class Machine:
    """Where the commands run: `folder`, with `environment`; `service` is the user that csbot's service has.

    What root starts of csbot is started anew; what the service's user does is done by the `loaded` one.
    """

    folder: Path
    loaded: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    service: int = field(default_factory=lambda: NOBODY if os.geteuid() == 0 else os.geteuid())

    def __post_init__(self) -> None:
        self.programs, self.log = self.folder / "bin", self.folder / "programs.log"
        self.programs.mkdir()
        plain = f'exec {sys.executable} -c "from csbot.cli import main; main()" "$@"'
        other = shlex.join(command(self.loaded, self.service if os.geteuid() == 0 else 0))
        self.program(AS_ROOT, plain)
        self.program(AS_SERVICE, f'exec {other} "$@"')
        self.program("systemctl", f'echo systemctl "$@" >> {self.log}')
        self.program("docker", f'echo docker "$@" >> {self.log}\n{DOCKER}')

    def program(self, name: str, script: str) -> None:
        (self.programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (self.programs / name).chmod(0o755)

    def run(self, script: str, **more: str) -> str:
        """What the commands say; the first that fails is a failure."""
        done = subprocess.run(
            ["/bin/sh", "-euc", script],
            cwd=self.folder,
            env={"PATH": f"{self.programs}:{os.environ['PATH']}", **self.environment, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            umask=0o022,
        )
        assert done.returncode == 0, f"{script}\n{done.stdout}"
        assert "Traceback" not in done.stdout
        return done.stdout
