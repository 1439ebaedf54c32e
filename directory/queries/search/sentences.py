"""What the page says about a search: in words, so that nothing is done behind the navigator's back."""

from collections.abc import Iterable, Iterator

from directory.eligibility import Client, age_label
from directory.geography import KM_PER_MILE, Place
from directory.oruk.ical import listed
from directory.queries.labels import GROUPS, Labels
from directory.queries.search.criteria import Criteria
from directory.vocabulary import Gender
from search_index.documents import Relaxation, group_of

LEFT_OUT = {
    "age": "for people of another age",
    "gender": "for people of another gender",
    "residence": "only for people who live elsewhere",
    "circumstance": "for people in other circumstances",
    "referrer": "only with another kind of referral",
    "distance": "further away",
    "room": "without room now, or not known to have any",
}
"""Why services are left out, after their number."""

_PERSON = {Gender.FEMALE: "a woman", Gender.MALE: "a man", Gender.NON_BINARY: "a non-binary person"}


def in_words(criteria: Criteria, place: Place | None, client: Client, labels: Labels, miles: float) -> str:
    """The search in words: "within 10 miles of DL3 9AA, for a woman aged 84, on Tuesday, free"."""
    return ", ".join(_parts(criteria, place, client, labels, miles))


def _parts(criteria: Criteria, place: Place | None, client: Client, labels: Labels, miles: float) -> Iterator[str]:
    if place is not None:
        yield f"within {_miles(miles)} of {place.label}" if place.point else f"for {place.label}"
    if client.gender or client.ages:
        person = _PERSON[client.gender] if client.gender else "a person"
        age = age_label(client.ages) if client.ages else ""
        yield f"for {person} {age[:1].lower()}{age[1:]}".rstrip()
    for group in GROUPS:
        chosen = sorted(criteria.filters.get(group, frozenset()), key=lambda tag: (labels.position(tag), labels[tag]))
        if chosen:
            yield listed(labels[tag] for tag in chosen).replace(" and ", " or ")
    if criteria.every:
        yield "with " + listed(labels[tag].lower() for tag in sorted(criteria.every))
    if criteria.accepting:
        yield "with room now"


def _miles(miles: float) -> str:
    return "1 mile" if miles == 1 else f"{miles:g} miles"


def relaxations(steps: Iterable[Relaxation]) -> Iterator[str]:
    """What was done to find more, a sentence each, in the order in which it was done."""
    for step in steps:
        match step.kind:
            case "spelling":
                yield f"No listing mentions “{step.before}”, so we searched for “{step.after}”"
            case "fewer_words" if not step.before:
                yield "Few listings fit all of your words, so those that fit some of them are shown too"
            case "fewer_words":
                yield f"No listing mentions “{step.before}”, so this is what else fits"
            case "further":
                before, after = (round(float(km) / KM_PER_MILE, 1) for km in (step.before, step.after))
                yield f"Little fits within {_miles(before)}, so we looked up to {_miles(after)} away"
            case "wider_need":
                yield f"Little fits “{step.before}” exactly, so related needs are shown too"


def counted(number: int, singular: str, plural: str) -> str:
    """A number with its noun."""
    return f"{number:,} {singular if number == 1 else plural}"


def group_label(tag: str) -> str:
    """The heading under which a tag can be chosen."""
    return GROUPS.get(group_of(tag), "")
