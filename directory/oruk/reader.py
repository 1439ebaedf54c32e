"""Open Referral UK 3 documents into records, forgivingly.

Feeds write what they do not know in many ways (empty text, -1, a placeholder address), so whatever cannot be
read is left out and reported; only a record without an id or a name, or that is no record at all, is kept
out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from directory.oruk.ical import Recurrence, parse_byday
from directory.oruk.records import (
    AreaRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
    TimeRecord,
)
from directory.oruk.taking import Problem, Taker, rows
from directory.vocabulary import RuleKind, TermKind, Way

NOBODY = 110
"""An age from which on a limit means that there is none."""

_AREA_CODE = re.compile(r"[EWSNKJ]\d{8}")
_KINDS = {"need": TermKind.NEED, "category": TermKind.CATEGORY, "access": TermKind.ACCESS}
_WAYS = (
    (Way.HOME_VISIT, ("home visit", "at home", "outreach")),
    (Way.PHONE, ("phone", "telephone")),
    (Way.ONLINE, ("online", "virtual", "video")),
    (Way.IN_PERSON, ("in person", "in_person", "venue", "face to face")),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one document: a record unless problems keep it out, and what was wrong with it."""

    record: ServiceRecord | None
    problems: tuple[Problem, ...] = ()


def read_service(document: Any, where: str) -> Reading:
    """Read one service.

    Args:
        document: a value of JSON, of any shape.
        where: names the record in problems when it has no id.
    """
    if not isinstance(document, Mapping):
        return Reading(None, (Problem(where, "", "This is not a service but some other value"),))
    taker = Taker(str(document.get("id") or where)[:255])
    name = taker.line(document, "name")
    id_ = taker.line(document, "id")
    for given, called in ((id_, "id"), (name, "name")):
        if not given:
            return Reading(None, (*taker.problems, Problem(taker.record, called, f"The service has no {called}")))
    try:
        return Reading(_service(document, taker, id_, name), tuple(taker.problems))
    except ValidationError as refused:
        return Reading(None, (*taker.problems, *_refusals(taker.record, refused)))


def _refusals(record: str, refused: ValidationError) -> Iterator[Problem]:
    for error in refused.errors(include_url=False, include_context=False):
        yield Problem(record, ".".join(map(str, error["loc"])), error["msg"])


def _service(document: Mapping[str, Any], taker: Taker, id_: str, name: str) -> ServiceRecord:
    places = tuple(_places(document, taker))
    return ServiceRecord(
        id=id_,
        organisation=_organisation(document, taker, name),
        name=name,
        summary=taker.line(document, "summary", 400),
        description=taker.text(document, "description"),
        url=taker.address(document, "url"),
        email=taker.line(document, "email"),
        alert=taker.text(document, "alert"),
        joining=taker.text(document, "application_process"),
        times_note="",
        eligibility_note=_eligibility_note(document, taker),
        active=document.get("status", "active") in {"active", ""},
        ways=_ways(document, places),
        places=places,
        times=tuple(_times(document, taker)),
        costs=tuple(_costs(document, taker)),
        contacts=tuple(_contacts(document, taker)),
        areas=tuple(_areas(document, taker)),
        terms=tuple(_terms(document, taker)),
        rules=tuple(_rules(document, taker)),
        languages=tuple(_languages(document, taker)),
        confirmed_on=taker.day(document, "assured_date"),
        changed_on=taker.day(document, "last_modified"),
    )


def _organisation(document: Mapping[str, Any], taker: Taker, name: str) -> OrganisationRecord:
    found = document.get("organization") or document.get("organisation")
    if not isinstance(found, Mapping):
        return OrganisationRecord(id=f"of {taker.record}"[:255], name=name)
    called = taker.line(found, "name") or name
    return OrganisationRecord(
        id=taker.line(found, "id") or called,
        name=called,
        description=taker.text(found, "description"),
        url=taker.address(found, "website") or taker.address(found, "url"),
        email=taker.line(found, "email"),
        phone=next(iter(_phones(found, taker)), ""),
        identifiers=tuple(
            (taker.line(each, "identifier_scheme", 20), taker.line(each, "identifier", 60))
            for each in taker.rows(found, "organization_identifiers")
            if taker.line(each, "identifier")
        ),
    )


