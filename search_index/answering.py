"""How a query is answered, whatever the engine: plan, look up, and look further when too little was found."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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


class Rung(NamedTuple):
    """A step towards more hits for the same plan: the kind of relaxation, and how many times as far one looks."""

    kind: str
    times: int


RUNGS = (Rung("fewer_words", 1), Rung("further", 2), Rung("further", 5))
"""What is tried in turn, each beyond the one before."""

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

    def may(self, rung: Rung) -> bool:
        """Whether something may come of a rung."""
        query = self.query
        anything = len(self.plan.units) > 1 if rung.times == 1 else query.near and query.radius_km
        return bool(anything) and rung.kind not in query.keeping

    def on(self, rung: Rung) -> "Lookup":
        """The same on a rung. Who looks further keeps to fewer words, where that may be."""
        floor = LOW_FLOOR if self.may(RUNGS[0]) else self.floor
        radius = self.query.radius_km
        query = self.query._replace(radius_km=radius * rung.times) if radius and rung.times > 1 else self.query
        return self._replace(query=query, floor=floor)


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


Climbed = tuple[Selection, Sequence[Rung]]
"""What was found on the ladder, and the rungs that helped."""


class Engine(Lexicon, Protocol):
    """The part of an index that differs from engine to engine."""

    def planned(self, query: Query, thesaurus: Thesaurus, /) -> Plan:
        """What is looked up for the text of a query."""

    def select(self, lookup: Lookup, /) -> Selection:
        """Find, count and order."""

    def climb(self, lookup: Lookup, /) -> Climbed:
        """Find as much as is enough, as the function of this name does."""


def answer(query: Query, thesaurus: Thesaurus, engine: Engine) -> Hits:
    """Answer a query from one engine."""
    planned = engine.planned(query, thesaurus)
    relaxed = [Relaxation("turned_down", words, "") for words in planned.denied]
    relaxed += [Relaxation("spelling", before, after) for before, after in planned.respelt]
    # Where no listing can be meant for people of some kind, nothing need be known of the client's.
    client = told_by(planned.told, query.client) if thesaurus.people else query.client
    lookup = Lookup(query, planned, client)
    selection = _as_much(lookup, thesaurus, engine, relaxed) if query.widen else engine.select(lookup)
    return Hits(
        selection.total,
        selection.hits,
        selection.facets,
        selection.left_out,
        tuple(relaxed),
        planned.needs,
    )


def climb(lookup: Lookup, select: Callable[[Lookup], Selection]) -> Climbed:
    """What is found by going further, rung by rung, until it is enough."""
    selection = select(lookup)
    helped: list[Rung] = []
    # Mostly there is nothing that a lower floor would let in, and then it need not be looked for.
    first = 0 if selection.too_weak else 1
    for rung in filter(lookup.may, RUNGS[first:]):
        if selection.total >= ENOUGH:
            break
        more = select(lookup.on(rung))
        if more.total > selection.total:
            selection = more
            helped.append(rung)
    return selection, helped


def _as_much(lookup: Lookup, thesaurus: Thesaurus, engine: Engine, relaxed: list[Relaxation]) -> Selection:
    """What is found by going as far as one has to; the steps that helped are noted."""
    selection, helped = engine.climb(lookup)
    if helped:
        relaxed += [_relaxation(lookup, rung) for rung in helped]
    if selection.total >= ENOUGH:
        return selection
    if wider := _wider(lookup, thesaurus):
        more = engine.select(wider[1])
        if more.total > selection.total:
            relaxed.append(wider[0])
            selection = more
    others = _instead(lookup, thesaurus)
    while not selection.total and (other := next(others, None)):
        selection = engine.select(other[1])
        relaxed += [other[0]] if selection.total else []
    return selection


def _relaxation(lookup: Lookup, rung: Rung) -> Relaxation:
    asked = lookup.query.radius_km
    if rung.kind == "fewer_words" or not asked:
        return Relaxation(rung.kind, "", "")
    return Relaxation(rung.kind, f"{asked:g}", f"{asked * rung.times:g}")


def _wider(lookup: Lookup, thesaurus: Thesaurus) -> tuple[Relaxation, Lookup] | None:
    """What neighbouring needs would find, as far away as one may look."""
    if not lookup.plan.neighbours or "wider_need" in lookup.query.keeping:
        return None
    names = ", ".join(thesaurus.label(need) for need in lookup.plan.needs)
    farthest = lookup.on(RUNGS[-1]) if lookup.may(RUNGS[-1]) else lookup
    return Relaxation("wider_need", names, ""), farthest._replace(plan=lookup.plan.neighbours, floor=NEIGHBOUR_FLOOR)


def _instead(lookup: Lookup, thesaurus: Thesaurus) -> Iterator[tuple[Relaxation, Lookup]]:
    """What to show where nothing answers at all: for a need those who may know of something, else what there is."""
    if lookup.plan.needs and (knowing := thesaurus.who_knows()):
        names = ", ".join(thesaurus.label(need) for need in lookup.plan.needs)
        yield Relaxation("who_knows", names, ""), lookup._replace(plan=Plan((Unit("topic", "", 1.0, knowing),)))
    if lookup.plan.units:
        yield Relaxation("no_words", lookup.query.text, ""), lookup._replace(plan=Plan())
