"""Each engine in turn, empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search_index.memory import MemoryIndex
from search_index.port import SearchIndex
from search_index.terms import Need, Topic
from search_index.thesaurus import Thesaurus
from search_index.whoosh_index import WhooshIndex


def small_thesaurus() -> Thesaurus:
    """A few needs and words, so that a test shows all that it depends on."""
    thesaurus = Thesaurus(
        [
            Need("need:body", "Keeping active", ""),
            Need("need:body.walk", "Walking", "need:body"),
            Need("need:body.falls", "Falls and balance", "need:body", also=(("need:body.walk", 0.6),)),
            Need("need:mind", "Mood", ""),
            Need("need:mind.lonely", "Loneliness", "need:mind"),
        ],
        topics=[
            Topic(
                "topic:stroke",
                "Stroke",
                (("need:body", 1.0),),
                asked=("stroke", "arm went dead"),
                told=("stroke",),
                people=("stroke:yes",),
            ),
            Topic("topic:sticks", "Walking sticks", (("need:body.falls", 1.0),), asked=("stick",), told=("stick",)),
            Topic("topic:advice", "Advice", (), told=("citizens advice",), knows=1.0),
        ],
    )
    thesaurus.mean("keeps falling", {"need:body.falls": 1.0}, reads="query")
    thesaurus.mean("steady on your feet", {"need:body.falls": 1.0}, reads="listing")
    thesaurus.mean("lonely", {"need:mind.lonely": 1.0})
    thesaurus.same(["choir", "singing group"])
    thesaurus.same(["tablet", "computer"], one_way=True)
    return thesaurus


@pytest.fixture
def small() -> Thesaurus:
    return small_thesaurus()


@pytest.fixture(params=["memory", "whoosh"])
def empty(request: pytest.FixtureRequest, tmp_path: Path, small: Thesaurus) -> Iterator[SearchIndex]:
    """An index without documents, of each engine in turn."""
    if request.param == "memory":
        yield MemoryIndex(small)
    else:
        yield WhooshIndex(tmp_path / "index", small)
