"""Reading a file of services record by record: an array, a page of a feed, or one record a line.

Files may be large, so they are streamed; they come from strangers, so nothing in them is believed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from directory.errors import UnreadableError
from directory.oruk.json_stream import JsonError, JsonStream

_BOM = b"\xef\xbb\xbf"
_KINDS = {
    b"\xff\xfe": "This file is written in UTF-16: save it as UTF-8",
    b"\xfe\xff": "This file is written in UTF-16: save it as UTF-8",
    b"\x1f\x8b": "This file is packed (gzip): unpack it first",
    b"PK": "This file is packed (zip): unpack it first",
}
"""What files are that begin so."""

_NO_JSON = "This file holds no JSON: it should begin with [ or {, or have one { … } on every line"
_PEEK = 65_536
_LONGEST_LINE = 8_000_000
_PAGES = ("contents", "content")
"""The keys that hold the records of a page of a feed; the second is from before version 3."""

_ENDS = {"first_page", "first", "last_page", "last"}
"""The keys by which a page says whether it is the first and the last one: the only one is both."""

_OTHERS: Any = object()
"""Stands for the records of other pages."""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as it stands in the file: where ("record 12", "line 12"), and what it says or why it says
    nothing. ``is_cut``: it stands for those of other pages, of which this is one.
    """

    where: str
    value: Any = None
    fault: str = ""
    is_cut: bool = False


_CUT = RawRecord("page", fault="is one page of several: the services of the others are not in it", is_cut=True)


def read_documents(stream: BinaryIO) -> Iterator[RawRecord]:
    """Read the records of a file.

    Args:
        stream: can be read and sought in.

    Raises:
        UnreadableError: it is no JSON, or ends in the middle. Records that were already given must not be
        kept.
    """
    head = _from_start(stream).read(_PEEK).removeprefix(_BOM).lstrip()
    if not head:
        raise UnreadableError("This file is empty")
    if head[:1] not in {b"[", b"{"}:
        raise UnreadableError(_KINDS.get(head[:2], _NO_JSON))
    if head[:1] == b"{" and _has_lines(_from_start(stream)):
        return _lines(_from_start(stream))
    return _whole(_from_start(stream))


def _from_start(stream: BinaryIO) -> BinaryIO:
    stream.seek(0)
    return stream


def _whole(stream: BinaryIO) -> Iterator[RawRecord]:
    """The records of a file that is one value of JSON."""
    text, number = JsonStream(stream), 0
    try:
        for number, value in enumerate(_values(text), 1):
            yield RawRecord(f"record {number}", value) if value is not _OTHERS else _CUT
        text.take_end()
    except JsonError as broken:
        how = "ends in the middle" if broken.ended else "cannot be read as JSON from some place on"
        counted = f"{number} whole {'record' if number == 1 else 'records'}"
        raise UnreadableError(f"This file {how}, after {counted}; nothing of it was kept") from broken


def _values(text: JsonStream) -> Iterator[Any]:
    return _array(text) if text.peek() == "[" else _page_or_record(text)


def _array(text: JsonStream) -> Iterator[Any]:
    text.take("[")
    if text.takes("]"):
        return
    yield text.value()
    while text.takes(","):
        yield text.value()
    text.take("]")


def _page_or_record(text: JsonStream) -> Iterator[Any]:
    """The records of a page, whatever stands around them; an object without any is a record itself."""
    said: dict[str, Any] = {}
    is_page = False
    text.take("{")
    while text.peek() == '"':
        key = text.value()
        text.take(":")
        if key.lower() in _PAGES and text.peek() == "[":
            is_page = True
            yield from _array(text)
        else:
            said[key] = text.value()
        if not text.takes(","):
            break
    text.take("}")
    if not is_page:
        yield said
    elif any(value is False for key, value in said.items() if key.lower() in _ENDS):
        yield _OTHERS


def _has_lines(stream: BinaryIO) -> bool:
    """Whether there is one record a line: something follows on the first line that is no part of its object.

    So a fault in the first line keeps no other out, and an object over many lines is not taken for several.
    """
    first, second, *_ = (*islice((line for _, line in _numbered(stream)), 2), b"", b"")
    text = first.decode("utf-8-sig", "replace")
    try:
        _, end = json.JSONDecoder().raw_decode(f"{text}\n{second.decode(errors='replace')}")
    except json.JSONDecodeError as fault:
        return second[:1] == b"{" and fault.pos <= len(text) + 1
    except (ValueError, RecursionError):
        return second[:1] == b"{"
    return bool(second) and end <= len(text)


def _lines(stream: BinaryIO) -> Iterator[RawRecord]:
    for number, line in _numbered(stream):
        try:
            yield RawRecord(f"line {number}", json.loads(line.decode("utf-8-sig")))
        except (ValueError, RecursionError):
            yield RawRecord(f"line {number}", fault="is not JSON")


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers; of one that is too long only its beginning."""
    for number, line in enumerate(iter(lambda: _next_line(stream), b""), 1):
        if said := line.strip():
            yield number, said


def _next_line(stream: BinaryIO) -> bytes:
    line = part = stream.readline(_LONGEST_LINE)
    while len(part) == _LONGEST_LINE and not part.endswith(b"\n"):
        part = stream.readline(_LONGEST_LINE)
    return line
