"""What every search engine of the directory promises; the rest of the application knows no more of it than
this.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from search_index.documents import Document, Hits, Query, Status, Suggestion

Progress = Callable[[int], None]
"""Called now and then during long work with how many documents have been done since the last call."""


class IndexBusyError(Exception):
    """Another process is writing to the index and did not finish in time; try again later."""


class SearchIndex(Protocol):
    """Holds one document an id and answers queries about them.

    Any text may be searched for. Answers come from one generation of the documents: never from half a change.
    Every engine gives the same totals, facets and order for the same documents and query.
    """

    def search(self, query: Query, /) -> Hits:
        """Answer a query. Never fails because of what a person typed."""

    def suggest(self, typed: str, /, *, limit: int = 8) -> list[Suggestion]:
        """Complete what is being typed: needs first, then names of services and of groups."""

    def put(self, documents: Iterable[Document], /) -> None:
        """Add documents, or replace those of the same id.

        Raises:
            IndexBusyError: another process is writing.
        """

    def remove(self, ids: Iterable[str], /) -> None:
        """Forget documents; an id that is not there is no fault.

        Raises:
            IndexBusyError: another process is writing.
        """

    def replace_all(
        self, documents: Iterable[Document], /, *, progress: Progress | None = None, alone: bool = False
    ) -> None:
        """Make these, each id once, the only documents. Until it is done, also if it fails, the old ones answer.

        Args:
            alone: read them with one core, since the others have something else to do.

        Raises:
            IndexBusyError: another process is writing.
        """

    def status(self) -> Status:
        """How the index is."""
