"""Our own search, as the program does it: the feed is imported and published, and each query asked as a page would."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config import Settings
from directory import clock
from directory.actions.exchange import import_feed
from directory.eligibility import AgeRange
from directory.factory import make_resources
from directory.oruk.documents import read_documents
from directory.queries.search import Criteria, Surroundings, find_services
from directory.resources import Resources
from directory.vocabulary import Gender
from tests.benchmarks.relevance.judged import Judged, Question
from tests.benchmarks.relevance.scores import Answer

SHOWN = 50


def fingerpost(judged: Judged, home: Path) -> Iterator[tuple[str, Answer]]:
    """Our answers, from a database and an index that are made in an empty folder."""
    settings = Settings(home=home)
    resources = make_resources(settings)
    resources.prepare(_quietly)
    with judged.feed.open("rb") as feed, resources.database.writing() as session:
        import_feed(session, read_documents(feed), source="judged", gazetteer=resources.gazetteer, publish=True)
    resources.deliver()
    around = _surroundings(resources, settings)
    for question in judged.questions:
        with resources.database.reading() as session:
            page = find_services(session, _criteria(question), around)
        yield question.id, Answer([card.source_id for card in page.cards], page.total)


@contextmanager
def _quietly(*_: Any) -> Iterator[Any]:
    yield lambda _done: None


def _surroundings(resources: Resources, settings: Settings) -> Surroundings:
    return Surroundings(
        index=resources.index,
        gazetteer=resources.gazetteer,
        labels=resources.labels,
        radius_miles=settings.radius_miles,
        fresh_days=settings.capacity_fresh_days,
        confirm_days=settings.confirm_days,
        unconfirmed_days=settings.unconfirmed_days,
        now=clock.now(),
    )


def _criteria(question: Question) -> Criteria:
    return Criteria(
        place=question.postcode,
        words=question.text,
        ages=None if question.age is None else AgeRange.exactly(int(question.age)),
        gender=Gender(question.gender) if question.gender else None,
        radius_miles=question.radius_miles,
        per_page=SHOWN,
    )
