"""How to reach a service."""

from collections.abc import Iterator

from directory.oruk.records import ContactRecord
from directory.oruk.taking import Document, Taker


def contacts(document: Document, taker: Taker) -> Iterator[ContactRecord]:
    """Public contacts by role. A person's name is not taken over: whether they agreed to be shown is not known."""
    for row in taker.rows(document, "contacts"):
        phone = next(phones(row, taker), "")
        email = taker.email(row, "email")
        if phone or email:
            yield ContactRecord(role=taker.line(row, "title", 120) or "Enquiries", phone=phone, email=email)
    for phone in phones(document, taker):
        yield ContactRecord(role="Enquiries", phone=phone)


def phones(row: Document, taker: Taker) -> Iterator[str]:
    """The numbers of a service, a group or a contact."""
    for phone in taker.rows(row, "phones"):
        if number := taker.line(phone, "number", 60):
            yield number
