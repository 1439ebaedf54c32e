"""Long tables as files that a spreadsheet opens, a piece at a time."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from flask import Response

_ORDERS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet would take for a formula."""

_ROWS = 100
"""Rows that are sent together."""


def streamed_csv(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table as a file of this name. What others wrote is never a formula in it; a number stays one."""
    answer = Response(_lines(headings, rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _lines(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    written = io.StringIO()
    writer = csv.writer(written)
    # The mark at the beginning tells spreadsheets that this is UTF-8.
    written.write("\ufeff")
    writer.writerow(headings)
    for number, row in enumerate(rows, 1):
        writer.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in row])
        if number % _ROWS == 0:
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_ORDERS) else cell
