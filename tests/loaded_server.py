"""Waits with csbot loaded and forks for each command that is asked for: python loaded_server.py SOCKET.

Who asks is tests/loaded_client.py; this ends when its standard input does. A command has the asker's arguments,
environment, folder, umask, standard streams, and the rights of the user that it names; it ends as any program of Python
does, and dies with its asker.
"""

import array
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

import csbot.cli
from csbot.cli import main
from csbot.storage.engine import open_engine
from csbot.storage.migrations import schema_of, upgrade

MOST_BYTES = 1 << 20


def load() -> None:
    """What commands need, migrations included: another user may not be able to read a Python in root's home."""
    for module in pkgutil.walk_packages(csbot.cli.__path__, "csbot.cli."):
        importlib.import_module(module.name)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'csbot.db'}")
        upgrade(engine)
        schema_of(engine)
        engine.dispose()
    gc.collect()
    gc.freeze()


def serve(listener: socket.socket) -> None:
    """Returns in each command's process, once that is all the command's; ends the program in any other."""
    while True:
        ready, _, _ = select.select([listener.fileno(), sys.stdin.fileno()], [], [])
        if sys.stdin.fileno() in ready:
            os._exit(0)
        asker, _ = listener.accept()
        minder = os.fork()
        if minder == 0:
            if os.fork():
                os._exit(0)
            listener.close()
            mind(asker)
            return
        os.waitpid(minder, 0)  # its child, which is nobody's, is left to itself
        asker.close()


def mind(asker: socket.socket) -> None:
    """Returns in the command's process; its minder tells the asker of it and ends with it."""
    size = array.array("i").itemsize * 3
    message, ancillary, _, _ = asker.recvmsg(MOST_BYTES, socket.CMSG_SPACE(size))
    streams = array.array("i", ancillary[0][2][:size])
    command = os.fork()
    if command == 0:
        asker.close()
        become(json.loads(message), list(streams))
        return
    for stream in streams:
        os.close(stream)
    asker.sendall(str(command).encode())
    ended = os.pidfd_open(command)
    ready, _, _ = select.select([ended, asker.fileno()], [], [])
    if ended not in ready:
        os.kill(command, signal.SIGKILL)
    _, status = os.waitpid(command, 0)
    if ended in ready:
        asker.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def become(asked: dict[str, Any], streams: list[int]) -> None:
    """The process of a command."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    os.umask(asked["umask"])
    if asked["user"]:
        os.setgroups([])
        os.setgid(asked["user"])
        os.setuid(asked["user"])
    sys.argv[:] = ["csbot", *asked["words"]]


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a run that is interrupted ends by closing our input
    load()
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as waiting:
        waiting.bind(sys.argv[1])
        waiting.listen(64)
        serve(waiting)
    main()
