"""Where services come from, as documents.

A record that names its source goes out with that name, whatever hands it went through since. What names none was made
in this directory, which then names itself, at once and not only when somebody else has taken it in: so the first export
says the same as the export of whoever reads it, to the byte, and nobody is taken for the author of what they pass on.

The day on which a source was read is not told. It is another with every reading, so that whoever reads us would take
every record for changed; and whose reading it was, nobody could tell two directories later.
"""

import re

from directory.oruk.entities import ENTITIES, Document
from directory.oruk.keys import own_key
from directory.oruk.licence import LICENCE
from directory.oruk.records import SITE, OriginRecord, ServiceRecord
from directory.oruk.writer.context import Context

_SITE = re.compile(SITE, re.ASCII)


def origin_of(record: ServiceRecord, context: Context) -> OriginRecord | None:
    """Where a service comes from; None: it was made here, and what that is called is not known."""
    if record.origin or not context.publisher:
        return record.origin
    url = context.site if _SITE.fullmatch(context.site) else ""
    return OriginRecord(name=context.publisher, id=own_key(record.id), licence=LICENCE, url=url)


def source_document(record: ServiceRecord, context: Context) -> Document | None:
    """The same as a document."""
    origin = origin_of(record, context)
    return ENTITIES["fingerpost_source"].write(dict(origin)) if origin else None
