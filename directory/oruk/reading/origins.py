"""Where a service comes from, as others pass on what a directory like this one once told them."""

import re
from collections.abc import Mapping

from directory.oruk.entities import PREFIX
from directory.oruk.records import SITE, OriginRecord
from directory.oruk.taking import Document, Taker

_SITE = re.compile(SITE, re.ASCII)


def origin(document: Document, taker: Taker) -> OriginRecord | None:
    """What a document says of its source; None: it names none."""
    said = document.get(f"{PREFIX}source")
    if not isinstance(said, Mapping) or not (name := taker.line(said, "name")):
        return None
    url = taker.address(said, "url")
    return OriginRecord(
        name=name,
        id=taker.line(said, "id"),
        licence=taker.line(said, "licence"),
        url=url if _SITE.fullmatch(url) else "",
    )
