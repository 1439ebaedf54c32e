"""How far a feed of the web was brought in, kept in a file beside what was brought."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Self

from directory import clock

GOES_ON: Final = timedelta(days=1)
"""How long a reading that was cut off goes on: after that the feed is another one, and is read anew."""


@dataclass(slots=True)
class State:
    """How far a feed was brought in.

    Attributes:
        page: the last page that is in the file whole.
        size: of the file after it.
        first: the number of the first page: 1, or 0.
        of: the address of the pages, with what worked as parameters.
        etag, modified: of a feed that comes in one piece, so that it is not sent again while it is the same.
    """

    page: int = 0
    size: int = 0
    first: int = 1
    of: str = ""
    name: str = ""
    etag: str = ""
    modified: str = ""
    began: str = ""
    finished: bool = False

    @classmethod
    def read(cls, file: Path) -> Self:
        """What was kept; the beginning, where nothing was, or where it is of another day."""
        try:
            state = cls(**json.loads(file.read_text(encoding="utf-8")))
            began = datetime.fromisoformat(state.began) if state.began else clock.now()
        except (OSError, ValueError, TypeError):
            return cls()
        return state if state.finished or clock.now() - began < GOES_ON else cls()

    def write(self, file: Path) -> None:
        """Keep it: whole, or as it was before."""
        written = file.with_suffix(".new")
        written.write_text(json.dumps(asdict(self)), encoding="utf-8")
        written.replace(file)
