"""What the columns of a table most likely hold, by what they are called."""

import re
from collections.abc import Iterable
from typing import Final

from directory.errors import UnreadableError
from directory.oruk.tables.mapping import CsvMapping

_CALLED: Final = """
id: id, ref, reference, record id, service id, activity id, unique id, unique reference, key
name: name, title, activity, activity name, service, service name, name of service, name of activity, listing, club
organisation: organisation, organization, organisation name, organization name, provider, provider name, run by, group
organisation: group name, name of group, name of organisation, charity, charity name
description: description, about, details, service description, activity description, what we do, what you offer
description: full description, overview, more information, notes
summary: summary, short description, tagline, strapline
venue: venue, venue name, location, location name, where, building, place
address: address, address 1, address 2, address 3, address line 1, address line 2, address line 3, street, venue address
town: town, city, town city, post town
county: county
postcode: postcode, post code, postal code, venue postcode, zip
latitude: latitude, lat
longitude: longitude, long, lng, lon
phone: phone, telephone, tel, phone number, telephone number, contact number, contact phone, contact telephone
email: email, e mail, email address, e mail address, contact email
website: website, web, url, web address, web site, website address, link, website url
cost: cost, costs, price, fee, fees, charge, charges, cost of session
ages: age, ages, age range, age group, age groups
minimum_age: minimum age, min age, age from, lowest age
maximum_age: maximum age, max age, age to, highest age
eligibility: eligibility, who is it for, who for, who can attend, who can come, target group, target audience, audience
times: times, session times, opening times, opening hours, when, schedule, day and time, days and times
day: day, days, day of week, weekday
opens: time, start, start time, time from, opens
closes: end, end time, finish, finish time, time to, closes
joining: how to join, referral, how to refer, referral process, booking, how to access, access details
categories: category, categories, type, service type, activity type, tags, themes, theme, keywords
area: area, areas, area covered, areas covered, ward, wards, district, catchment
languages: language, languages
access: accessibility, access, disabled access, wheelchair access, accessible
ways: delivery, delivery method
status: status
checked_on: last checked, checked, last verified, date checked, assured date, last reviewed
changed_on: last updated, updated, last modified, date updated
charity_number: charity number, charity no, registered charity number
"""
_FIELD_OF: Final = {
    heading.strip(): line.partition(":")[0]
    for line in _CALLED.strip().splitlines()
    for heading in line.partition(":")[2].split(",")
}


def guess_mapping(headings: Iterable[str]) -> CsvMapping:
    """A mapping by the headings of a table. What is called like nothing we know is left out.

    Raises:
        UnreadableError: no column is called like a name.
    """
    columns: dict[str, tuple[str, ...]] = {}
    for heading in dict.fromkeys(filter(None, (each.strip() for each in headings))):
        if found := _FIELD_OF.get(_plain(heading)):
            columns[found] = (*columns.get(found, ()), heading)
    if "name" not in columns and "organisation" in columns:
        columns["name"] = columns["organisation"]
    if "name" not in columns:
        raise UnreadableError("No column of this file is called Name: say in a mapping which column is which")
    return CsvMapping(columns, separators={"categories": ";", "languages": ","}, is_guessed=True)


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", heading.lower()))
