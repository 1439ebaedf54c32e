"""Which web addresses should be asked whether they answer, and what came of it last."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import islice
from urllib.parse import urlsplit

from sqlalchemy import case, func, union_all
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from directory.models import LinkCheck, Organisation, Service
from directory.vocabulary import ModerationStatus


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of asking an address.

    Attributes:
        said: if it did not answer, why not.
    """

    at: datetime
    alive: bool
    said: str


def answers_of(session: Session, urls: Collection[str]) -> dict[str, Answered]:
    """What came of asking some addresses, by address, with one select; one that was never asked is not there."""
    chosen = select(LinkCheck).where(col(LinkCheck.digest).in_([digest_of(url) for url in urls]))
    rows = {row.digest: row for row in session.exec(chosen)}
    known = ((url, rows.get(digest_of(url))) for url in urls)
    return {url: Answered(row.checked_at, row.alive, row.said) for url, row in known if row}


def links_due(session: Session, *, before: datetime, most: int) -> list[str]:
    """The addresses that were not asked since some moment, of listings that wait first, then of those that are shown.
    Of each host there is one at most, so that nobody is asked for many pages in a row.
    """
    asked = select(LinkCheck.digest).where(col(LinkCheck.checked_at) >= before)
    done = set(session.exec(asked))
    due = (url for url in _listed(session) if digest_of(url) not in done)
    return list(islice(_one_a_host(due), most))


def digest_of(url: str) -> str:
    """What an address is kept by."""
    return sha256(url.encode()).hexdigest()


def _listed(session: Session) -> Iterator[str]:
    """Every address of a listing or its group, those of listings that wait for a decision first."""
    at = case((col(Service.status) == ModerationStatus.PUBLISHED, 1), else_=0).label("at")
    listed = col(Service.status).in_([ModerationStatus.SUBMITTED, ModerationStatus.PUBLISHED])
    of_group = col(Service.organisation_id) == col(Organisation.id)
    every = union_all(
        select_columns(at, col(Service.url).label("url")).where(listed),
        select_columns(at, col(Service.referral_url)).where(listed),
        select_columns(at, col(Organisation.url)).where(listed, of_group),
    ).subquery()
    each_once = select_columns(every.c.url).where(every.c.url != "").group_by(every.c.url)
    yield from session.execute(each_once.order_by(func.min(every.c.at), every.c.url)).scalars()


def _one_a_host(urls: Iterable[str]) -> Iterator[str]:
    seen = set()
    for url in urls:
        host = _host(url)
        if host and host not in seen:
            seen.add(host)
            yield url


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
