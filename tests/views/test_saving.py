"""What is counted as one host, where something may be done only so often."""

import pytest

from directory.views.saving import host_of
from tests.checking_client import CheckingClient


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2::7", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("a socket", "a socket"),
        ("", ""),
    ],
)
def test_whoever_has_one_address_has_all_of_its_network(address: str, host: str) -> None:
    assert host_of(address) == host


def test_nobody_gets_round_a_limit_by_the_other_addresses_they_have(client: CheckingClient) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = False
    answers = [
        client.post("/register", data={"name": ""}, environ_base={"REMOTE_ADDR": f"2001:db8::{number}"}).status_code
        for number in range(1, 32)
    ]
    assert answers == [422] * 30 + [429]
