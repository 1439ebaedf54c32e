"""Reading a file of services record by record: an array, a page of a feed, or one record a line.

Files may be large, so they are streamed; they come from strangers, so nothing in them is believed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson

from directory.errors import UnreadableError

_BOM = b"\xef\xbb\xbf"
_PEEK = 65_536
_LONGEST_LINE = 8_000_000
_PAGE = re.compile(rb'"(contents?)"\s*:\s*\[')


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as it stands in the file: where ("record 12", "line 12"), and what it says or why it says
    nothing.
    """

    where: str
    value: Any = None
    fault: str = ""


def read_documents(stream: BinaryIO) -> Iterator[RawRecord]:
    """Read the records of a file.

    Args:
        stream: can be read and sought in.

    Raises:
        UnreadableError: it is no JSON, or ends in the middle. Records that were already given must not be
        kept.
    """
    start = _start(stream)
    stream.seek(start)
    head = stream.read(_PEEK).lstrip()
    stream.seek(start)
    if head[:1] == b"[":
        return _streamed(stream, "item")
    if head[:1] != b"{":
        raise UnreadableError("This file holds no JSON: it should begin with [ or {, or have one { … } on every line")
    if page := _page_of(head):
        return _streamed(stream, f"{page}.item")
    return _lines(stream)


def _start(stream: BinaryIO) -> int:
    """Where the text begins: after the mark of byte order that some editors write."""
    stream.seek(0)
    return len(_BOM) if stream.read(len(_BOM)) == _BOM else 0


def _page_of(head: bytes) -> str:
    """The key that holds the records of a page of a feed ("contents", or "content" before version 3); "" for
    no page.

    A first line that is complete in itself is a record of a file of lines, whatever words stand in it.
    """
    found = _PAGE.search(head)
    line = head.split(b"\n", 1)
    if found and len(line) == 2 and line[1].lstrip()[:1] == b"{" and _whole(line[0]):
        return ""
    return found.group(1).decode() if found else ""


def _whole(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _streamed(stream: BinaryIO, path: str) -> Iterator[RawRecord]:
    number = 0
    try:
        for number, value in enumerate(ijson.items(stream, path, use_float=True), 1):
            yield RawRecord(f"record {number}", value)
    except ijson.IncompleteJSONError as broken:
        raise UnreadableError(_broken(number, ended=True)) from broken
    except (ijson.JSONError, UnicodeDecodeError, RecursionError) as broken:
        raise UnreadableError(_broken(number, ended=False)) from broken


def _broken(number: int, *, ended: bool) -> str:
    how = "ends in the middle" if ended else "is not JSON from some place on"
    return f"This file {how}, after {number} whole {'record' if number == 1 else 'records'}; nothing of it was kept"


def _lines(stream: BinaryIO) -> Iterator[RawRecord]:
    """One record a line; a file that is a single record over many lines is read as such."""
    first = stream.readline(_LONGEST_LINE)
    if not _whole(first):
        yield RawRecord("record 1", _single(first + stream.read(_LONGEST_LINE)))
        return
    yield RawRecord("line 1", json.loads(first))
    for number, line in enumerate(iter(lambda: stream.readline(_LONGEST_LINE), b""), 2):
        if line.strip():
            yield _line(number, line)


def _line(number: int, line: bytes) -> RawRecord:
    try:
        return RawRecord(f"line {number}", json.loads(line))
    except (ValueError, RecursionError):
        return RawRecord(f"line {number}", fault="is not JSON")


def _single(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise UnreadableError(_broken(0, ended=True)) from broken
