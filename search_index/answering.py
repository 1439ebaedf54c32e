"""How a query is answered, whatever the engine: plan, look up, and look further when too little was found."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from search_index.aims import told_by
from search_index.concepts import Unit
from search_index.documents import Facet, Facts, Hit, Hits, Query, Relaxation
from search_index.queries import Lexicon, Plan
from search_index.ranking import FLOOR, LEAST
from search_index.thesaurus import Thesaurus

ENOUGH = 10
"""Fewer hits than this are too little: then it is worth looking further."""

LOW_FLOOR = 0.12
"""The floor when fewer of the words need be answered."""

NEIGHBOUR_FLOOR = 0.4
"""The floor for neighbouring needs: only what is plainly for them, or everything would be."""

WIDENINGS = (2, 5)
"""By how much the radius grows, step by step, before it is given up."""


NO_FLOORS = (0.0, 0.0)
"""What leaves nothing out."""


class Lookup(NamedTuple):
    """What an engine is asked to do: find the documents that answer the plan, within the bounds of the query.

    Attributes:
        client: what is known of the client, also from what the text asks for.
        floor: the share of the best document's text score below which a document is left out.
    """

    query: Query
    plan: Plan
    client: Facts
    floor: float = FLOOR

    @property
    def floors(self) -> tuple[float, float]:
        """The share of the best text score within reach, and the text score, below which a document is left out."""
        return (self.floor, LEAST) if self.plan.units and not self.query.any_word else NO_FLOORS

    def least(self, best: float) -> float:
        """The text score below which a document is left out, where the best one within reach has this score."""
        floor, least = self.floors
        return max(least, floor * best)


class Selection(Protocol):
    """What an engine found, as it stands in ``Hits``.

    Attributes:
        too_weak: at most so many more there would be with a lower floor.
    """

    @property
    def total(self) -> int: ...
    @property
    def hits(self) -> Sequence[Hit]: ...
    @property
    def facets(self) -> Mapping[str, tuple[Facet, ...]]: ...
    @property
    def left_out(self) -> Mapping[str, int]: ...
    @property
    def too_weak(self) -> int: ...


class Engine(Lexicon, Protocol):
    """The part of an index that differs from engine to engine."""

    def planned(self, query: Query, thesaurus: Thesaurus, /) -> Plan:
        """What is looked up for the text of a query."""

    def select(self, lookup: Lookup, /) -> Selection:
        """Find, count and order."""


def answer(query: Query, thesaurus: Thesaurus, engine: Engine) -> Hits:
    """Answer a query from one engine."""
    planned = engine.planned(query, thesaurus)
    relaxed = [Relaxation("spelling", before, after) for before, after in planned.respelt]
    # Where no listing can be meant for people of some kind, nothing need be known of the client's.
    client = told_by(planned.told, query.client) if thesaurus.people else query.client
    lookup = Lookup(query, planned, client)
    selection = engine.select(lookup)
    if query.widen and selection.total < ENOUGH:
        selection = _look_further(lookup, thesaurus, engine, selection, relaxed)
    return Hits(
        total=selection.total,
        hits=selection.hits,
        facets=selection.facets,
        left_out=selection.left_out,
        relaxed=tuple(relaxed),
        needs=planned.needs,
    )


def _look_further(
    lookup: Lookup, thesaurus: Thesaurus, engine: Engine, selection: Selection, relaxed: list[Relaxation]
) -> Selection:
    """What is found by going further, step by step, until it is enough; the steps that helped are noted."""
    steps, instead = _wider(lookup, thesaurus, selection.too_weak), _instead(lookup, thesaurus)
    while selection.total < ENOUGH and (wider := next(steps, None)):
        more = engine.select(wider[1])
        if more.total > selection.total:
            relaxed.append(wider[0])
            selection = more
    while not selection.total and (other := next(instead, None)):
        selection = engine.select(other[1])
        relaxed += [other[0]] if selection.total else []
    return selection


def _wider(lookup: Lookup, thesaurus: Thesaurus, too_weak: int) -> Iterator[tuple[Relaxation, Lookup]]:
    """The lookups to try in turn, each beyond the one before, with what it gives up."""
    keeping = lookup.query.keeping
    if len(lookup.plan.units) > 1 and "fewer_words" not in keeping:
        lookup = lookup._replace(floor=LOW_FLOOR)
        # Mostly there is nothing that a lower floor would let in, and then it need not be looked for.
        if too_weak:
            yield Relaxation("fewer_words", "", ""), lookup
    if lookup.query.near and lookup.query.radius_km and "further" not in keeping:
        asked = lookup.query.radius_km
        for times in WIDENINGS:
            lookup = lookup._replace(query=lookup.query._replace(radius_km=asked * times))
            yield Relaxation("further", f"{asked:g}", f"{asked * times:g}"), lookup
    if lookup.plan.neighbours and "wider_need" not in keeping:
        names = ", ".join(thesaurus.label(need) for need in lookup.plan.needs)
        yield Relaxation("wider_need", names, ""), lookup._replace(plan=lookup.plan.neighbours, floor=NEIGHBOUR_FLOOR)


def _instead(lookup: Lookup, thesaurus: Thesaurus) -> Iterator[tuple[Relaxation, Lookup]]:
    """What to show where nothing answers at all: for a need those who may know of something, else what there is."""
    if lookup.plan.needs and (knowing := thesaurus.who_knows()):
        names = ", ".join(thesaurus.label(need) for need in lookup.plan.needs)
        yield Relaxation("who_knows", names, ""), lookup._replace(plan=Plan((Unit("topic", "", 1.0, knowing),)))
    if lookup.plan.units:
        yield Relaxation("no_words", lookup.query.text, ""), lookup._replace(plan=Plan())
