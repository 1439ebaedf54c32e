"""A service, and what belongs to it alone."""

from typing import Final

from directory.oruk.entities.definition import (
    FILLED,
    WRITTEN,
    Entity,
    Layer,
    formatted,
    key,
    many,
    number,
    of_layer,
    one,
    text,
)
from directory.vocabulary import CapacityStatus, RuleKind

STATUSES: Final = ("active", "inactive", "defunct", "temporarily closed")

CAPACITY_STATUSES: Final = ("capacity", "waitlist", "no-capacity", "additional-assessment-required")
"""The codes of HL7's value set of capacity statuses (SDOH Clinical Care), as of September 2026."""

SERVICE: Final = Entity(
    "service",
    "One thing that a group offers: an activity, a helpline, a visit.",
    (
        key("the service"),
        formatted("organization_id", "uuid", "The key of the group that offers it."),
        text("name", "What it is called.", required=True),
        text("description", "What it is, in plain text."),
        formatted("url", "uri", "Its page."),
        formatted("email", "email", "Its mailbox."),
        text("status", "Whether it is offered. One without room is active.", required=True, enum=STATUSES),
        number("minimum_age", "The lowest age that is let in, in years, where there is one."),
        number("maximum_age", "The highest age that is let in: 25 takes in all who are 25."),
        text("assured_date", "The day on which its group last said that all this is right."),
        text("alert", "What one should know at once, among it a waiting list or that it is full."),
        formatted("last_modified", "date-time", "When anything of it last changed."),
        one("organization", "organization", "The group that offers it."),
        many("schedules", "schedule", "When it takes place."),
        many("service_areas", "service_area", "The areas that it covers."),
        many("service_at_locations", "service_at_location", "Where it takes place."),
        many("languages", "language", "The languages that are spoken."),
        many("cost_options", "cost_option", "What it costs."),
        many("contacts", "contact", "Whom to ring or write to: roles, not persons."),
        many("attributes", "attribute", "Its needs, kinds of activity, and whom it is for."),
        *of_layer(
            Layer.HSDS,
            text("eligibility_description", "Whom it is for, a sentence for each rule."),
            text("application_process", "How a person comes to it."),
            text("wait_time", "How long the wait is, while what was said of it counts."),
        ),
        *of_layer(
            Layer.HSDS_3_1,
            many("additional_urls", "url", "Further pages, among them a form for referrals."),
            many("capacities", "service_capacity", "How much room it has, while what was said of it counts."),
        ),
        *of_layer(
            Layer.OWN,
            number("fingerpost_dialect", "The version of these fields of ours: 1."),
            text("fingerpost_summary", "What it is, in a sentence."),
            text("fingerpost_description", "The description as its group has written it, where something was added."),
            text("fingerpost_alert", "The alert as its group has written it, likewise."),
            text("fingerpost_eligibility_description", "What its group has written of whom it is for, likewise."),
            text("fingerpost_times_note", "What the schedules do not say of the times."),
            many("fingerpost_ways", "", "How it reaches people: in_person, online, phone, home_visit."),
            many("fingerpost_rules", "fingerpost_rule", "Whom it is for, as rules."),
            one("fingerpost_capacity", "fingerpost_capacity", "The last statement of its room, also an old one."),
            text(
                "fingerpost_capacity_status",
                "Whether it has room, in the codes of HL7's capacity status, while what was said of it counts.",
                enum=CAPACITY_STATUSES,
            ),
            formatted("fingerpost_changed_on", "date", "The day on which what it says last changed."),
            one("fingerpost_source", "fingerpost_source", "Who published it first, and how it may be used."),
            FILLED,
            WRITTEN,
        ),
    ),
)

SCHEDULE: Final = Entity(
    "schedule",
    "When a service takes place, in the terms of iCalendar; times are those of a clock on a wall in Europe/London.",
    (
        key("the schedule"),
        formatted("service_id", "uuid", "The key of the service."),
        formatted("service_at_location_id", "uuid", "The key of the service at its place, where it has one place."),
        text("valid_from", "The first day on which it may take place."),
        text("valid_to", "The last day on which it may take place."),
        text("dtstart", "The first day on which it takes place; intervals are counted from it."),
        text("freq", "How often; nothing: once.", enum=("WEEKLY", "MONTHLY")),
        number("interval", "Every how many weeks or months."),
        text("byday", 'Days of the week ("MO,TH"), or of the month ("2TH,-1FR").'),
        text("bymonthday", 'Days of the month ("1,15"); -1 is the last.'),
        text("description", "The times in the group's own words."),
        text("opens_at", 'When it begins, like "10:30".'),
        text("closes_at", "When it ends; before it begins: on the next day."),
        formatted("schedule_link", "uri", "The same as a calendar (iCalendar)."),
        text("attending_type", "How the service reaches people, in words."),
        text("notes", "What the schedules do not say of the times."),
        *of_layer(Layer.HSDS, text("until", "The same as valid_to.")),
        *of_layer(Layer.OWN, text("fingerpost_bymonth", 'The only months in which it takes place ("4,5,6").'), FILLED),
    ),
)

