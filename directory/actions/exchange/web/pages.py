"""The pages of a feed of the web, brought together in one file, a record a line; cut off, it goes on where it was."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from directory import clock
from directory.actions.exchange.web.envelope import (
    are_beginnings,
    first_number,
    has_endpoints,
    is_last,
    is_only_one,
    list_in,
)
from directory.actions.exchange.web.state import State
from directory.errors import UnreadableError
from directory.visiting import Answer, Visitor, WebAddress

PER_PAGE: Final = 100
MOST_PAGES: Final = 100_000

LARGEST_PAGE: Final = 20_000_000
"""Bytes of a page that is looked into. What is larger is no page of many but all there is, and is read as a file."""

Progress = Callable[[int], None]


def fetch_feed(visitor: Visitor, address: str, folder: Path, *, progress: Progress = lambda _: None) -> Path:
    """Bring a feed into a file.

    Args:
        address: of the feed: a file, a page of services, or where Open Referral's endpoints begin.
        folder: where feeds are kept; each has a folder of its own in it.
        progress: called with how many pages were brought in since.

    Raises:
        UnreadableError: it cannot be had, or is too large, or takes too long. What was brought in is kept, and the
            next call goes on from there.
    """
    wanted = WebAddress.of(address)
    own = folder / sha256(str(wanted).encode()).hexdigest()[:20]
    own.mkdir(parents=True, exist_ok=True)
    return _Fetching(visitor, wanted, own, progress).fetch()


class _Fetching:
    def __init__(self, visitor: Visitor, wanted: WebAddress, folder: Path, progress: Progress) -> None:
        self._visitor, self._wanted, self._folder, self._progress = visitor, wanted, folder, progress
        self._page, self._part = folder / "page", folder / "records.part"
        self._state = State.read(self._folder / "state.json")

    def fetch(self) -> Path:
        if self._state.page and not self._state.finished:
            return self._follow(WebAddress.of(self._state.of), None)
        address, answer = self._first()
        if answer.status == 304:
            return self._folder / self._state.name
        found = self._looked_into()
        if found is None or list_in(found) is None:
            return self._keep_whole(answer)
        self._state = State(of=str(address), began=clock.now().isoformat(), first=first_number(found))
        return self._follow(address, found)

    def _first(self) -> tuple[WebAddress, Answer]:
        """The first page: of whole records, if the server gives such, and of many at once."""
        kept = self._state if self._state.finished and (self._folder / self._state.name).exists() else State()
        known = {"If_None_Match": kept.etag, "If_Modified_Since": kept.modified}
        answer = self._visitor.get(self._wanted, self._page, **{name: value for name, value in known.items() if value})
        address = answer.address
        found = self._looked_into() if answer.is_there else None
        if found and list_in(found) is None and has_endpoints(found):
            address = address.below("services")
            answer = self._get(address)
        elif not found or list_in(found) is None or is_only_one(found):
            return address, self._checked(answer)
        return self._asked_for_more(address, answer)

    def _asked_for_more(self, address: WebAddress, answer: Answer) -> tuple[WebAddress, Answer]:
        asked = {"full": "true", "per_page": PER_PAGE} | address.asks
        richer = address.asking(**asked)
        better = self._visitor.get(richer, self._folder / "richer")
        if better.is_there:
            (self._folder / "richer").replace(self._page)
            return richer, better
        return address, self._checked(answer)

    def _follow(self, address: WebAddress, found: Mapping[str, Any] | None) -> Path:
        """Bring in page after page, as the pages say how many there are."""
        before: object = None
        with self._part.open("r+b" if self._part.exists() else "w+b") as file:
            file.truncate(self._state.size)
            file.seek(self._state.size)
            while self._state.page < MOST_PAGES:
                if found is None:
                    self._get(address.asking(page=self._state.first + self._state.page))
                    found = self._looked_into()
                rows = list_in(found) if found else None
                if found is None or rows is None:
                    raise UnreadableError(f"Page {self._state.page + 1} of the feed is no page of services")
                if rows == before and not self._state.first:
                    self._state.first, found = 1, None  # only its pages say nought, and who asks for them says one
                    continue
                if not rows or rows == before:
                    break  # whoever ignores the number of the page gives the first one for ever
                for record in self._whole(rows, address):
                    file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
                file.flush()
                self._note_page(file.tell())
                if is_last(found, self._state.page):
                    break
                before, found = rows, None
        return self._finish(self._part, "records.ndjson", State(of=str(address)))

    def _whole(self, rows: list[Any], address: WebAddress) -> Iterator[Any]:
        """The records of a page; where a list has only the beginnings of them, each is asked for."""
        beginnings = are_beginnings(rows)
        for row in rows:
            id_ = row.get("id") if isinstance(row, Mapping) and beginnings else None
            yield self._one(address, str(id_)) or row if id_ else row

    def _one(self, address: WebAddress, id_: str) -> Any:
        answer = self._visitor.get(address.below(id_), self._page)
        found = self._looked_into() if answer.is_there else None
        return found if isinstance(found, Mapping) and found.get("id") else None

    def _get(self, address: WebAddress) -> Answer:
        return self._checked(self._visitor.get(address, self._page))

    def _checked(self, answer: Answer) -> Answer:
        if answer.status not in {200, 304}:
            raise UnreadableError(f"{answer.address.host} answered {answer.status} and sent no feed")
        return answer

    def _looked_into(self) -> dict[str, Any] | None:
        """What was sent, where it is one object of JSON."""
        if not self._page.exists() or self._page.stat().st_size > LARGEST_PAGE:
            return None
        try:
            found = json.loads(self._page.read_bytes())
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def _keep_whole(self, answer: Answer) -> Path:
        is_table = "csv" in answer.headers.get("content-type", "") or answer.address.path.lower().endswith(".csv")
        told = State(etag=answer.headers.get("etag", ""), modified=answer.headers.get("last-modified", ""))
        return self._finish(self._page, "records.csv" if is_table else "records.json", told)

    def _note_page(self, size: int) -> None:
        self._state.page, self._state.size = self._state.page + 1, size
        self._state.write(self._folder / "state.json")
        self._progress(1)

    def _finish(self, made: Path, name: str, told: State) -> Path:
        shutil.move(made, self._folder / name)
        told.name, told.finished = name, True
        self._state = told
        self._state.write(self._folder / "state.json")
        self._page.unlink(missing_ok=True)
        return self._folder / name