def _places(document: Mapping[str, Any], taker: Taker) -> Iterator[PlaceRecord]:
    for at in taker.rows(document, "service_at_locations"):
        location = at.get("location")
        if not isinstance(location, Mapping) or location.get("location_type") == "virtual":
            continue
        address = next(iter(taker.rows(location, "addresses")), {})
        latitude = taker.number(location, "latitude", -90, 90)
        longitude = taker.number(location, "longitude", -180, 180)
        yield PlaceRecord(
            name=taker.line(location, "name"),
            address=taker.line(address, "address_1", 500),
            city=taker.line(address, "city"),
            region=taker.line(address, "state_province"),
            postcode=taker.line(address, "postal_code", 12),
            latitude=latitude if longitude is not None else None,
            longitude=longitude if latitude is not None else None,
            directions=taker.text(location, "transportation"),
        )


def _ways(document: Mapping[str, Any], places: tuple[PlaceRecord, ...]) -> tuple[Way, ...]:
    """How it reaches people, as far as the schedules, the locations and the access attributes say."""
    said = " ".join(str(row.get("attending_type", "")) for row in rows(document, "schedules")).lower()
    ways = {way for way, words in _WAYS if any(word in said for word in words)}
    locations = [at.get("location") for at in rows(document, "service_at_locations")]
    if any(isinstance(place, Mapping) and place.get("location_type") == "virtual" for place in locations):
        ways.add(Way.ONLINE)
    if places:
        ways.add(Way.IN_PERSON)
    return tuple(sorted(ways))


def _times(document: Mapping[str, Any], taker: Taker) -> Iterator[TimeRecord]:
    for row in taker.rows(document, "schedules"):
        said = taker.text(row, "description")
        recurrence = _recurrence(row, taker)
        if recurrence or said:
            yield TimeRecord(recurrence=recurrence, description=said)


def _recurrence(row: Mapping[str, Any], taker: Taker) -> Recurrence | None:
    freq = taker.line(row, "freq").upper()
    freq = {"WEEK": "WEEKLY", "MONTH": "MONTHLY"}.get(freq, freq)
    start = taker.day(row, "dtstart")
    if freq not in {"WEEKLY", "MONTHLY"} and not (start and not freq):
        return None
    return Recurrence(
        freq=freq,
        interval=int(taker.number(row, "interval", 1, 52) or 1),
        byday=taker.parsed(row, "byday", parse_byday) or (),
        bymonthday=taker.parsed(row, "bymonthday", _month_days) or (),
        dtstart=start,
        since=taker.day(row, "valid_from"),
        until=taker.day(row, "valid_to") or taker.day(row, "until"),
        opens_at=taker.parsed(row, "opens_at", _time),
        closes_at=taker.parsed(row, "closes_at", _time),
    )


def _month_days(text: str) -> tuple[int, ...]:
    days = tuple(int(part) for part in text.split(",") if part.strip())
    if not all(1 <= abs(day) <= 31 for day in days):
        raise ValueError("it names a day that no month has")
    return days


def _time(text: str) -> time:
    return time.fromisoformat(text.strip().removesuffix("Z").zfill(5)).replace(tzinfo=None)


def _costs(document: Mapping[str, Any], taker: Taker) -> Iterator[CostRecord]:
    for row in taker.rows(document, "cost_options"):
        option, note = taker.line(row, "option"), taker.line(row, "amount_description", 500)
        amount = taker.parsed(row, "amount", _pounds)
        if option or note or amount is not None:
            yield CostRecord(option=option, amount=amount, note=note)
    if fees := taker.line(document, "fees", 500):
        yield CostRecord(note=fees)