SERVICE_AREA: Final = Entity(
    "service_area",
    "An area that a service covers.",
    (
        key("the area as one of the service's"),
        formatted("service_id", "uuid", "The key of the service."),
        text("name", "What it is called."),
        text("service_area", "The same as name, as version 1 had it."),
        text("uri", "The area in the lists of the Office for National Statistics."),
        *of_layer(Layer.OWN, text("fingerpost_code", "Its code where it is not of those lists: DL3."), FILLED),
    ),
)

COST_OPTION: Final = Entity(
    "cost_option",
    "A price.",
    (
        key("the price"),
        formatted("service_id", "uuid", "The key of the service."),
        text("valid_from", "The first day on which it holds."),
        text("valid_to", "The last day on which it holds."),
        text("option", "What it is that costs this."),
        number("amount", "How much; nought is free."),
        text("amount_description", "What there is to say about it."),
        *of_layer(Layer.HSDS, text("currency", "Always pounds sterling.", enum=("GBP",))),
    ),
)

LANGUAGE: Final = Entity(
    "language",
    "A language that is spoken.",
    (
        key("the language as one of the service's"),
        formatted("service_id", "uuid", "The key of the service."),
        *of_layer(Layer.HSDS, text("name", "What it is called."), text("code", "Its code (ISO 639).")),
    ),
)

CONTACT: Final = Entity(
    "contact",
    "Whom to ring or write to: a role, not a person.",
    (
        key("the contact"),
        formatted("service_id", "uuid", "The key of the service."),
        text("name", "The role."),
        text("title", "The role."),
        *of_layer(Layer.HSDS, formatted("email", "email", "A mailbox."), many("phones", "phone", "Telephone numbers.")),
        *of_layer(Layer.OWN, WRITTEN),
    ),
)

URL: Final = Entity(
    "url",
    "A page.",
    of_layer(
        Layer.HSDS_3_1,
        key("the link"),
        text("label", "What it leads to."),
        formatted("url", "uri", "Its address.", required=True),
    ),
)

CAPACITY: Final = Entity(
    "service_capacity",
    "How much room a service has.",
    of_layer(
        Layer.HSDS_3_1,
        key("the statement"),
        formatted("service_id", "uuid", "The key of the service."),
        one("unit", "unit", "What is counted.", required=True),
        number("available", "How many are free.", required=True),
        number("maximum", "How many there are."),
        text("description", "What there is to say about it."),
        formatted("updated", "date-time", "When this was said; of the hour nothing is known.", required=True),
    ),
)

UNIT: Final = Entity(
    "unit",
    "What is counted.",
    of_layer(Layer.HSDS_3_1, key("the unit"), text("name", "What it is called.", required=True)),
)

RULE: Final = Entity(
    "fingerpost_rule",
    "A rule of who may come.",
    of_layer(
        Layer.OWN,
        text("kind", "What it is about.", required=True, enum=tuple(RuleKind)),
        text("manner", '"only", or "aimed": others are welcome.', required=True, enum=("only", "aimed")),
        text("sense", '"excluded": it shuts out those of whom it speaks.', enum=("excluded",)),
        number("minimum_age", "The lowest age in years; fractions are months."),
        number("maximum_age", "The highest age, itself included."),
        many("among", "", "The codes it speaks of: genders, circumstances, areas, who may refer."),
        formatted("valid_from", "date", "The first day on which it holds."),
        formatted("valid_to", "date", "The last day on which it holds."),
    ),
)

STATEMENT: Final = Entity(
    "fingerpost_capacity",
    "What a group said of its room, and when.",
    of_layer(
        Layer.OWN,
        text("status", "Whether there is room.", required=True, enum=tuple(CapacityStatus)),
        formatted("stated_on", "date", "The day on which it was said.", required=True),
        number("places_free", "How many places are free."),
        number("places_total", "How many places there are."),
        number("wait_weeks", "How many weeks one waits."),
        formatted("next_intake_on", "date", "When the next people are taken."),
        text("note", "What there is to say about it."),
    ),
)

SOURCE: Final = Entity(
    "fingerpost_source",
    "Where a service comes from: who published it first. Whoever passes it on names them.",
    of_layer(
        Layer.OWN,
        text("name", "What the source is called.", required=True),
        text("id", "By what the service is known there."),
        text("licence", "Under which licence it may be used, where that was said."),
        formatted("url", "uri", "The site of the source."),
    ),
)
