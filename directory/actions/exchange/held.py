"""Which parts of a listing somebody here has changed since its feed said them."""

from directory.actions.editing import Texts
from directory.models import Revision
from directory.oruk.parts import differs
from directory.oruk.records import OrganisationRecord, ServiceRecord
from directory.queries.history import kept_record
from directory.vocabulary import RevisionState


class Held:
    """What of a listing is not its feed's to change.

    Args:
        actor: how the feed is named in a history.
        group: what the feed said of the group before; None: not known.
    """

    def __init__(self, texts: Texts, actor: str, group: OrganisationRecord | None) -> None:
        self._texts, self._actor, self._group = texts, actor, group
        self._in_force = [each for each in texts.revisions if each.state is RevisionState.IN_FORCE]

    def holds(self, name: str, record: ServiceRecord) -> bool:
        """Whether a part says something else than its feed has made it say. Of a listing without a history nobody has
        changed anything.
        """
        if name == "capacity":
            return not self._is_newer(record)
        if name == "organisation":
            return self._holds_group()
        by_feed = self._last_by_feed(name)
        return by_feed is not None and differs(kept_record(by_feed), self._texts.current, name)

    def _last_by_feed(self, name: str) -> Revision | None:
        """The text in which a part was last as its feed said it: at first what was there before the first change."""
        told = [each for each in self._in_force if each.actor == self._actor and name in each.fields]
        return next(reversed(told or self._in_force[:1]), None)

    def _holds_group(self) -> bool:
        """What is said of a group stands in many listings, so that its history is in none of them alone."""
        current = self._texts.current
        if self._group is None:
            return False
        return differs(current, current.model_copy(update={"organisation": self._group}), "organisation")

    def _is_newer(self, record: ServiceRecord) -> bool:
        """Whether a feed tells of room later than anybody before. Where it tells nothing, what was told before goes off
        by itself.
        """
        said, counts = record.capacity, self._texts.current.capacity
        if said is None or counts is None:
            return said is not None
        return said.stated_on > counts.stated_on or (said.stated_on == counts.stated_on and self._told_room())

    def _told_room(self) -> bool:
        rows = self._texts.service.capacities
        return {row.stated_by for row in rows} == {self._actor}
