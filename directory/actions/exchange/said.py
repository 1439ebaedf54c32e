"""What a feed said of a record, kept so that the next reading knows what its source has changed, and what we have."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from directory.oruk.records import OrganisationRecord, ServiceRecord


@dataclass(frozen=True, slots=True)
class Said:
    """A record as it is kept.

    Attributes:
        values: what it says, but for what is as if nothing were said; without the private addresses of stewards.
        fingerprint: of all of it; the same again is no change.
    """

    values: dict[str, Any]
    fingerprint: str

    @classmethod
    def of(cls, record: ServiceRecord) -> Self:
        text = record.model_dump_json(exclude_defaults=True)
        values = json.loads(text)
        values["organisation"].pop("stewards", None)
        return cls(values, sha256(text.encode()).hexdigest())


def record_said(values: dict[str, Any] | None) -> ServiceRecord | None:
    """The record that was kept; None: it was read before records were kept, or by a program that knew other fields."""
    try:
        return ServiceRecord.model_validate(values) if values else None
    except ValueError:
        return None


def group_values(record: OrganisationRecord) -> dict[str, Any]:
    """A group as it is kept."""
    return record.model_dump(mode="json", exclude_defaults=True, exclude={"stewards"})


def group_said(values: dict[str, Any] | None) -> OrganisationRecord | None:
    """The group that was kept; see `record_said`."""
    try:
        return OrganisationRecord.model_validate(values) if values else None
    except ValueError:
        return None
