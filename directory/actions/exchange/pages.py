"""The pages of a feed of the web, brought together in one file, a record a line; cut off, it goes on where it was."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from directory import clock
from directory.errors import UnreadableError
from directory.visiting import Answer, Visitor, WebAddress

PER_PAGE: Final = 100
MOST_PAGES: Final = 100_000

GOES_ON: Final = timedelta(days=1)
"""How long a reading that was cut off goes on: after that the feed is another one, and is read anew."""

LARGEST_PAGE: Final = 20_000_000
"""Bytes of a page that is looked into. What is larger is no page of many but all there is, and is read as a file."""

_PARTS: Final = (
    *("schedules", "service_at_locations", "contacts", "cost_options", "phones", "languages", "service_areas"),
    *("regular_schedules", "eligibilities", "service_taxonomys", "attributes"),
)
"""Lists that a record has where it is whole: one in a list may have none of them."""

Progress = Callable[[int], None]


@dataclass(slots=True)
class _State:
    """How far a feed was brought in.

    Attributes:
        page: the last page that is in the file whole.
        size: of the file after it.
        of: the address of the pages, with what worked as parameters.
        etag, modified: of a feed that comes in one piece, so that it is not sent again while it is the same.
    """

    page: int = 0
    size: int = 0
    of: str = ""
    name: str = ""
    etag: str = ""
    modified: str = ""
    began: str = ""
    finished: bool = False


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
        self._state = self._read_state()

    def fetch(self) -> Path:
        if self._state.page and not self._state.finished:
            return self._follow(WebAddress.of(self._state.of), None)
        address, answer = self._first()
        if answer.status == 304:
            return self._folder / self._state.name
        found = self._looked_into()
        if found is None or _list_in(found) is None:
            return self._keep_whole(answer)
        self._state = _State(of=str(address), began=clock.now().isoformat())
        return self._follow(address, found)

    def _first(self) -> tuple[WebAddress, Answer]:
        """The first page: of whole records, if the server gives such, and of many at once."""
        kept = self._state if self._state.finished and (self._folder / self._state.name).exists() else _State()
        known = {"If_None_Match": kept.etag, "If_Modified_Since": kept.modified}
        answer = self._visitor.get(self._wanted, self._page, **{name: value for name, value in known.items() if value})
        address = answer.address
        found = self._looked_into() if answer.is_there else None
        if found and _list_in(found) is None and _has_endpoints(found):
            address = address.below("services")
            answer = self._get(address)
        elif not found or _list_in(found) is None or _number(found, _PAGES) == 1 == _number(found, _PAGE):
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
                    self._get(address.asking(page=self._state.page + 1))
                    found = self._looked_into()
                rows = _list_in(found) if found else None
                if found is None or rows is None:
                    raise UnreadableError(f"Page {self._state.page + 1} of the feed is no page of services")
                if not rows or rows == before:
                    break  # whoever ignores the number of the page gives the first one for ever
                for record in self._whole(rows, address):
                    file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
                file.flush()
                self._note_page(file.tell())
                if _is_last(found, self._state.page):
                    break
                before, found = rows, None
        return self._finish(self._part, "records.ndjson", _State(of=str(address)))

    def _whole(self, rows: list[Any], address: WebAddress) -> Iterator[Any]:
        """The records of a page; where a list has only the beginnings of them, each is asked for."""
        beginnings = not any(part in row for row in rows if isinstance(row, Mapping) for part in _PARTS)
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
        told = _State(etag=answer.headers.get("etag", ""), modified=answer.headers.get("last-modified", ""))
        return self._finish(self._page, "records.csv" if is_table else "records.json", told)

    def _note_page(self, size: int) -> None:
        self._state.page, self._state.size = self._state.page + 1, size
        self._write_state()
        self._progress(1)

    def _finish(self, made: Path, name: str, told: _State) -> Path:
        shutil.move(made, self._folder / name)
        told.name, told.finished = name, True
        self._state = told
        self._write_state()
        self._page.unlink(missing_ok=True)
        return self._folder / name

    def _read_state(self) -> _State:
        try:
            state = _State(**json.loads((self._folder / "state.json").read_text(encoding="utf-8")))
            began = datetime.fromisoformat(state.began) if state.began else clock.now()
        except (OSError, ValueError, TypeError):
            return _State()
        return state if state.finished or clock.now() - began < GOES_ON else _State()

    def _write_state(self) -> None:
        written = self._folder / "state.json.new"
        written.write_text(json.dumps(asdict(self._state)), encoding="utf-8")
        written.replace(self._folder / "state.json")


_LISTS = {"contents", "content"}
_PAGES = {"total_pages", "totalpages"}
_PAGE = {"page_number", "number"}
_LAST = {"last_page", "last"}


def _value(page: Mapping[str, Any], names: set[str]) -> Any:
    """What stands in a page under one of some names, however they are spelt."""
    return next((value for key, value in page.items() if key.lower() in names), None)


def _list_in(page: Mapping[str, Any]) -> list[Any] | None:
    found = _value(page, _LISTS)
    return found if isinstance(found, list) else None


def _number(page: Mapping[str, Any], names: set[str]) -> int | None:
    found = _value(page, names)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _is_last(page: Mapping[str, Any], number: int) -> bool:
    pages = _number(page, _PAGES)
    return number >= pages if pages is not None else _value(page, _LAST) is not False


def _has_endpoints(found: Mapping[str, Any]) -> bool:
    return "openapi_url" in found or {"version", "profile"} <= found.keys()
