"""Where on the network we may go, when an address that somebody else has written is asked.

Such an address may name a machine of our own network, which answers whoever stands beside it. So a host is looked up
here, once, and whoever asks it connects to what came back and never to the name, which may mean another machine a
moment later. A redirect is another address, and is looked up anew.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from directory.errors import UnreadableError

SocketAddress = tuple[str, int] | tuple[str, int, int, int]
"""What `socket.create_connection` takes, where only the first two are given to it."""

Resolver = Callable[..., list[tuple[Any, ...]]]
"""Something like `socket.getaddrinfo`."""

_LONGEST_NAME = 253
"""No name in the DNS is longer (RFC 1035, 2.3.4)."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses behind a translator (RFC 6052), which is_global takes for public, whatever is translated."""


class UnknownHostError(UnreadableError):
    """No machine was found under this name: there is none, or whoever knows names does not answer."""


class PrivateNetworkError(UnreadableError):
    """The name leads into a network that is not public, or to this machine."""


def public_addresses(host: str, port: int, *, resolve: Resolver = socket.getaddrinfo) -> list[SocketAddress]:
    """The addresses of a host, all of them public.

    Args:
        host: a name or an address, as it stands in a URL, without brackets.
        port: the port to connect to.
        resolve: what looks names up.

    Raises:
        UnknownHostError: no machine was found, or no name can be like this.
        PrivateNetworkError: one of its addresses is this machine's, a private network's, or of a kind that leads to
            no single machine. A name with such an address beside public ones is not to be trusted with either.
    """
    found: list[SocketAddress] = list(dict.fromkeys(entry[4] for entry in _looked_up(host, port, resolve)))
    if not all(is_public(str(address[0])) for address in found):
        raise PrivateNetworkError(f"{host[:_LONGEST_NAME]} is not on the public internet, so it is not asked")
    return found


def is_public(text: str) -> bool:
    """Whether an IP address is one that anybody on the internet can reach, and a single machine's."""
    try:
        address = ip_address(text.partition("%")[0])  # what follows % is an interface of this machine
    except ValueError:
        return False
    return all(each.is_global and not each.is_multicast for each in (address, *_within(address)))


def _looked_up(host: str, port: int, resolve: Resolver) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    if 0 < len(host) <= _LONGEST_NAME:
        # What cannot be put into the letters of the DNS is a UnicodeError.
        with suppress(OSError, UnicodeError):
            found = resolve(host, port, type=socket.SOCK_STREAM)
    if not found:
        raise UnknownHostError(f"No machine called {host[:_LONGEST_NAME]} was found")
    return found


def _within(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that an IPv6 address carries inside, to which a gateway passes on what is sent to it."""
    if isinstance(address, IPv4Address):
        return
    inner = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
    yield from (each for each in inner if each)
    if address in _TRANSLATED:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
