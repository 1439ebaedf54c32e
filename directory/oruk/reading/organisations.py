"""The group that a document names."""

from collections.abc import Iterator, Mapping

from directory.oruk.reading.contacts import phones
from directory.oruk.records import OrganisationRecord
from directory.oruk.taking import Document, Taker


def organisation(document: Document, taker: Taker, name: str) -> OrganisationRecord:
    """The group; a service whose group is not named is taken for one by itself, called as the service is."""
    found = document.get("organization") or document.get("organisation")
    if not isinstance(found, Mapping):
        return OrganisationRecord(id=f"of {taker.record}"[:255], name=name)
    called = taker.line(found, "name") or name
    return OrganisationRecord(
        id=taker.line(found, "id") or called,
        name=called,
        description=taker.text(found, "description"),
        url=taker.address(found, "website") or taker.address(found, "url"),
        email=taker.email(found, "email"),
        phone=next(phones(found, taker), ""),
        identifiers=tuple(_identifiers(found, taker)),
    )


def _identifiers(found: Document, taker: Taker) -> Iterator[tuple[str, str]]:
    for each in taker.rows(found, "organization_identifiers"):
        if number := taker.line(each, "identifier", 60):
            yield taker.line(each, "identifier_scheme", 20), number
