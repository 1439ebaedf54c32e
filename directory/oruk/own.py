"""Our own documents read back exactly: what we wrote, not what we made of it for others.

A document says that it is one of ours by ``fingerpost_dialect``. Strangers may say so too: whatever is not as we would
have written it makes it a document like any other.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, TypeVar

from directory.oruk.entities import AS_WRITTEN, FILLED_IN, PREFIX
from directory.oruk.ical import Recurrence
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    OriginRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
    TimeRecord,
)
from directory.oruk.taking import Document, Taker
from directory.oruk.writer import DIALECT
from directory.oruk.writer.parts import ONS, REFERRAL_FORM
from directory.oruk.writer.terms import LINK_TYPES, address_in_list
from directory.vocabulary import CapacityStatus, RuleKind, TermKind, Way

MARK: Final = f"{PREFIX}dialect"

Read = TypeVar("Read")

_KINDS: Final = {LINK_TYPES[kind]: kind for kind in TermKind if kind is not TermKind.FOREIGN}


def own_parts(document: Document, taker: Taker) -> dict[str, object]:
    """Every field of a `ServiceRecord` as a document of ours says it; empty for one that is not.

    Args:
        taker: told what is wrong with a document that says that it is one of ours; its other values are to be read
            as a stranger's.
    """
    if document.get(MARK) != DIALECT:
        return {}
    try:
        record = _service(document)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        taker.problem(MARK, "This is not as this directory writes it, and was read like that of any other")
        return {}
    return {name: getattr(record, name) for name in ServiceRecord.model_fields}


def _service(document: Document) -> ServiceRecord:
    pages = {page["label"]: page["url"] for page in _rows(document, "additional_urls")}
    return ServiceRecord(
        id=_text(document, "id"),
        organisation=_organisation(document["organization"]),
        name=_text(document, "name"),
        summary=_text(document, f"{PREFIX}summary"),
        description=_text(document, f"{PREFIX}description") or _said(document, "description"),
        url=_formed(document, "url"),
        email=_formed(document, "email"),
        alert=_text(document, f"{PREFIX}alert") or _said(document, "alert"),
        joining=_text(document, "application_process"),
        referral_url=_formed(document, "referral_url") or pages.get(REFERRAL_FORM, ""),
        times_note=_text(document, f"{PREFIX}times_note"),
        eligibility_note=_text(document, f"{PREFIX}eligibility_description")
        or _said(document, "eligibility_description"),
        active=_text(document, "status") == "active",
        ways=tuple(Way(way) for way in document.get(f"{PREFIX}ways", ())),
        places=tuple(_place(at["location"]) for at in _rows(document, "service_at_locations")),
        times=tuple(map(_time, _rows(document, "schedules"))),
        costs=tuple(map(_cost, _rows(document, "cost_options"))),
        contacts=tuple(map(_contact, _rows(document, "contacts"))),
        areas=tuple(map(_area, _rows(document, "service_areas"))),
        terms=tuple(_terms(document)),
        rules=tuple(map(_rule, _rows(document, f"{PREFIX}rules"))),
        languages=tuple(_text(row, "code") for row in _rows(document, "languages")),
        capacity=_capacity(document),
        confirmed_on=_day(document, "assured_date"),
        changed_on=_day(document, f"{PREFIX}changed_on"),
        changed_at=_moment(_said(document, "last_modified")),
        origin=_origin(document),
    )


def _organisation(document: Document) -> OrganisationRecord:
    phones = _rows(document, "phones")
    return OrganisationRecord(
        id=_text(document, "id"),
        name=_text(document, "name"),
        description=_said(document, "description"),
        url=_formed(document, "website"),
        email=_formed(document, "email"),
        phone=_text(phones[0], "number") if phones else "",
        identifiers=tuple(
            (_text(row, "identifier_scheme"), _text(row, "identifier"))
            for row in _rows(document, "organization_identifiers")
        ),
    )


def _place(document: Document) -> PlaceRecord:
    is_public = document.get(f"{PREFIX}address_public") is not False
    return PlaceRecord(
        id=_text(document, "id"),
        name=_text(document, "name"),
        latitude=document.get("latitude"),
        longitude=document.get("longitude"),
        address_public=is_public,
        directions=_text(document, "transportation"),
        features=tuple(term.code for term in _terms(document)),
        **_address(document),
    )


def _address(document: Document) -> dict[str, str]:
    names = {"address": "address_1", "city": "city", "region": "state_province", "postcode": "postal_code"}
    if rows := _rows(document, "addresses"):
        return {name: _said(rows[0], there) for name, there in names.items()}
    loose = document.get(f"{PREFIX}address", {})
    return {name: _text(loose, name) for name in names}


def _time(document: Document) -> TimeRecord:
    when = _recurrence(document)
    return TimeRecord(recurrence=None if when == Recurrence() else when, description=_text(document, "description"))


def _recurrence(document: Document) -> Recurrence:
    return Recurrence(
        freq=_text(document, "freq"),
        interval=document.get("interval", 1),
        byday=tuple((int(part[:-2] or 0), part[-2:]) for part in _parts(document, "byday")),
        bymonthday=tuple(map(int, _parts(document, "bymonthday"))),
        bymonth=tuple(map(int, _parts(document, f"{PREFIX}bymonth"))),
        dtstart=_day(document, "dtstart"),
        since=_day(document, "valid_from"),
        until=_day(document, "valid_to"),
        opens_at=_clock(document, "opens_at"),
        closes_at=_clock(document, "closes_at"),
    )


def _cost(document: Document) -> CostRecord:
    amount = document.get("amount")
    return CostRecord(
        option=_text(document, "option"),
        amount=None if amount is None else Decimal(str(amount)).quantize(Decimal("0.01")),
        note=_text(document, "amount_description"),
        valid_from=_day(document, "valid_from"),
        valid_to=_day(document, "valid_to"),
    )


def _contact(document: Document) -> ContactRecord:
    phones = _rows(document, "phones")
    return ContactRecord(
        role=_text(document, "title"),
        phone=_text(phones[0], "number") if phones else "",
        email=_formed(document, "email"),
    )


def _area(document: Document) -> AreaRecord:
    code = _text(document, "uri").removeprefix(ONS) or _text(document, f"{PREFIX}code")
    return AreaRecord(code=code, name=_said(document, "name"))


def _terms(document: Document) -> Iterator[TermRecord]:
    """The terms that were said; those that follow from something else are made anew by whoever writes."""
    for link in _rows(document, "attributes"):
        if not link.get(f"{PREFIX}derived"):
            term = link["taxonomy_term"]
            yield TermRecord(
                code=_text(term, "code"),
                label=_said(term, "name"),
                taxonomy=_text(term, "taxonomy"),
                **_linked(_text(link, "link_type"), term),
            )


def _linked(link_type: str, term: Document) -> dict[str, Any]:
    """Of which list a term is; where it is none of ours, what it is to the service, and where it is explained."""
    kind, code, uri = _KINDS.get(link_type), _text(term, "code"), _text(term, "term_uri")
    if kind and code.startswith(f"{kind}:"):
        return {"kind": kind}
    usual = link_type == LINK_TYPES[TermKind.FOREIGN]
    known = uri == address_in_list(_text(term, "taxonomy"), code)
    return {
        "kind": TermKind.FOREIGN,
        "link_type": "" if usual else link_type,
        "uri": "" if known else uri,
    }


def _rule(document: Document) -> RuleRecord:
    return RuleRecord(
        kind=RuleKind(document["kind"]),
        strict=document["manner"] == "only",
        excluded=document.get("sense") == "excluded",
        minimum_age=document.get("minimum_age"),
        maximum_age=document.get("maximum_age"),
        among=tuple(_text({"among": each}, "among") for each in document.get("among", ())),
        valid_from=_day(document, "valid_from"),
        valid_to=_day(document, "valid_to"),
    )


def _capacity(document: Document) -> CapacityRecord | None:
    said = document.get(f"{PREFIX}capacity")
    if said is None:
        return None
    days = {name: _day(said, name) for name in ("stated_on", "next_intake_on")}
    return CapacityRecord(**{**said, **days, "status": CapacityStatus(said["status"]), "note": _text(said, "note")})


def _origin(document: Document) -> OriginRecord | None:
    said = document.get(f"{PREFIX}source")
    return None if said is None else OriginRecord(**{name: _text(said, name) for name in OriginRecord.model_fields})


def _rows(document: Document, name: str) -> list[Document]:
    """The objects of a list."""
    rows = document.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise TypeError(name)
    return rows


def _text(document: Document, name: str) -> str:
    """A text as it was written, which has to be one that can be kept."""
    found = document.get(name, "")
    if not isinstance(found, str) or "\0" in found:
        raise TypeError(name)
    found.encode()  # refuses half of a pair, which no database keeps
    return found


def _said(document: Document, name: str) -> str:
    """A text, unless it was made up where nobody had said any."""
    return "" if name in document.get(FILLED_IN, ()) else _text(document, name)


def _formed(document: Document, name: str) -> str:
    """A text that has to be of a form, or what was said instead of one."""
    return _text(document, name) or _text(document.get(AS_WRITTEN, {}), name)


def _parts(document: Document, name: str) -> list[str]:
    return [part for part in _text(document, name).split(",") if part]


def _day(document: Document, name: str) -> date | None:
    return _parsed(_said(document, name), date.fromisoformat)


def _clock(document: Document, name: str) -> time | None:
    return _parsed(_text(document, name), time.fromisoformat)


def _moment(text: str) -> datetime | None:
    return _parsed(text, datetime.fromisoformat)


def _parsed(text: str, parse: Callable[[str], Read]) -> Read | None:
    return parse(text) if text else None
