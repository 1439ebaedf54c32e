"""What commands say: progress on a terminal, one document of JSON for a script."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any
from uuid import UUID

import click

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of words.")


@contextmanager
def bar(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """Show progress on the terminal's error stream, so that output stays clean; nothing where there is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as shown:
        yield shown.update


def print_json(value: Any) -> None:
    """Print one document, in ASCII: whatever the terminal or the next program takes it for, it is whole."""
    click.echo(json.dumps(value, default=_plain))


@contextmanager
def written_whole(file: Path, *, mode: int = 0o644) -> Iterator[IO[bytes]]:
    """Where to write to: the standard output for ``-``, or a file beside that one, which takes its place when all is
    written.
    """
    if str(file) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as beside:
        try:
            yield beside
        except BaseException:
            Path(beside.name).unlink()
            raise
    Path(beside.name).chmod(mode)
    Path(beside.name).replace(file)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, frozenset | set | tuple):
        return sorted(value) if isinstance(value, frozenset | set) else list(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
