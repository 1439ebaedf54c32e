"""What is new and what has changed, as an Atom feed (RFC 4287) in pages (RFC 5005)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from directory.oruk.licence import LICENCE, LICENCE_ADDRESS
from directory.oruk.told import Told
from directory.oruk.xml import add, root, written

_ATOM = "http://www.w3.org/2005/Atom"


def atom_feed(
    name: str, home: str, links: Mapping[str, str], updated: datetime, services: Iterable[tuple[Told, str]]
) -> bytes:
    """A page of the feed.

    Args:
        name: of the directory.
        home: the address of the directory, which also names the feed.
        links: where the other pages are, and this one (self).
        updated: when anything last changed.
        services: each with the address of its page.
    """
    feed = root("feed", _ATOM)
    add(feed, "id", f"{home}/feed.atom")
    add(feed, "title", f"New and changed in {name}")
    add(feed, "updated", _moment(updated))
    add(feed, "link", rel="alternate", type="text/html", href=f"{home}/")
    for relation, address in links.items():
        add(feed, "link", rel=relation, type="application/atom+xml", href=address)
    add(feed, "link", rel="license", href=LICENCE_ADDRESS)
    add(feed, "rights", LICENCE)
    add(add(feed, "author"), "name", name)
    for told, address in services:
        _entry(feed, told, address)
    return written(feed)


def _entry(feed: Element, told: Told, address: str) -> None:
    entry, record = add(feed, "entry"), told.record
    # A key is ours for ever, whatever the address of the directory.
    add(entry, "id", f"urn:uuid:{told.id}")
    add(entry, "title", record.name)
    add(entry, "updated", _moment(told.modified_at))
    add(entry, "published", _moment(told.created_at))
    add(entry, "link", rel="alternate", type="text/html", href=address)
    add(add(entry, "author"), "name", record.organisation.name)
    for term in told.terms:
        add(entry, "category", term=term.code, label=term.label)
    said = (record.alert, record.summary or record.description, *told.times, told.room_words)
    add(entry, "summary", "\n".join(filter(None, said)))
    if (origin := record.origin) and origin.licence:
        add(entry, "rights", f"{origin.name}: {origin.licence}")


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
