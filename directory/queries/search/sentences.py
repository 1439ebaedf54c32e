"""What the page says about a search: in words, so that nothing is done behind the navigator's back."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from directory.eligibility import Client, age_label
from directory.eligibility.ages import UNDER_18
from directory.eligibility.lists import either, every
from directory.geography import KM_PER_MILE, Place
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

_ADULT = {Gender.FEMALE: "a woman", Gender.MALE: "a man", Gender.NON_BINARY: "a non-binary person"}
_CHILD = _ADULT | {Gender.FEMALE: "a girl", Gender.MALE: "a boy"}

_FILTERS = {"day": "on {}", "time": "in the {}", "language": "in {}"}
"""How a filter is said; any other by its labels alone."""

_PROPER = {"day", "language"}
"""The filters whose labels are names, which keep their capitals."""

LONGEST_QUOTE = 60
"""More of what was typed is not said again."""


class WayBack(NamedTuple):
    """How one way of looking further is taken back by itself.

    Attributes:
        words: what to press.
        in_force: what it is called once it is taken back.
    """

    words: str
    in_force: str


WAYS_BACK = {
    "turned_down": WayBack("Search for those words too", "What comes after “not”, too"),
    "spelling": WayBack("Search for exactly what was typed", "As it was typed"),
    "fewer_words": WayBack("Only what fits all words", "All words"),
    "further": WayBack("Look no further", "No further away"),
    "wider_need": WayBack("Leave related needs out", "No related needs"),
}
"""By the kind of relaxation. Other kinds come last, when nothing else is left, and cannot be taken back alone."""


def in_words(criteria: Criteria, place: Place | None, client: Client, labels: Labels, miles: float) -> str:
    """The search in words: "within 10 miles of DL3 9AA, for a woman aged 84, on Tuesday, free"."""
    return ", ".join(_parts(criteria, place, client, labels, miles))


def _parts(criteria: Criteria, place: Place | None, client: Client, labels: Labels, miles: float) -> Iterator[str]:
    if place is not None:
        yield f"within {_miles(miles)} of {place.label}" if place.point else f"for {place.label}"
    if client.gender or client.ages:
        yield f"for {_person(client)}"
    for group in GROUPS:
        chosen = sorted(criteria.filters.get(group, frozenset()), key=lambda tag: (labels.position(tag), labels[tag]))
        if chosen:
            yield _FILTERS.get(group, "{}").format(either([_label(tag, labels) for tag in chosen]))
    if criteria.every:
        yield "with " + every([_label(tag, labels) for tag in sorted(criteria.every)])
    if criteria.accepting:
        yield "with room now"


def _person(client: Client) -> str:
    """As in "a woman aged 84", "a girl under 5", "a person aged 70 or over"."""
    is_child = client.ages is not None and UNDER_18.takes_in(client.ages)
    person = (_CHILD if is_child else _ADULT)[client.gender] if client.gender else "a person"
    return f"{person} {_uncapitalised(age_label(client.ages))}" if client.ages else person


def _label(tag: str, labels: Labels) -> str:
    return labels[tag] if group_of(tag) in _PROPER else _uncapitalised(labels[tag])


def _uncapitalised(label: str) -> str:
    """The label as it stands within a sentence; an abbreviation such as "PIP" stays one."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _miles(miles: float) -> str:
    return "1 mile" if miles == 1 else f"{miles:g} miles"


def relaxations(steps: Sequence[Relaxation]) -> Iterator[str]:
    """What was done to find more, a sentence each, in the order in which it was done."""
    farthest = [step for step in steps if step.kind == "further"][-1:]
    for step in steps:
        # Of several steps outwards the last says it all.
        if step.kind != "further" or step in farthest:
            yield _relaxation(step)


def ways_back(steps: Sequence[Relaxation]) -> dict[str, WayBack]:
    """What can be taken back of what was done to find more, by its kind, each once."""
    return {step.kind: WAYS_BACK[step.kind] for step in steps if step.kind in WAYS_BACK}


def _relaxation(step: Relaxation) -> str:
    match step.kind:
        case "turned_down":
            return f"We took {_quoted(step.before)} to say what is not wanted, and did not search for it"
        case "spelling":
            return f"No listing mentions {_quoted(step.before)}, so we searched for {_quoted(step.after)}"
        case "fewer_words":
            return "Few listings fit all of your words, so those that fit some of them are shown too"
        case "no_words":
            return f"Nothing here answers {_quoted(step.before)}, so this is what else there is"
        case "who_knows":
            return f"Nothing here answers {_quoted(step.before)}, so these are services that may know of something"
        case "further":
            before, after = (round(float(km) / KM_PER_MILE, 1) for km in (step.before, step.after))
            return f"Little fits within {_miles(before)}, so we looked up to {_miles(after)} away"
        case _:
            return f"Little fits {_quoted(step.before)} exactly, so related needs are shown too"


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= LONGEST_QUOTE else f"“{words[:LONGEST_QUOTE].rstrip()} …”"


def counted(number: int, singular: str, plural: str) -> str:
    """A number with its noun."""
    return f"{number:,} {singular if number == 1 else plural}"
