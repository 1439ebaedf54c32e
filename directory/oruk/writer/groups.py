"""Groups as documents."""

from collections.abc import Sequence
from typing import Final

from directory.oruk.entities import ENTITIES, Document
from directory.oruk.keys import key_of, own_key
from directory.oruk.records import OrganisationRecord
from directory.oruk.writer.forms import as_allowed, with_fallbacks

SCHEMES: Final = {
    "GB-CHC": "Charity Commission number",
    "GB-SC": "Scottish charity number",
    "GB-NIC": "Charity Commission for Northern Ireland number",
    "GB-COH": "Company number",
}
"""What numbers are called, by their codes in the list of org-id.guide."""


def organisation_document(group: OrganisationRecord, services: Sequence[Document] = ()) -> Document:
    """A group with all that is public of it.

    Args:
        services: the documents of what it offers, where that was asked for.
    """
    key = own_key(group.id)
    said = _scalars(group, key) | {
        "organization_identifiers": [
            _identifier(key, place, *each) for place, each in enumerate(group.identifiers) if each[1]
        ],
        "phones": [_phone(key, group.phone)] if group.phone else [],
        "services": services,
    }
    return ENTITIES["organization"].write(said)


def organisation_item(group: OrganisationRecord) -> Document:
    """A group as lists tell of it: without what is a list itself."""
    return ENTITIES["organization"].write(_scalars(group, own_key(group.id)))


def _scalars(group: OrganisationRecord, key: str) -> Document:
    said = {"id": key, "name": group.name, "description": group.description}
    return with_fallbacks(said | as_allowed({"email": group.email, "website": group.url}), description=group.name)


def _identifier(owner: str, place: int, scheme: str, identifier: str) -> Document:
    said = {
        "id": key_of(owner, "identifier", str(place)),
        "organization_id": owner,
        "identifier_scheme": scheme,
        "identifier_type": SCHEMES.get(scheme) or scheme or "Number",
        "identifier": identifier,
    }
    return ENTITIES["organization_identifier"].write(said)


def _phone(owner: str, number: str) -> Document:
    said = {"id": key_of(owner, "phone", "0"), "organization_id": owner, "number": number}
    return ENTITIES["phone"].write(said)
