"""What `csbot run` and `csbot demo` listen on."""

import socket

from csbot.cli.serving import listen


def test_accepted_connections_send_at_once() -> None:
    with listen("127.0.0.1", 0, "") as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
