"""Ports for servers that must be told theirs."""

import os
import socket
from contextlib import suppress


def free_port() -> int:
    """One that nobody has. It is none of those that systems give to whoever asks for any, as other tests do meanwhile;
    and where processes share the tests, each looks in another place.
    """
    for port in range(10_000 + os.getpid() % 2_000 * 10, 32_000):
        with socket.socket() as found, suppress(OSError):
            found.bind(("127.0.0.1", port))
            return port
    raise OSError("Every port is taken")
