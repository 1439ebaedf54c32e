"""Answers that others keep and ask for again: sent only if they have changed since."""

from datetime import datetime
from hashlib import sha256

from flask import Response, request

from directory import clock
from directory.clock import LONDON


def conditional(answer: Response, modified_at: datetime | None = None) -> Response:
    """Give an answer a tag of its content and its date; to whoever has it already, say only that it is still so.

    What we say of a service depends on the day: a statement of room goes off, a session is over. So nothing is older
    than today's midnight.
    """
    answer.set_etag(sha256(answer.get_data()).hexdigest()[:32], weak=True)
    midnight = clock.now().astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    answer.last_modified = max(modified_at or midnight, midnight)
    answer.headers["Cache-Control"] = "no-cache"
    answer.make_conditional(request)
    return answer
