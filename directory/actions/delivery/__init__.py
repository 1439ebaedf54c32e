"""What remains to be done after a commit: the index looks again at what has changed, and letters leave.

The rows of the outbox stay until it is done. If the process dies in between, the next one does it again,
which is harmless. Here, and where groups are reminded, an action opens sessions of its own.
"""

from directory.actions.delivery.index import deliver, is_any, is_most
from directory.actions.delivery.letters import Posted, deliver_letters
from directory.actions.delivery.rebuilding import rebuild

__all__ = ["Posted", "deliver", "deliver_letters", "is_any", "is_most", "rebuild"]
