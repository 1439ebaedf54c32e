"""What the database itself can say of a service that is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, exists, or_, select

from directory.eligibility import Client, ResidenceRule, meets
from directory.eligibility.areas import tidy
from directory.models import Organisation, Service, ServiceArea
from directory.queries.oruk.around import Around
from directory.queries.oruk.asked import ServicesAsked
from directory.queries.search.criteria import home_in


def conditions(session: Session, asked: ServicesAsked, around: Around) -> Iterator[ColumnElement[bool]]:
    """Of all that is asked what the database can say, for a select of services.

    Raises:
        InputError: a postcode is asked for that we do not know.
    """
    if asked.organisation_id:
        yield col(Service.organisation_id) == asked.organisation_id
    if asked.modified_since:
        # What came from elsewhere keeps the date it had there, and is yet new to whoever asks us what has changed.
        yield or_(col(Service.modified_at) >= asked.modified_since, col(Service.created_at) >= asked.modified_since)
    if asked.words:
        yield from saying(asked.words, (Service.name, Service.summary, Service.description, _name_of_group()))
    if asked.postcode and asked.metres is None:
        yield _covers(session, Client(home=home_in(around.place(asked.postcode), around.gazetteer)))


def saying(words: Iterable[str], texts: Sequence[Any]) -> Iterator[ColumnElement[bool]]:
    """For each word that it stands in one of some columns, also as a part of a longer one, in whatever case."""
    # A line's end between them, so that no word reaches from one into the next.
    whole: ColumnElement[str] = reduce(lambda one, other: one + "\n" + other, map(func.lower, texts))
    for word in words:
        yield or_(*(whole.contains(spelt, autoescape=True) for spelt in sorted(_spellings(word))))


def _name_of_group() -> Any:
    return select(Organisation.name).where(col(Organisation.id) == col(Service.organisation_id)).scalar_subquery()


def _spellings(word: str) -> set[str]:
    """A word as it may stand in a text in small letters: SQLite makes only those of English small."""
    return {word.lower(), _small(word), _small(word.upper()), _small(word.capitalize())}


def _small(text: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def _covers(session: Session, client: Client) -> ColumnElement[bool]:
    """That a service has stated no areas, or one in which the client's home lies or may lie.

    What cannot be told is no reason to leave it out: of an area that has only a name, or a code of a kind that the
    gazetteer does not know.
    """
    codes = session.exec(select(ServiceArea.code).distinct()).all()
    over = [code for code in codes if not tidy(code) or meets(ResidenceRule(frozenset([code])), client) is not False]
    of_service = col(ServiceArea.service_id) == col(Service.id)
    return or_(~exists().where(of_service), exists().where(of_service, col(ServiceArea.code).in_(over)))
