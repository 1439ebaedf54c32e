"""Answers that are made only if whoever asks does not have them yet: a document, a page of a list, or all of it."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import islice
from typing import TypeVar

from flask import Response, request
from sqlmodel import Session

from directory import clock
from directory.clock import LONDON
from directory.database import Database
from directory.forms.oruk import Shape
from directory.oruk.entities import Document
from directory.oruk.envelope import page_document
from directory.queries.oruk import Stamp, stamp_of_all
from directory.views.context import resources, session
from directory.views.oruk.asking import edition, site
from directory.views.oruk.blueprint import as_json, json_answer

Key = TypeVar("Key")

OF_A_PERSON = frozenset({"postcode", "search", "age", "minimum_age", "maximum_age"})
"""Parameters that may tell something of a person: nothing on the way keeps an answer to them."""

_KEPT_SECONDS = 60
"""For which an answer may be used again unasked: so much older may what it says of room be."""

_TOGETHER = 50
"""Lines that are sent together."""

_A_SECOND = timedelta(seconds=1)


def list_answer(
    shape: Shape,
    find: Callable[[], Sequence[Key]],
    tell: Callable[[Session, Sequence[Key]], Iterator[Document]],
) -> Response:
    """A page of a list, or all of it, a record a line.

    Args:
        find: gives the keys of all records.
        tell: gives the documents of some of them, in their order. It is given a session, since lines go on being read
            when the request is over.
    """

    def make() -> Response:
        found, page = find(), shape.page
        if shape.lines:
            return Response(_lines(resources().database, found, tell), mimetype="application/x-ndjson")
        contents = list(tell(session(), found[page.start : page.start + page.size]))
        return json_answer(page_document(contents, total=len(found), number=page.number, size=page.size))

    return unless_known(stamp_of_all(session()), make)


def unless_known(stamp: Stamp, make: Callable[[], Response]) -> Response:
    """What is made; or only that it is still what whoever asks has."""
    known = _stamped(Response(), stamp)
    if known.make_conditional(request).status_code == 304:
        return known
    return _stamped(make(), stamp)


def _lines(
    database: Database, found: Sequence[Key], tell: Callable[[Session, Sequence[Key]], Iterator[Document]]
) -> Iterator[str]:
    with database.reading() as reading:
        documents = tell(reading, found)
        while together := list(islice(documents, _TOGETHER)):
            yield "".join(f"{as_json(document)}\n" for document in together)


def _stamped(answer: Response, stamp: Stamp) -> Response:
    answer.set_etag(_tag(stamp), weak=True)
    if clock.now() - stamp.changed_at >= _A_SECOND:
        # It knows whole seconds only, and within the same one something may change again.
        answer.last_modified = max(stamp.changed_at, _start_of_today())
    kept = f"public, max-age={_KEPT_SECONDS}"
    answer.headers["Cache-Control"] = "no-store" if OF_A_PERSON & request.args.keys() else kept
    return answer


def _tag(stamp: Stamp) -> str:
    """What stands for an answer: what was asked, what of, by which edition of the program, and on which day, since
    what was said of room goes off, and rules begin and end.
    """
    parts = (site(), request.full_path, stamp.changed_at.isoformat(), stamp.counted, clock.today(), edition())
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def _start_of_today() -> datetime:
    return datetime.combine(clock.today(), time(), LONDON)
