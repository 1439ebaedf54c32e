"""Arrays and ragged lists of numbers, kept as files that processes map and share."""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Lists:
    """Rows of differing length in two arrays: row ``i`` is ``values[starts[i]:starts[i + 1]]``."""

    starts: NDArray[np.int64]
    values: Array

    @classmethod
    def of(cls, rows: Iterable[Iterable[Any]], dtype: Any) -> "Lists":
        """Make lists of rows of numbers."""
        lists = [list(row) for row in rows]
        return cls(starts_of(len(row) for row in lists), np.array([v for row in lists for v in row], dtype))

    @classmethod
    def of_texts(cls, texts: Iterable[str]) -> "Lists":
        """Make lists of the bytes of texts; see ``text``."""
        encoded = [text.encode() for text in texts]
        return cls(starts_of(map(len, encoded)), np.frombuffer(b"".join(encoded), np.uint8))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int | np.integer[Any]) -> Array:
        return self.values[self.starts[row] : self.starts[row + 1]]

    def text(self, row: int | np.integer[Any]) -> str:
        """A row that ``of_texts`` made, as the text it was."""
        return self[row].tobytes().decode()

    def owners(self) -> NDArray[np.int64]:
        """For each value, the row it stands in."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))


def starts_of(lengths: Iterable[int]) -> NDArray[np.int64]:
    """Where each row begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(np.fromiter(lengths, np.int64))]).astype(np.int64)


def inverse(order: Array) -> NDArray[np.int32]:
    """For each thing its place in an order."""
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def joined(arrays: Iterable[Array], dtype: Any) -> Array:
    """The arrays one after the other; also when there are none."""
    return np.concatenate([np.empty(0, dtype), *arrays]).astype(dtype, copy=False)


def save(folder: Path, columns: Mapping[str, Any]) -> None:
    """Write arrays, lists and plain values as the files of a new folder: the whole of it, or nothing."""
    making = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    making.mkdir(parents=True)
    for name, column in columns.items():
        match column:
            case Lists():
                np.save(making / f"{name}.starts.npy", column.starts)
                np.save(making / f"{name}.values.npy", column.values)
            case np.ndarray():
                np.save(making / f"{name}.npy", column)
            case _:
                (making / f"{name}.json").write_text(json.dumps(column), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    making.rename(folder)


def load(folder: Path) -> dict[str, Any]:
    """Map the files that ``save`` wrote.

    Raises:
        OSError: the folder or one of its files cannot be read.
        ValueError: one of its files is torn.
    """
    columns: dict[str, Any] = {}
    for path in sorted(folder.iterdir()):
        name, _, kind = path.name.partition(".")
        match kind:
            case "json":
                columns[name] = json.loads(path.read_text(encoding="utf-8"))
            case "npy":
                columns[name] = _mapped(path)
            case "starts.npy":
                columns[name] = Lists(_mapped(path), _mapped(folder / f"{name}.values.npy"))
    return columns


def _mapped(path: Path) -> Array:
    # An empty array cannot be mapped. Copy-on-write, since compiled code is made anew for arrays that are
    # read-only.
    array: Array = np.load(path, mmap_mode="c") if path.stat().st_size > 128 else np.load(path)
    # Each look at a memmap makes another one, which takes far longer than that of a plain array.
    return array.view(np.ndarray)
