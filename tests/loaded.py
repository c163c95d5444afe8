"""csbot's commands without the time that each takes to load csbot, for tests that start many and ask something else.

The programs are as real as any, but are forked from one that has loaded csbot already. That each command loads what it
needs by itself is seen where commands are started as people start them.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER, CLIENT = (Path(__file__).with_name(f"loaded_{part}.py") for part in ("server", "client"))
PATIENCE_S = 60.0


@contextmanager
def loaded_csbot(folder: Path) -> Iterator[Path]:
    """The socket of a loaded csbot in that folder, until the block ends."""
    place = folder / "csbot.sock"
    with subprocess.Popen([sys.executable, "-P", SERVER, place], stdin=subprocess.PIPE) as server:
        end = time.monotonic() + PATIENCE_S
        while not place.is_socket():
            assert server.poll() is None, "csbot was not loaded"
            assert time.monotonic() < end, "csbot took too long to load"
            time.sleep(0.02)
        yield place


def command(place: Path, user: int = 0) -> list[str]:
    """What begins a command line of the loaded csbot, run as that user; 0: as whoever runs it."""
    return [sys.executable, "-IS", str(CLIENT), str(place), str(user)]
