"""The engine of the product gives what the slow and obvious one gives, for any documents and any query."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from search_index.conditions import ANYONE, UNSTATED
from search_index.documents import Condition, Document, Facts, Hits, Point, Query, Room, Sort
from search_index.memory import MemoryIndex
from search_index.port import SearchIndex
from search_index.whoosh_index import WhooshIndex
from tests.depth import examples
from tests.search_index.conftest import small_thesaurus
from tests.search_index.makers import HERE, NOW, TODAY

WORDS = st.sampled_from(
    "choir chior singing group walk walking walks falling keeps lonely lunch club tea the and of help steady feet on "
    "your qwxzv tablet computer Ärger mens men's".split()
)
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)
POINTS = st.builds(Point, st.floats(54.4, 54.6), st.floats(-1.7, -1.4)) | st.just(HERE)
TAGS = st.frozensets(
    st.sampled_from(
        ["day:mon", "day:tue", "cost:free", "cost:paid", "need:body.walk", "need:mind.lonely", "way:phone"]
    ),
    max_size=4,
)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
VALUES = st.sampled_from(["gender:female", "gender:male", "carer:yes", "parent:yes", "district:X1", "district:X2"])
SPANS = st.sampled_from([(0, 60), (216, float("inf")), (720, float("inf")), (132, 312)])
CONDITIONS = st.one_of(
    st.sampled_from([Condition(ANYONE), Condition(UNSTATED)]),
    st.builds(Condition, st.just("age"), ages=SPANS, strict=st.booleans(), doubt=st.frozensets(VALUES, max_size=1)),
    st.builds(
        Condition,
        st.sampled_from(["gender", "residence", "circumstance", "referrer", "something else"]),
        values=st.frozensets(VALUES, min_size=1, max_size=3),
        excluded=st.booleans(),
        strict=st.booleans(),
        since=st.none() | DAYS,
        until=st.none() | DAYS,
    ),
)
MINUTES = st.integers(-3000, 3000).map(lambda each: int(NOW.timestamp() // 60) + each)
CLIENTS = st.builds(
    Facts,
    st.dictionaries(
        st.sampled_from(["gender", "carer", "parent", "district"]), st.frozensets(VALUES, min_size=1, max_size=2)
    ),
    st.none() | st.sampled_from([(24, 36), (480, 492), (840, 852), (192, 240)]),
)


def documents(ids: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    return st.builds(
        Document,
        id=ids,
        name=TEXTS,
        summary=TEXTS,
        organisation=TEXTS,
        description=TEXTS,
        keywords=st.lists(TEXTS, max_size=2).map(tuple),
        points=st.lists(POINTS, max_size=3).map(tuple),
        tags=TAGS,
        conditions=st.lists(CONDITIONS, max_size=3).map(tuple),
        room=st.none() | st.sampled_from(Room),
        room_stated_on=st.none() | st.integers(0, 60).map(lambda days: TODAY - timedelta(days=days)),
        confirmed_on=st.none() | DAYS,
        sessions=st.lists(MINUTES, max_size=4).map(lambda each: tuple(sorted(each))),
    )


def wanted(group: str) -> st.SearchStrategy[frozenset[str]]:
    """Some tags of a group, among them one that nothing carries."""
    tags = {"day": ["mon", "tue", "sun"], "cost": ["free", "paid"], "need": ["body.walk", "mind.lonely"]}
    return st.frozensets(st.sampled_from([f"{group}:{tag}" for tag in tags.get(group, ["such"])]), min_size=1)


IDS = st.integers(0, 30).map(lambda number: f"d{number}")
QUERIES = st.builds(
    Query,
    now=st.just(NOW),
    text=TEXTS,
    near=st.none() | POINTS,
    radius_km=st.none() | st.floats(0.1, 30),
    client=CLIENTS,
    filters=st.fixed_dictionaries({}, optional={group: wanted(group) for group in ("day", "cost", "need", "nothing")}),
    any_word=st.booleans(),
    explain=st.booleans(),
    facets=st.none() | st.just(frozenset({"need", "day"})),
    every=TAGS.map(lambda tags: frozenset(sorted(tags)[:2])),
    accepting=st.booleans(),
    turned_away=st.booleans(),
    widen=st.booleans(),
    sort=st.sampled_from(Sort),
    offset=st.integers(0, 5),
    limit=st.integers(0, 20),
    # Of a tuple all parts are made up, unless it is said what they are.
    ignoring=st.just(frozenset()),
    keeping=st.just(frozenset()),
    fresh_days=st.just(28),
    confirm_days=st.just(90),
)
CHANGES = st.one_of(
    st.lists(documents(IDS), max_size=12).map(lambda new: lambda index: index.put(new)),
    st.lists(IDS, max_size=5).map(lambda gone: lambda index: index.remove(gone)),
    st.lists(documents(IDS), max_size=12, unique_by=lambda each: each.id).map(
        lambda new: lambda index: index.replace_all(new)
    ),
)


@examples(30)
@given(
    changes=st.lists(CHANGES, min_size=1, max_size=5),
    queries=st.lists(QUERIES, min_size=1, max_size=8),
)
def test_both_engines_give_the_same_answers(
    tmp_path_factory: object, changes: list[Callable[[SearchIndex], None]], queries: list[Query]
) -> None:
    folder: Path = tmp_path_factory.mktemp("index")  # type: ignore[attr-defined]
    oracle, engine = MemoryIndex(small_thesaurus()), WhooshIndex(folder, small_thesaurus())
    for change in changes:
        change(oracle)
        change(engine)
    for query in queries:
        assert told(engine.search(query)) == told(oracle.search(query)), query


def told(hits: Hits) -> object:
    """Everything that an answer says, its distances and scores to the metre and the millionth."""
    rows = [
        (
            hit.id,
            hit.fit,
            hit.place,
            hit.session,
            hit.why,
            None if hit.distance_km is None else round(hit.distance_km, 3),
            round(hit.score.total, 6),
        )
        for hit in hits.hits
    ]
    return hits.total, rows, dict(hits.facets), dict(hits.left_out), hits.relaxed, hits.needs
