"""One serving process per SQLite file: two would take each other's turn to write, and each say its own messages.

The lock is a record lock: it dies with its process, however that ends, and no child inherits it. The file beside the
database stays; it only says who has it.
"""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from csbot.storage.private_files import create_for_service

SUFFIX = ".serving"


class AlreadyServed(Exception):
    """Somebody else serves the database. `str()`: who, a clause."""


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Be the only one that serves the file. Raises `AlreadyServed`, and `OSError` where nothing can be locked."""
    database = database.resolve()
    path = database.with_name(database.name + SUFFIX)
    with suppress(FileExistsError):
        create_for_service(path, database)
    with path.open("r+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # POSIX allows either
            raise AlreadyServed(file.read().strip() or "another process") from None
        file.truncate()
        file.write(f"process {os.getpid()} on {socket.gethostname()}\n")
        file.flush()
        yield
