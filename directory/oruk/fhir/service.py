"""A service as a HealthcareService (R4, UK Core 1.3)."""

import re
from collections.abc import Iterator

from directory.oruk.fhir.values import Json, concept, reference, resource, telecom, text, whole
from directory.oruk.ical import WEEKDAYS, Recurrence
from directory.oruk.records import OriginRecord
from directory.oruk.told import TermTold, Told
from directory.vocabulary import CapacityStatus, Referrer, RuleKind, TermKind

CAPACITY = (
    "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/SDOHCC-ExtensionHealthcareServiceCapacityStatus"
)
"""The extension of HL7's guide on social care (SDOH Clinical Care); UK Core has none for room."""

CAPACITY_CODES = "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes"

_CAPACITY = {
    CapacityStatus.OPEN: ("capacity", "Has Capacity"),
    CapacityStatus.FEW: ("capacity", "Has Capacity"),
    CapacityStatus.WAITING_LIST: ("waitlist", "No Capacity - Has Waitlist"),
    CapacityStatus.FULL: ("no-capacity", "No Capacity"),
    CapacityStatus.ASK: ("additional-assessment-required", "Additional Assessment Required"),
}
_PROVISION = "http://terminology.hl7.org/CodeSystem/service-provision-conditions"
_PROVISIONS = {"free": "Free", "disc": "Discounts Available", "cost": "Fees apply"}
_REFERRAL = "http://terminology.hl7.org/CodeSystem/service-referral-method"
_AREAS = "http://statistics.data.gov.uk/id/statistical-geography"
_DAYS = dict(zip(WEEKDAYS, "mon tue wed thu fri sat sun".split(), strict=True))
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

LISTS = {TermKind.NEED: "needs", TermKind.CATEGORY: "categories", TermKind.ACCESS: "access-features"}
"""What our lists are called in the addresses of their code systems."""


def code_system(site: str, kind: TermKind) -> str:
    """The address of one of our lists; empty for a list of others."""
    return f"{site}/fhir/CodeSystem/{LISTS[kind]}" if kind in LISTS else ""


def last_confirmed(site: str) -> str:
    """The extension that says when the group last said that all this is right."""
    return f"{site}/fhir/StructureDefinition/last-confirmed"


def healthcare_service(told: Told, site: str) -> Json:
    """A service. What is not known is left out.

    Args:
        site: what our addresses begin with, like https://directory.example.
    """
    record = told.record
    address = f"{site}/listing/{told.id}"
    source = record.origin.url if record.origin else ""
    return whole(
        {
            **resource("HealthcareService", told.id, told.modified_at, [record.name, told.description], source=source),
            "extension": list(_extensions(told, site)),
            "identifier": [{"system": "urn:ietf:rfc:3986", "value": address}, _known_there(record.origin)],
            "active": True,
            "providedBy": reference("Organization", told.organisation_id, record.organisation.name),
            "category": [{"text": "Voluntary and community sector activity"}],
            "type": [_type(term, site) for term in told.terms],
            "location": [reference("Location", place.id, place.words) for place in told.places],
            "name": text(record.name),
            "comment": text(told.description),
            "extraDetails": _details(told),
            "telecom": list(_telecoms(told, address)),
            "coverageArea": [_area(code, name) for code, name in told.areas],
            "serviceProvisionCode": _provision(told),
            "eligibility": list(_eligibility(told)),
            "characteristic": list(_characteristics(told, site)),
            "communication": [
                concept(name, system="urn:ietf:bcp:47", code=code if _LANGUAGE.fullmatch(code) else "")
                for code, name in told.languages
            ],
            "referralMethod": list(_referrals(told)),
            "availableTime": [_available(each) for each in told.when if _is_plainly_weekly(each, told)],
            "availabilityExceptions": _other_times(told),
        }
    )


def _extensions(told: Told, site: str) -> Iterator[Json]:
    if told.room:
        code, display = _CAPACITY[told.room]
        status = concept("", system=CAPACITY_CODES, code=code, display=display)
        yield {
            "url": CAPACITY,
            "extension": [
                {"url": "capacityStatus", "valueCodeableConcept": status},
                {"url": "capacityNotes", "valueString": text(told.room_words)},
            ],
        }
    if told.record.confirmed_on:
        yield {"url": last_confirmed(site), "valueDate": told.record.confirmed_on.isoformat()}


