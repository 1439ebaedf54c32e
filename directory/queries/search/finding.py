"""Finding services: from criteria to the page of results."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from directory.clock import LONDON
from directory.eligibility import Client, Understood, age_label, read_client
from directory.geography import KM_PER_MILE, Gazetteer, Place, UnknownPlace
from directory.queries.eligibility import facts_of
from directory.queries.labels import GROUPS, LabelBook, Labels
from directory.queries.search.cards import Dealer, ServiceCard
from directory.queries.search.criteria import Criteria
from directory.queries.search.groups import facets_with_groups
from directory.queries.search.sentences import LEFT_OUT, WAYS_BACK, WayBack, counted, in_words, relaxations, ways_back
from directory.vocabulary import Circumstance, RuleKind
from search_index.documents import Facet, Hits, Point, Query
from search_index.port import SearchIndex
from search_index.ranking import MUCH_TOO_FAR


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a search is made in: where things are, what is indexed, the settings that bear on it, and the
    moment.
    """

    index: SearchIndex
    gazetteer: Gazetteer
    labels: LabelBook
    radius_miles: float
    fresh_days: int
    confirm_days: int
    unconfirmed_days: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that was understood or chosen, and can be taken back.

    Attributes:
        name, value: the parameter of the address that says so. For what was read out of the words it is
            ``not``, which has to be *added* to take it back.
        sure: False: it was gathered from the words rather than said.
    """

    label: str
    name: str
    value: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class FilterOption:
    """A tag that can be chosen, and how many services it would leave."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """The options of one filter."""

    name: str
    label: str
    options: tuple[FilterOption, ...]

    @property
    def chosen(self) -> int:
        return sum(option.selected for option in self.options)

    @property
    def boxes(self) -> list[tuple[str, str, bool]]:
        """Each option with its words and its number, and whether it was chosen."""
        return [(each.value, f"{each.label} ({each.count:,})", each.selected) for each in self.options]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Services that would have fitted but for one reason, and the parameter of the address that shows
    them.
    """

    reason: str
    count: int
    sentence: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of results.

    Attributes:
        place: where the client is; None when nothing was typed there, or nothing was found.
        unknown: what to say of a place that we do not know. Then nothing was searched.
        said: the search in words.
        understood: what was read out of the words or stated, as chips.
        needs: what the words were understood to ask for.
        not_meant: needs that they were said not to ask for.
        accepting: how many of the hits can take people now.
        relaxed: what was done to find more, a sentence each.
        ways_back: what of it can be taken back by itself, by the kind of relaxation.
        steps: the kinds of relaxations that were made.
    """

    criteria: Criteria
    place: Place | None
    unknown: UnknownPlace | None
    client: Client
    said: str
    radius_miles: float
    understood: tuple[Chip, ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    not_meant: tuple[tuple[str, str], ...] = ()
    total: int = 0
    accepting: int = 0
    cards: tuple[ServiceCard, ...] = ()
    filters: tuple[FilterGroup, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    relaxed: tuple[str, ...] = ()
    ways_back: Mapping[str, WayBack] = field(default_factory=dict)
    steps: frozenset[str] = frozenset()

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.criteria.per_page))


def find_services(session: Session, criteria: Criteria, around: Surroundings) -> SearchPage:
    """Find the services that fit a client, are near, and have room.

    "We do not know this postcode" is an answer too, with its own words.
    """
    found = around.gazetteer.find(criteria.place) if criteria.place.strip() else None
    place = found if isinstance(found, Place) else None
    unknown = found if isinstance(found, UnknownPlace) else None
    reading = read_client(criteria.words, ignoring=criteria.ignoring)
    client = criteria.client(reading, place, around.gazetteer)
    tags = around.labels.read(session)
    criteria = _in_our_lists(criteria, tags)
    radius = criteria.radius_miles or around.radius_miles
    said = in_words(criteria, place, client, tags, radius)
    if unknown:
        return SearchPage(criteria, place, unknown, client, said, radius)
    query = _query(criteria, reading.rest, client, place, tags, around)
    hits = around.index.search(query)
    return SearchPage(
        criteria=criteria,
        place=place,
        unknown=None,
        client=client,
        said=said,
        radius_miles=radius,
        understood=_chips(criteria, reading.understood),
        needs=tuple((need, tags[need]) for need in hits.needs),
        not_meant=tuple((need, tags[need]) for need in sorted(criteria.ignoring) if tags.knows(need)),
        total=hits.total,
        accepting=sum(facet.count for facet in hits.facets.get("room", ())),
        cards=tuple(_cards(session, criteria, hits, client, place, tags, around)),
        filters=_filters(facets_with_groups(hits, query, tags, around.index), criteria, tags),
        left_out=tuple(_left_out(reason, count, _reach(hits, radius)) for reason, count in hits.left_out.items()),
        relaxed=tuple(relaxations(hits.relaxed)),
        ways_back=ways_back(hits.relaxed),
        steps=frozenset(step.kind for step in hits.relaxed),
    )


def _in_our_lists(criteria: Criteria, tags: Labels) -> Criteria:
    """The criteria without tags that are in none of our lists, as an old address may have: they ask for nothing."""
    known = {group: frozenset(filter(tags.knows, chosen)) for group, chosen in criteria.filters.items()}
    filters = {group: chosen for group, chosen in known.items() if chosen}
    return replace(criteria, filters=filters, every=frozenset(filter(tags.knows, criteria.every)))


def _query(
    criteria: Criteria, text: str, client: Client, place: Place | None, tags: Labels, around: Surroundings
) -> Query:
    near = place.point if place else None
    return Query(
        now=around.now.astimezone(LONDON),
        text=text,
        near=Point(near.latitude, near.longitude) if near else None,
        radius_km=criteria.radius_km(around.radius_miles) if near else None,
        ignoring=frozenset(key for key in criteria.ignoring if tags.knows(key)),
        client=facts_of(client),
        filters={group: tags.spread(chosen) for group, chosen in criteria.filters.items()},
        every=criteria.every,
        accepting=criteria.accepting,
        turned_away=criteria.turned_away,
        fresh_days=around.fresh_days,
        confirm_days=around.confirm_days,
        widen=criteria.widen,
        keeping=criteria.keeping if criteria.widen else frozenset(WAYS_BACK),
        sort=criteria.sort,
        offset=(criteria.page - 1) * criteria.per_page,
        limit=criteria.per_page,
    )


def _cards(
    session: Session,
    criteria: Criteria,
    hits: Hits,
    client: Client,
    place: Place | None,
    tags: Labels,
    around: Surroundings,
) -> list[ServiceCard]:
    dealer = Dealer(
        session=session,
        name_of=around.gazetteer.district_name,
        labels=tags,
        client=client,
        near=place.point if place else None,
        now=around.now,
        fresh_days=around.fresh_days,
        unconfirmed_days=around.unconfirmed_days,
    )
    first = (criteria.page - 1) * criteria.per_page + 1
    return dealer.deal(hits.hits, first=first)


def _chips(criteria: Criteria, understood: Sequence[Understood]) -> tuple[Chip, ...]:
    """What was stated of the client, then what was read out of the words and not stated otherwise."""
    chips = []
    if criteria.ages:
        chips.append(Chip(age_label(criteria.ages), "age", ""))
    if criteria.gender:
        chips.append(Chip(criteria.gender.heading, "gender", ""))
    chips += [Chip(each.heading, "has", each.value) for each in Circumstance if each in criteria.has]
    if criteria.referrer:
        chips.append(Chip(criteria.referrer.label, "referrer", ""))
    stated = {RuleKind.AGE: criteria.ages, RuleKind.GENDER: criteria.gender}
    read = (each for each in understood if not stated.get(each.kind) and each.value not in criteria.has)
    return (*chips, *(Chip(each.label, "not", each.key, each.sure) for each in read))


def _filters(facets: Mapping[str, Sequence[Facet]], criteria: Criteria, tags: Labels) -> tuple[FilterGroup, ...]:
    chosen = criteria.every.union(*criteria.filters.values())
    groups = (_filter(name, label, facets.get(name, ()), chosen, tags) for name, label in GROUPS.items())
    return tuple(group for group in groups if group.options)


def _filter(name: str, label: str, facets: Sequence[Facet], chosen: AbstractSet[str], tags: Labels) -> FilterGroup:
    """The options of one filter: those of a fixed order in it, all others by their number.

    Who chooses a group of needs has chosen none of them by itself, though the index looked for each.
    """
    known = [facet for facet in facets if tags.knows(facet.value) and (facet.count or facet.value in chosen)]
    ordered = sorted(known, key=lambda facet: (tags.position(facet.value), -facet.count, tags[facet.value]))
    options = (FilterOption(facet.value, tags[facet.value], facet.count, facet.value in chosen) for facet in ordered)
    return FilterGroup(name, label, tuple(options))


def _reach(hits: Hits, miles: float) -> float:
    """How far was looked in the end, in miles."""
    return max([miles, *(float(step.after) / KM_PER_MILE for step in hits.relaxed if step.kind == "further")])


def _left_out(reason: str, count: int, miles: float) -> LeftOut:
    sentence = f"{counted(count, 'service is', 'services are')} {LEFT_OUT.get(reason, 'not for this person')}"
    match reason:
        case "distance":
            # As far as they were counted: a press shows all of them.
            return LeftOut(reason, count, sentence, "radius", f"{miles * MUCH_TOO_FAR:g}")
        case "room":
            return LeftOut(reason, count, sentence, "accepting", "")
        case _:
            return LeftOut(reason, count, sentence, "show", "all")
