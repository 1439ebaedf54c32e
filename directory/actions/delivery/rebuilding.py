"""Making the index anew, also while more comes in."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlmodel import col, select

from directory import clock
from directory.actions.delivery.index import strike_off
from directory.actions.delivery.opening import Opening
from directory.models import IndexChange
from directory.queries.eligibility import Naming
from directory.queries.indexing import documents
from search_index.documents import Document
from search_index.port import Progress, SearchIndex


def rebuild(
    reading: Opening,
    writing: Opening,
    index: SearchIndex,
    name_of: Naming,
    *,
    progress: Progress,
    more: Iterator[object] | None = None,
) -> None:
    """Make the index anew from the database; changes that were waiting are in it then.

    Args:
        more: gives something whenever more may have come in, until nothing will; new services of it are in the index,
            too. Until then nobody else can write into the index.
    """
    sweep = _Sweep(reading, name_of)
    # Where more comes in, whoever brings it has the other cores.
    index.replace_all(sweep.documents(more or ()), progress=progress, alone=more is not None)
    strike_off(writing, sweep.changes)


class _Sweep:
    """Reads every service once.

    Attributes:
        changes: the numbers of the changes that what was read has in it.
    """

    def __init__(self, reading: Opening, name_of: Naming) -> None:
        self._reading, self._name_of = reading, name_of
        self._read: set[UUID] = set()
        self.changes: list[int | None] = []

    def documents(self, more: Iterable[object]) -> Iterator[Document]:
        """All there is, and then what comes in."""
        with self._reading() as session:
            # Named one by one: a change with a smaller number may yet be committed by somebody who began before.
            self.changes += session.exec(select(col(IndexChange.id)).order_by(col(IndexChange.id)))
            for document in documents(session, self._name_of, now=clock.now()):
                self._read.add(UUID(document.id))
                yield document
        for _ in more:
            yield from self._new()

    def _new(self) -> Iterator[Document]:
        """What has come in since. A change of what was read already waits: an index holds each document once."""
        last = self.changes[-1] if self.changes else 0
        since = select(col(IndexChange.id), IndexChange.service_id).where(col(IndexChange.id) > last)
        with self._reading() as session:
            changes = [row for row in session.exec(since.order_by(col(IndexChange.id))) if row[1] not in self._read]
            services = {service for _, service in changes}
            yield from documents(session, self._name_of, now=clock.now(), among=services)
        self._read |= services
        self.changes += [number for number, _ in changes]
