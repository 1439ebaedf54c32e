"""The pages of a search, asked for by what its addresses are made of."""

from typing import Any

from directory.oruk.records import ServiceRecord
from tests.checking_client import CheckingClient
from tests.makers import a_record
from tests.pages import Page


def page(client: CheckingClient, address: str, **parameters: str | list[str]) -> Page:
    return Page(client.get(address, query_string=parameters, follow_redirects=True))


def results(client: CheckingClient, **parameters: str | list[str]) -> Page:
    return page(client, "/search", **parameters)


def numbered(count: int, **values: Any) -> list[ServiceRecord]:
    return [a_record(id=f"s{number}", name=f"Table {number:03}", **values) for number in range(1, count + 1)]
