"""Files that only the service's user reads and writes, whatever the umask and whoever makes them.

An administrator's `csbot restore` or `csbot migrate` runs as root: what they make must still open for the service.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ONLY_OWNER = 0o600
PART = ".part"


def create(path: Path) -> None:
    """An empty file for its owner only. Raises `FileExistsError` and other `OSError`."""
    opened = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, ONLY_OWNER)
    try:
        os.fchmod(opened, ONLY_OWNER)  # a umask may have taken more away
    finally:
        os.close(opened)


def create_for_service(path: Path, beside: Path | None = None) -> None:
    """The same; made by root it goes to the user whose `beside`, or whose folder, it is. Raises `OSError`."""
    create(path)
    give_to_service(path, beside)


def give_to_service(path: Path, beside: Path | None = None) -> None:
    """Give a file that root made to the owner of `beside`; where that is not there, or root's, to the folder's."""
    if os.geteuid() != 0:
        return
    owner = path.parent.stat()
    if beside is not None and beside.exists() and beside.stat().st_uid != 0:
        owner = beside.stat()
    with suppress(PermissionError):  # root of a container may not give anything away
        os.chown(path, owner.st_uid, owner.st_gid)


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A private file to write in, which becomes `target` once the block ends well; else that stays as it was.

    Raises `OSError`.
    """
    part = target.with_name(target.name + PART)
    part.unlink(missing_ok=True)
    try:
        create(part)
        yield part
        sync(part)
        part.replace(target)
        sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """What was written is on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