def _pounds(text: str) -> Decimal:
    try:
        amount = Decimal(text.replace("£", "").strip()).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise ValueError("it is not an amount of money") from None
    if not 0 <= amount < 1_000_000:
        raise ValueError("it is not an amount of money")
    return amount


def _contacts(document: Mapping[str, Any], taker: Taker) -> Iterator[ContactRecord]:
    """Public contacts by role. A person's name is not taken over: whether they agreed to be shown is not
    known.
    """
    rows = taker.rows(document, "contacts")
    for row in rows:
        phone = next(iter(_phones(row, taker)), "")
        email = taker.line(row, "email")
        if phone or email:
            yield ContactRecord(role=taker.line(row, "title", 120) or "Enquiries", phone=phone, email=email)
    for phone in _phones(document, taker):
        yield ContactRecord(role="Enquiries", phone=phone)


def _phones(row: Mapping[str, Any], taker: Taker) -> Iterator[str]:
    for phone in taker.rows(row, "phones"):
        if number := taker.line(phone, "number", 60):
            yield number


def _areas(document: Mapping[str, Any], taker: Taker) -> Iterator[AreaRecord]:
    for row in taker.rows(document, "service_areas"):
        said = " ".join(str(row.get(key) or "") for key in ("extent", "uri"))
        code = found.group() if (found := _AREA_CODE.search(said[:2000])) else ""
        name = taker.line(row, "name") or taker.line(row, "service_area")
        if code or name:
            yield AreaRecord(code=code, name=name)


def _terms(document: Mapping[str, Any], taker: Taker) -> Iterator[TermRecord]:
    for row in taker.rows(document, "attributes"):
        term = row.get("taxonomy_term")
        if not isinstance(term, Mapping):
            continue
        label = taker.line(term, "name") or taker.line(term, "term")
        code = taker.line(term, "term") or taker.line(term, "id") or label
        kind = _KINDS.get(code.partition(":")[0], TermKind.FOREIGN)
        if label:
            taxonomy = taker.line(term, "taxonomy", 120)
            yield TermRecord(
                kind=kind, code=code, label=label, taxonomy="" if kind is not TermKind.FOREIGN else taxonomy
            )


def _eligibility_note(document: Mapping[str, Any], taker: Taker) -> str:
    """What the document says of eligibility in words, and for whom it is by lists that are not ours."""
    said = taker.text(document, "eligibility_description")
    audience = [
        taker.line(term, "name")
        for row in taker.rows(document, "attributes")
        if str(row.get("link_type")) in {"eligibility", "intended_audience"}
        and isinstance(term := row.get("taxonomy_term"), Mapping)
    ]
    aimed = f"Aimed at: {', '.join(dict.fromkeys(filter(None, audience)))}" if any(audience) else ""
    return "\n\n".join(part for part in (said, aimed) if part)


def _rules(document: Mapping[str, Any], taker: Taker) -> Iterator[RuleRecord]:
    # Feeds write "no limit" as nothing, -1 or 0, and at the upper end as an age that nobody reaches.
    lowest = taker.number(document, "minimum_age", -1, 999)
    highest = taker.number(document, "maximum_age", -1, 999)
    minimum = lowest if lowest and 0 < lowest < NOBODY else None
    maximum = highest if highest and 0 < highest < NOBODY else None
    if minimum is None and maximum is None:
        return
    if minimum and maximum and minimum > maximum:
        taker.problem("minimum_age", f"The lowest age, {minimum:g}, is above the highest, {maximum:g}")
        return
    yield RuleRecord(kind=RuleKind.AGE, minimum_age=minimum, maximum_age=maximum)


def _languages(document: Mapping[str, Any], taker: Taker) -> Iterator[str]:
    for row in taker.rows(document, "languages"):
        if code := taker.line(row, "code", 20):
            yield code.lower()
