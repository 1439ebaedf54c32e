"""The file that holds all postcodes: written whole or not at all, and mapped into memory in a moment.

Layout: sixteen bytes of magic with the format's version; the length and the checksum of the header (two
little-endian 32-bit numbers); the header, JSON, which says where the rows came from, how many there are, and
where in the file each column lies; then the columns themselves, little-endian, each aligned to a page.

The file is mapped, not read: a look-up touches a few pages, which all processes share. It is made anew rather
than changed, so that whoever has an older one open goes on reading that.
"""

import json
import mmap
import os
import struct
import zlib
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from directory import clock
from directory.errors import UnreadableError
from directory.geography.cells import CellFrame, Cells
from directory.geography.columns import Origin, PostcodeColumns

FORMAT = 1
"""Goes up when the layout changes; a file of another format is built again."""

_MAGIC: Final = f"fingerpost pc {FORMAT:02d}".encode()
_LENGTHS = struct.Struct("<II")
_PAGE = 4096
_LONGEST_HEADER = 1_000_000

_KINDS = {
    "sectors": "<u4", "starts": "<u4", "units": "<u2", "latitudes": "<i4", "longitudes": "<i4",
    "districts": "<u2", "district_codes": "S9", "cell_starts": "<u4", "cell_rows": "<u4",
    "wards": "<u2", "ward_codes": "S9", "ward_names": "S120", "ended": "<u2", "deciles": "u1",
}  # fmt: skip
"""Columns and their types. One that a source may lack can be added without another format: older files lack it, too."""

Column = npt.NDArray[Any]


def save(columns: PostcodeColumns, path: Path) -> None:
    """Write the file beside its place, flush it to the disk, then move it: nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = _arrays(columns)
    header = _header(columns, arrays)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as temporary:
        try:
            _write(temporary, header, arrays)
            temporary.flush()
            os.fsync(temporary.fileno())
            Path(temporary.name).chmod(0o644)
            Path(temporary.name).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(temporary.name).unlink()
            raise
    _flush_folder(path.parent)


def load(path: Path) -> PostcodeColumns:
    """Map the file. Nothing is read but the header, so that this takes a millisecond whatever the size.

    Raises:
        UnreadableError: there is no such file, or it is another format's, torn or damaged; build it again.
    """
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as fault:  # mmap refuses an empty file with a ValueError
        raise UnreadableError(f"The postcodes cannot be read from {path.name}") from fault
    try:
        header = _read_header(mapped)
        return _columns(header, {name: _mapped(mapped, name, place) for name, place in header["columns"].items()})
    except (UnreadableError, KeyError, ValueError, TypeError, AttributeError) as fault:
        raise UnreadableError(f"{path.name} is no file of postcodes that this version can read") from fault


def verify(path: Path) -> None:
    """Read every byte and compare it with the checksums made when the file was written (about 50 ms).

    Raises:
        UnreadableError: the file cannot be read, or something in it has changed.
    """
    load(path)
    content = path.read_bytes()
    for name, place in _read_header(content)["columns"].items():
        start = place["offset"]
        if zlib.crc32(content[start : start + place["bytes"]]) != place["crc32"]:
            raise UnreadableError(f"{path.name} is damaged in its column “{name}”")


def _arrays(columns: PostcodeColumns) -> dict[str, Column]:
    given = {name: getattr(columns, name) for name in _KINDS if not name.startswith("cell_")}
    given |= {"cell_starts": columns.cells.starts, "cell_rows": columns.cells.rows}
    return {
        name: np.ascontiguousarray(given[name], dtype=kind) for name, kind in _KINDS.items() if given[name] is not None
    }


def _header(columns: PostcodeColumns, arrays: dict[str, Column]) -> bytes:
    """The header, with offsets counted from the first page after it (its own length is not known yet)."""
    frame, origin = columns.cells.frame, columns.origin
    places, offset = {}, 0
    for name, array in arrays.items():
        places[name] = {"offset": offset, "bytes": array.nbytes, "crc32": zlib.crc32(array.data)}
        offset += _whole_pages(array.nbytes)
    header = {
        "source": origin.source,
        "source_date": origin.source_date.isoformat() if origin.source_date else None,
        "package_version": origin.package_version,
        "built_on": clock.today().isoformat(),
        "postcodes": len(columns),
        "cells": [frame.south, frame.west, frame.bands, frame.columns],
        "bytes": offset,
        "columns": places,
    }
    return json.dumps(header, indent=1).encode()


def _write(file: Any, header: bytes, arrays: dict[str, Column]) -> None:
    start = _MAGIC + _LENGTHS.pack(len(header), zlib.crc32(header)) + header
    file.write(start.ljust(_whole_pages(len(start)), b"\0"))
    for array in arrays.values():
        file.write(array.data)
        file.write(b"\0" * (_whole_pages(array.nbytes) - array.nbytes))


def _read_header(content: mmap.mmap | bytes) -> dict[str, Any]:
    """Check magic, lengths and the header's checksum; give it with offsets from the file's beginning."""
    fixed = len(_MAGIC) + _LENGTHS.size
    if len(content) < fixed or content[: len(_MAGIC)] != _MAGIC:
        raise UnreadableError("wrong magic")
    length, checksum = _LENGTHS.unpack(content[len(_MAGIC) : fixed])
    text = content[fixed : fixed + min(length, _LONGEST_HEADER)]
    if zlib.crc32(text) != checksum:
        raise UnreadableError("damaged header")
    header: dict[str, Any] = json.loads(text)
    first = _whole_pages(fixed + length)
    if len(content) != first + header["bytes"]:
        raise UnreadableError("wrong length")
    for place in header["columns"].values():
        place["offset"] += first
    return header


def _mapped(content: mmap.mmap, name: str, place: dict[str, int]) -> Column:
    kind = np.dtype(_KINDS[name])
    return np.frombuffer(content, kind, count=place["bytes"] // kind.itemsize, offset=place["offset"])


def _columns(header: dict[str, Any], arrays: dict[str, Column]) -> PostcodeColumns:
    day = header["source_date"]
    cells = Cells(CellFrame(*header["cells"]), arrays.pop("cell_starts"), arrays.pop("cell_rows"))
    columns = PostcodeColumns(
        origin=Origin(header["source"], date.fromisoformat(day) if day else None, header["package_version"]),
        cells=cells,
        **arrays,
    )
    rows = {len(arrays[name]) for name in ("units", "latitudes", "longitudes", "districts")}
    if rows != {header["postcodes"]} or len(columns.starts) != len(columns.sectors) + 1:
        raise UnreadableError("columns of different lengths")
    return columns


def _whole_pages(length: int) -> int:
    return -(-length // _PAGE) * _PAGE


def _flush_folder(folder: Path) -> None:
    """Make the move itself last through a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
