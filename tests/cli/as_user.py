"""Runs a csbot command as another user: python as_user.py UID people list. For root only.

What is needed of Python is loaded before the rights are dropped, since that user may not be able to read it (a Python
in root's home); so a migration is made first in a folder that is thrown away.
"""

import os
import sys
import tempfile
from pathlib import Path

from csbot.cli import FILES, main, put_together
from csbot.storage.engine import open_engine
from csbot.storage.migrations import schema_of, upgrade


def load() -> None:
    put_together(FILES)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'csbot.db'}")
        upgrade(engine)
        schema_of(engine)
        engine.dispose()


if __name__ == "__main__":
    load()
    user = int(sys.argv.pop(1))
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
    os.umask(0o022)
    main()
