"""A service in a few plain lines, for a text message or an e-mail to the person who is helped."""

from collections.abc import Iterable, Iterator

from directory.oruk.told import ContactTold, Told


def handout(services: Iterable[tuple[Told, str]]) -> str:
    """Services one after the other, each with the address of its page."""
    return "\n\n".join("\n".join(filter(None, _lines(told, address))) for told, address in services)


def _lines(told: Told, address: str) -> Iterator[str]:
    record = told.record
    group = record.organisation.name
    yield record.name if group == record.name else f"{record.name} ({group})"
    yield record.alert
    yield f"Next: {told.next_session}" if told.next_session else ""
    yield "; ".join(told.times)
    yield "; or ".join(place.words for place in told.places if place.words) or ", ".join(told.ways)
    yield f"Cost: {told.cost}" if told.cost else ""
    yield record.joining
    yield "; ".join(map(_contact, told.contacts))
    yield address


def _contact(contact: ContactTold) -> str:
    reached = " or ".join(filter(None, (contact.phone, contact.email)))
    return f"{contact.role}: {reached}" if contact.role else reached
