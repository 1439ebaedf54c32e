"""Only the public internet is asked, whatever an address says and whatever a name leads to."""

import socket
from ipaddress import IPv4Address, IPv4Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.visiting.networks import PrivateNetworkError, Resolver, UnknownHostError, is_public, public_addresses

NOT_PUBLIC = """
0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 192.0.2.1 192.168.1.1 198.18.0.1 224.0.0.1
240.0.0.1 255.255.255.255 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1 ff0e::1 2001:db8::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a00:1::1 nonsense
""".split()
PUBLIC = "8.8.8.8 93.184.215.14 2606:4700::1111 64:ff9b::808:808".split()


def leading_to(*addresses: str) -> Resolver:
    """A resolver for which every name leads to these."""

    def resolve(_host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return resolve


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_of_our_own_network_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(PrivateNetworkError, match="not on the public internet"):
        public_addresses("kettle.example", 443, resolve=leading_to(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_what_one_connects_to(address: str) -> None:
    assert public_addresses("kettle.example", 443, resolve=leading_to(address, address)) == [(address, 443)]


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(PrivateNetworkError):
        public_addresses("kettle.example", 80, resolve=leading_to("8.8.8.8", "127.0.0.1"))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "0x7f000001", "127.1", "2130706433", "localhost"])
def test_every_way_to_write_this_machine_is_refused(host: str) -> None:
    with pytest.raises((PrivateNetworkError, UnknownHostError)):
        public_addresses(host, 80)


@pytest.mark.parametrize("host", ["", "a" * 300, "a..example", "\N{SNOWMAN}" * 200, "bad\0name"])
def test_what_can_be_no_name_leads_to_no_machine(host: str) -> None:
    def nowhere(host: str, _port: int, **_: object) -> list[tuple[object, ...]]:
        host.encode("idna")
        raise socket.gaierror

    with pytest.raises(UnknownHostError, match="No machine called"):
        public_addresses(host, 80, resolve=nowhere)


def test_a_name_without_addresses_leads_to_no_machine() -> None:
    with pytest.raises(UnknownHostError):
        public_addresses("kettle.example", 80, resolve=leading_to())


@given(st.ip_addresses(v=4), st.sampled_from(["{}", "::ffff:{}"]))
def test_an_address_inside_another_is_as_private_as_by_itself(address: IPv4Address, written: str) -> None:
    private = address.is_private or address.is_multicast or address in IPv4Network("100.64.0.0/10")
    assert not (private and is_public(written.format(address)))
