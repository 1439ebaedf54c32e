"""How many services a group of needs would leave, which stands for each of its needs when it is chosen."""

from collections.abc import Sequence

from directory.queries.labels import Labels
from directory.queries.search.sentences import WAYS_BACK
from search_index.documents import Facet, Hits, Query, group_of
from search_index.port import SearchIndex


def facets_with_groups(hits: Hits, query: Query, tags: Labels, index: SearchIndex) -> dict[str, Sequence[Facet]]:
    """The facets of a search, where the number beside a group is of all that it stands for.

    The index counts tags and knows of no groups; few services carry one itself, so that at most a search or two is
    made besides.
    """
    if not hits.relaxed:
        # What is counted beside a filter is what it leaves, and not what looking further would add.
        query = query._replace(widen=False, keeping=frozenset(WAYS_BACK))
    return {name: [_whole(facet, query, tags, index) for facet in facets] for name, facets in hits.facets.items()}


def _whole(facet: Facet, query: Query, tags: Labels, index: SearchIndex) -> Facet:
    if not tags.narrower.get(facet.value):
        return facet
    chosen = {**query.filters, group_of(facet.value): tags.spread([facet.value])}
    asked = query._replace(filters=chosen, facets=frozenset(), offset=0, limit=1)
    return facet._replace(count=index.search(asked).total)