def _known_there(origin: OriginRecord | None) -> Json:
    """By what a service is known where it comes from."""
    if origin is None or not text(origin.id):
        return {}
    return whole({"system": origin.url, "value": text(origin.id), "assigner": whole({"display": text(origin.name)})})


def _type(term: TermTold, site: str) -> Json:
    system = code_system(site, term.kind)
    # A code of somebody else's list means nothing without that list.
    return concept(term.label, system=system, code=term.code if system else "")


def _details(told: Told) -> str:
    record = told.record
    said = (record.alert, record.joining, told.freshness, _attribution(record.origin))
    return "\n\n".join(dict.fromkeys(filter(None, map(text, said))))


def _attribution(origin: OriginRecord | None) -> str:
    """Whose it is and under which licence, for which FHIR has no element here."""
    return f"From {', '.join(filter(None, (origin.name, origin.licence)))}" if origin else ""


def _telecoms(told: Told, address: str) -> Iterator[Json]:
    found = [telecom("phone", each.phone) for each in told.contacts]
    found += [telecom("email", each.email) for each in told.contacts]
    found += [telecom("url", each) for each in (told.record.url or address, told.record.referral_url)]
    seen: list[Json] = []
    for each in filter(None, found):
        if each not in seen:
            seen.append(each)
    yield from ({**each, "rank": rank} for rank, each in enumerate(seen, 1))


def _area(code: str, name: str) -> Json:
    identifier = {"system": _AREAS, "value": code} if len(code) == 9 else {}
    said = whole({"display": text(name), "identifier": identifier})
    return {"type": "Location", **said} if said else {}


def _provision(told: Told) -> list[Json]:
    amounts = [cost.amount for cost in told.prices if cost.amount is not None]
    if not amounts:
        return [{"text": text(told.cost)}] if text(told.cost) else []
    code = "cost" if all(amounts) else "disc" if any(amounts) else "free"
    return [concept(told.cost, system=_PROVISION, code=code, display=_PROVISIONS[code])]


def _eligibility(told: Told) -> Iterator[Json]:
    yield from ({"code": {"text": said}} for said in map(text, told.who) if said)
    if note := text(told.record.eligibility_note):
        yield {"comment": note}


def _characteristics(told: Told, site: str) -> Iterator[Json]:
    yield from (concept(way) for way in told.ways)
    features = dict.fromkeys(feature for place in told.places for feature in place.features)
    system = code_system(site, TermKind.ACCESS)
    yield from (concept(label, system=system, code=code) for code, label in features)


def _referrals(told: Told) -> Iterator[Json]:
    if any(each.phone for each in told.contacts):
        yield concept("Phone", system=_REFERRAL, code="phone", display="Phone")
    # The codes know of no mail that is not secured, of no form and of nobody who comes by themselves.
    if any(each.email for each in told.contacts):
        yield {"text": "E-mail"}
    if told.record.referral_url:
        yield {"text": "Online form"}
    referrers = (rule.among for rule in told.record.rules if rule.kind is RuleKind.REFERRER)
    yield from ({"text": Referrer(code).label} for code in dict.fromkeys(code for among in referrers for code in among))


def _is_plainly_weekly(recurrence: Recurrence, told: Told) -> bool:
    """Whether it takes place every week of the year, as an availableTime means it."""
    begun = (recurrence.since or told.today) <= told.today
    every_week = recurrence.freq == "WEEKLY" and recurrence.interval == 1 and bool(recurrence.weekdays)
    return every_week and begun and not recurrence.bymonth


def _available(recurrence: Recurrence) -> Json:
    return whole(
        {
            "daysOfWeek": [_DAYS[day] for day in sorted(recurrence.weekdays, key=WEEKDAYS.index)],
            "availableStartTime": recurrence.opens_at.isoformat("seconds") if recurrence.opens_at else "",
            "availableEndTime": recurrence.closes_at.isoformat("seconds") if recurrence.closes_at else "",
        }
    )


def _other_times(told: Told) -> str:
    """All times in words, where they are more than hours of the week."""
    if len(told.times) == len(told.when) and all(_is_plainly_weekly(each, told) for each in told.when):
        return ""
    return text("; ".join(told.times))
