"""Taking in feeds: every record ends as created, updated, unchanged, or with a problem that says why it was kept out.

`read_feed` keeps what it reads, a batch at a time, and goes on where it was cut off; `try_feed` gives the same report
and keeps nothing; `import_feed` and `import_readings` are for whoever has a transaction of their own.
"""

from directory.actions.exchange.files import FeedFile
from directory.actions.exchange.reading import import_feed, import_readings, read_document, read_feed, try_feed
from directory.actions.exchange.report import ImportReport, Kept, Likely
from directory.actions.exchange.runs import Source
from directory.actions.exchange.web import fetch_feed

__all__ = [
    "FeedFile",
    "ImportReport",
    "Kept",
    "Likely",
    "Source",
    "fetch_feed",
    "import_feed",
    "import_readings",
    "read_document",
    "read_feed",
    "try_feed",
]
