"""What is public of the directory, for others to take in."""

from directory.queries.exchange.documents import (
    SHOWN,
    as_line,
    count_public,
    public_documents,
    public_lines,
    public_records,
)
from directory.queries.exchange.reference import Reference

__all__ = [
    "SHOWN",
    "Reference",
    "as_line",
    "count_public",
    "public_documents",
    "public_lines",
    "public_records",
]
