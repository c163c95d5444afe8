"""Addresses to listen on."""

import socket

from csbot.playground.errors import UnusableError

MOST_PORTS = 65_536


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises UnusableError for an address that can't be had.

    What is sent does not wait to be more: asyncio sees to that only for sockets that it made itself.
    """
    if port not in range(MOST_PORTS):
        raise UnusableError(f"can't listen on {host}:{port}: ports end at {MOST_PORTS - 1}")
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]  # create_server() tells the address once more
        raise UnusableError(f"can't listen on {host}:{port}: {reason}") from error
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
