"""Readings of services that say one thing beside their id and name."""

from typing import Any

from directory.oruk.reader import Reading, read_service
from directory.oruk.records import ServiceRecord


def reading(**said: Any) -> Reading:
    """What comes of a service that says this beside its id and name."""
    return read_service({"id": "s1", "name": "Tea table", **said}, "record 1")


def record(**said: Any) -> ServiceRecord:
    read = reading(**said).record
    assert read is not None
    return read


def problems(**said: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.reason) for problem in reading(**said).problems]
