"""A connection to the very address that was looked at."""

import socket
import ssl
from functools import partial
from http.client import HTTPConnection
from typing import Any, Final

from directory.visiting.addresses import WebAddress
from directory.visiting.networks import SocketAddress, UnknownHostError, public_addresses

SILENCE_SECONDS: Final = 30.0
"""How long a server may say nothing."""


def connection_to(address: WebAddress, *, private: bool, timeout: float) -> HTTPConnection:
    """A connection that will be opened to one of the addresses that a host has now.

    Args:
        private: whether it may be in a private network.
        timeout: seconds after which silence is the end.

    Raises:
        UnreadableError: there is no such host, or it is in a private network.
    """
    found = _any_addresses(address.host, address.port) if private else public_addresses(address.host, address.port)
    made = HTTPConnection(address.host, address.port, timeout=min(timeout, SILENCE_SECONDS))
    # The name goes into the Host header and the certificate's check; what is connected to is the address.
    made._create_connection = partial(_connect, found, address)  # type: ignore[attr-defined]  # its own seam for this
    return made


def _connect(found: list[SocketAddress], address: WebAddress, _named: Any, timeout: float, *_: Any) -> socket.socket:
    fault: OSError | None = None
    for each in found:
        try:
            opened = socket.create_connection(each[:2], timeout)
        except OSError as refusal:
            fault = refusal
        else:
            return _wrapped(opened, address)
    raise fault or OSError("no address")


def _wrapped(opened: socket.socket, address: WebAddress) -> socket.socket:
    if address.scheme != "https":
        return opened
    return ssl.create_default_context().wrap_socket(opened, server_hostname=address.host)


def _any_addresses(host: str, port: int) -> list[SocketAddress]:
    try:
        return [entry[4] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]  # type: ignore[misc]
    except (OSError, UnicodeError):
        raise UnknownHostError(f"No machine called {host} was found") from None
