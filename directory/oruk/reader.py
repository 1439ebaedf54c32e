"""Open Referral UK 3 documents into records, forgivingly.

Feeds write what they do not know in many ways (empty text, -1, a placeholder address), so whatever cannot be
read is left out and reported; only a record without an id or a name, or that is no record at all, is kept
out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from directory.oruk.records import (
    LATITUDES,
    LONGITUDES,
    AreaRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
)
from directory.oruk.taking import LONGEST_TEXT, Problem, Taker
from directory.oruk.timetables import times
from directory.vocabulary import RuleKind, TermKind, Way

NOBODY = 110
"""An age from which on a limit means that there is none."""

_AREA_CODE = re.compile(r"\b[EWSNKJ][0-9]{8}\b")
_FREE = {"free", "free of charge", "no charge", "no cost"}
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
    taker = Taker(Taker(where).line(document, "id") or where)
    name = taker.line(document, "name")
    id_ = taker.line(document, "id")
    for given, called in ((id_, "id"), (name, "name")):
        if not given:
            return Reading(None, (*taker.problems, Problem(taker.record, called, f"The service has no {called}")))
    try:
        return Reading(_service(document, taker, id_, name), taker.problems)
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
        email=taker.email(document, "email"),
        alert=taker.text(document, "alert"),
        joining=taker.text(document, "application_process"),
        eligibility_note=_eligibility_note(document, taker),
        active=taker.line(document, "status").lower() in {"active", ""},
        ways=_ways(document, places, taker),
        places=places,
        times=tuple(times(document, taker)),
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
        email=taker.email(found, "email"),
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
        place = _place(location, taker)
        if place != PlaceRecord():
            yield place


def _place(location: Mapping[str, Any], taker: Taker) -> PlaceRecord:
    address = next(iter(taker.rows(location, "addresses")), {})
    latitude = taker.number(location, "latitude", *LATITUDES)
    longitude = taker.number(location, "longitude", *LONGITUDES)
    return PlaceRecord(
        name=taker.line(location, "name"),
        address=taker.line(address, "address_1", 500),
        city=taker.line(address, "city", 120),
        region=taker.line(address, "state_province", 120),
        postcode=taker.line(address, "postal_code", 12),
        latitude=latitude if longitude is not None else None,
        longitude=longitude if latitude is not None else None,
        directions=taker.text(location, "transportation"),
    )


def _ways(document: Mapping[str, Any], places: tuple[PlaceRecord, ...], taker: Taker) -> tuple[Way, ...]:
    """How it reaches people, as far as the schedules, the locations and the access attributes say."""
    said = " ".join(taker.line(row, "attending_type") for row in taker.rows(document, "schedules")).lower()
    ways = {way for way, words in _WAYS if any(word in said for word in words)}
    locations = [at.get("location") for at in taker.rows(document, "service_at_locations")]
    if any(isinstance(place, Mapping) and place.get("location_type") == "virtual" for place in locations):
        ways.add(Way.ONLINE)
    if places:
        ways.add(Way.IN_PERSON)
    return tuple(sorted(ways))


def _costs(document: Mapping[str, Any], taker: Taker) -> Iterator[CostRecord]:
    for row in taker.rows(document, "cost_options"):
        option, note = taker.line(row, "option"), taker.line(row, "amount_description", 500)
        amount = taker.parsed(row, "amount", _pounds, "an amount of money in pounds, like 2.50")
        if amount is None and {option.lower(), note.lower()} & _FREE:
            amount = Decimal(0)
        if option or note or amount is not None:
            yield CostRecord(option=option, amount=amount, note=note)
    if fees := taker.line(document, "fees", 500):
        yield CostRecord(amount=Decimal(0)) if fees.lower() in _FREE else CostRecord(note=fees)


def _pounds(text: str) -> Decimal:
    try:
        amount = Decimal(text.replace("£", "").strip()).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise ValueError("it is not an amount of money") from None
    if not (amount.is_finite() and 0 <= amount < 1_000_000):
        raise ValueError("it is not an amount of money")
    return abs(amount)  # "-0" is a way to write nothing, too


def _contacts(document: Mapping[str, Any], taker: Taker) -> Iterator[ContactRecord]:
    """Public contacts by role. A person's name is not taken over: whether they agreed to be shown is not
    known.
    """
    for row in taker.rows(document, "contacts"):
        phone = next(iter(_phones(row, taker)), "")
        email = taker.email(row, "email")
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
        said = " ".join(text for key in ("extent", "uri") if isinstance(text := row.get(key), str))
        code = found.group() if (found := _AREA_CODE.search(said)) else ""
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
        if row.get("link_type") in ("eligibility", "intended_audience")
        and isinstance(term := row.get("taxonomy_term"), Mapping)
    ]
    aimed = f"Aimed at: {', '.join(dict.fromkeys(filter(None, audience)))}" if any(audience) else ""
    return "\n\n".join(part for part in (said, aimed) if part)[:LONGEST_TEXT]


def _rules(document: Mapping[str, Any], taker: Taker) -> Iterator[RuleRecord]:
    minimum, maximum = _age(document, "minimum_age", taker), _age(document, "maximum_age", taker)
    if minimum is None and maximum is None:
        return
    if minimum and maximum and minimum > maximum:
        taker.problem("minimum_age", f"The lowest age, {minimum:g}, is above the highest, {maximum:g}")
        return
    yield RuleRecord(kind=RuleKind.AGE, minimum_age=minimum, maximum_age=maximum)


def _age(document: Mapping[str, Any], key: str, taker: Taker) -> float | None:
    """A limit of age. Feeds write "no limit" as nothing, -1 or 0, or as an age that nobody reaches."""
    age = taker.number(document, key, -1, 999)
    if age is None or not 0 < age < NOBODY:
        return None
    if age > 2 and age % 1:
        taker.problem(key, f"Ages from 2 years up are whole years, so this was read as {int(age)}")
        return int(age)
    return age


def _languages(document: Mapping[str, Any], taker: Taker) -> Iterator[str]:
    for row in taker.rows(document, "languages"):
        if code := taker.line(row, "code", 20):
            yield code.lower()
