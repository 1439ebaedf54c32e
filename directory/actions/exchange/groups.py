"""The groups of a feed's records: those that are there, and those that are made."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session, col, select

from directory.actions.exchange.keys import keys_for
from directory.actions.exchange.said import group_said, group_values
from directory.actions.listing import ListingMaker
from directory.models import FeedOrganisation, Organisation
from directory.oruk.records import OrganisationRecord


class Groups:
    """The groups of one batch of a feed."""

    def __init__(self, session: Session, feed_id: UUID, records: Iterable[OrganisationRecord]) -> None:
        self._session, self._feed_id = session, feed_id
        self._wanted = {record.id: record for record in reversed(list(records))}
        of_feed = select(FeedOrganisation).where(col(FeedOrganisation.feed_id) == feed_id)
        found = session.exec(of_feed.where(col(FeedOrganisation.foreign_id).in_(self._wanted)))
        self._known = {row.foreign_id: row for row in found}
        self._keys = {foreign_id: row.organisation_id for foreign_id, row in self._known.items()}

    def make_new(self, maker: ListingMaker) -> None:
        """Let the maker make those that are not there."""
        new = {id_: record for id_, record in self._wanted.items() if id_ not in self._keys}
        ids = {id_: id_ for id_ in new}
        for id_, key in keys_for(self._session, Organisation, self._feed_id, ids).items():
            self._keys[id_] = maker.add_organisation(new[id_], key)
            row = {"feed_id": self._feed_id, "foreign_id": id_, "organisation_id": key}
            maker.rows.add(FeedOrganisation, row, said=group_values(new[id_]))

    def key(self, foreign_id: str) -> UUID:
        """Our key of a group."""
        return self._keys[foreign_id]

    def said(self, foreign_id: str) -> OrganisationRecord | None:
        """What the feed said of a group before; None: it was not kept."""
        known = self._known.get(foreign_id)
        return group_said(known.said) if known else self._wanted[foreign_id]

    def note(self, record: OrganisationRecord) -> None:
        """Keep what the feed says of a group now."""
        if known := self._known.get(record.id):
            known.said = group_values(record)

    def changed(self) -> list[OrganisationRecord]:
        """The groups of which the feed says something else than before."""
        return [self._wanted[id_] for id_, row in self._known.items() if row.said != group_values(self._wanted[id_])]
