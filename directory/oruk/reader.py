"""Open Referral UK documents into records, forgivingly: version 3, version 1, and what feeds make of either.

Feeds write what they do not know in many ways (empty text, -1, a placeholder address), so whatever cannot be
read is left out and reported; only a record without an id or a name, or that is no record at all, is kept
out. What we wrote ourselves is read back as it was meant, and nothing in it is put right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from directory.oruk.cleaning.mended import Cleaning
from directory.oruk.own import own_parts
from directory.oruk.reading.contacts import contacts
from directory.oruk.reading.costs import costs
from directory.oruk.reading.organisations import organisation
from directory.oruk.reading.origins import origin
from directory.oruk.reading.places import places, ways
from directory.oruk.reading.room import capacity
from directory.oruk.reading.state import alert, is_active, joining
from directory.oruk.reading.topics import areas, languages, terms
from directory.oruk.reading.unread import unread
from directory.oruk.reading.who import eligibility_note, rules
from directory.oruk.reading.words import with_words_read
from directory.oruk.records import ServiceRecord
from directory.oruk.taking import Document, Problem, Taker, is_web_address
from directory.oruk.timetables import times


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one document.

    Attributes:
        record: the service, unless problems keep it out.
        problems: what was wrong.
        cleaned: what was put right, and how.
        unread: the names of fields that say something nobody reads here.
        is_cut: it stands for records that are not in the file.
    """

    record: ServiceRecord | None
    problems: tuple[Problem, ...] = ()
    cleaned: tuple[Cleaning, ...] = ()
    unread: tuple[str, ...] = ()
    is_cut: bool = False


def read_service(document: Any, where: str) -> Reading:
    """Read one service.

    Args:
        document: a value of JSON, of any shape.
        where: names the record in problems when it has no id.
    """
    if not isinstance(document, Mapping):
        return Reading(None, (Problem(where, "", "This is not a service but some other value"),))
    taker = Taker(Taker(where).line(document, "id") or where)
    if own := _own(document, taker):
        return Reading(own)
    name = taker.line(document, "name")
    id_ = taker.line(document, "id")
    for given, called in ((id_, "id"), (name, "name")):
        if not given:
            return Reading(None, (*taker.problems, Problem(taker.record, called, f"The service has no {called}")))
    try:
        record = with_words_read(ServiceRecord(**_said(document, taker, id_, name)), taker)
    except ValidationError as refused:
        return Reading(None, (*taker.problems, *_refusals(taker.record, refused)))
    return Reading(record, taker.problems, taker.cleaned, unread(document))


def _own(document: Document, taker: Taker) -> ServiceRecord | None:
    """The record of a document of ours. Strangers may call theirs so, too: no link of it may be a script."""
    parts = own_parts(document, taker)
    if not parts:
        return None
    record = ServiceRecord(**parts)
    links = (record.url, record.referral_url, record.organisation.url)
    if all(is_web_address(link) or ":" not in link for link in links):
        return record
    taker.problem("url", "This is not the address of a web page")
    return None


def _refusals(record: str, refused: ValidationError) -> Iterator[Problem]:
    for error in refused.errors(include_url=False, include_context=False):
        yield Problem(record, ".".join(map(str, error["loc"])), error["msg"])


def _said(document: Document, taker: Taker, id_: str, name: str) -> dict[str, Any]:
    found = tuple(places(document, taker))
    return {
        "id": id_,
        "organisation": organisation(document, taker, name),
        "name": name,
        "summary": taker.line(document, "summary", 400),
        "description": taker.text(document, "description"),
        "url": taker.address(document, "url"),
        "email": taker.email(document, "email"),
        "alert": alert(document, taker),
        "joining": joining(document, taker),
        "eligibility_note": eligibility_note(document, taker),
        "active": is_active(document, taker),
        "ways": ways(document, found, taker),
        "places": found,
        "times": tuple(times(document, taker)),
        "costs": tuple(costs(document, taker)),
        "contacts": tuple(contacts(document, taker)),
        "areas": tuple(areas(document, taker)),
        "terms": tuple(terms(document, taker)),
        "rules": tuple(rules(document, taker)),
        "languages": languages(document, taker),
        "capacity": capacity(document, taker),
        "confirmed_on": taker.day(document, "assured_date"),
        "changed_on": taker.day(document, "last_modified"),
        "origin": origin(document, taker),
    }
