"""A csbot command by the loaded csbot of tests/loaded_server.py: python -IS loaded_client.py SOCKET UID WORDS.

A UID of 0 is nobody else. It has the command's exit code, and passes on to it the signals that end a program.
"""

import json
import os
import signal
import socket
import sys

place, user, words = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
umask = os.umask(0)
os.umask(umask)
asked = {"words": words, "user": user, "environment": dict(os.environ), "folder": os.getcwd(), "umask": umask}  # noqa: PTH109 - pathlib takes long to load
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(place)
    socket.send_fds(server, [json.dumps(asked).encode()], [0, 1, 2])
    command = int(server.recv(64))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _frame: os.kill(command, number))
    code = int(server.recv(64))
if code < 0:
    signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)
sys.exit(code)
