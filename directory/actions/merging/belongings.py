"""What hangs on a listing besides its words: what waits to be answered about it, and who keeps it.

What waits goes over to the listing that is kept. What was decided stays where it was, as history. So do records of
feeds: a feed goes on writing its own text into the listing that is gone, where it overwrites nobody's words. What a
councillor said stays, too: the address that they named was asked about their entry alone, and gets no other listing.
"""

from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, col, select

from directory.actions.merging.keeping import Moved, keys, read_keys
from directory.models import Claim, Report, RoleGrant, Row, Service, Steward
from directory.vocabulary import ClaimStatus, ReportStatus, Role

_WAITING: Final[dict[str, tuple[Any, Any]]] = {
    "report": (Report, col(Report.status) == ReportStatus.WAITING),
    "claim": (Claim, col(Claim.status) == ClaimStatus.WAITING),
}
"""The tables whose rows speak of a listing, and which of them wait for something."""


def hand_over(session: Session, kept: Service, gone: Service) -> Moved:
    """Let what waits for an answer about a listing be about the one that is kept."""
    moved: Moved = {}
    for name, (table, waits) in _WAITING.items():
        rows = session.exec(select(table).where(table.service_id == gone.id, waits)).all()
        for row in rows:
            _point(row, kept)
        moved[name] = keys(rows)
    return moved


def hand_back(session: Session, moved: Moved, kept: Service, gone: Service) -> None:
    """Let it be about the other listing again, unless it is about a third one by now."""
    for name, (table, _) in _WAITING.items():
        handed = select(table).where(table.id.in_(read_keys(moved, name)), table.service_id == kept.id)
        for row in session.exec(handed):
            _point(row, gone)


def share_keepers(session: Session, kept: Service, gone: Service, *, actor: str) -> Moved:
    """Let whoever keeps the listings of the one group keep those of the other, too; nobody becomes a leader by it."""
    if kept.organisation_id == gone.organisation_id:
        return {}
    made = [*_stewards(session, kept.organisation_id, gone.organisation_id)]
    grants = [*_grants(session, kept.organisation_id, gone.organisation_id, actor)]
    session.add_all([*made, *grants])
    return {"steward": keys(made), "role_grant": keys(grants)}


def part_keepers(session: Session, moved: Moved) -> None:
    """Let nobody keep a group's listings because of a merge that is undone."""
    for name, table in (("steward", Steward), ("role_grant", RoleGrant)):
        shared: type[Row] = table
        for row in session.exec(select(shared).where(col(shared.id).in_(read_keys(moved, name)))):
            session.delete(row)


def _point(row: Any, service: Service) -> None:
    row.service_id = service.id
    if isinstance(row, Claim):
        row.organisation_id = service.organisation_id


def _stewards(session: Session, to: UUID, of: UUID) -> list[Steward]:
    there = set(session.exec(select(Steward.email).where(col(Steward.organisation_id) == to)))
    others = session.exec(select(Steward).where(col(Steward.organisation_id) == of).order_by(col(Steward.email)))
    return [
        Steward(organisation_id=to, email=row.email, agreed_on=row.agreed_on)
        for row in others
        if row.email not in there
    ]


def _grants(session: Session, to: UUID, of: UUID, actor: str) -> list[RoleGrant]:
    in_force = select(RoleGrant).where(col(RoleGrant.revoked_at).is_(None))
    there = {row.account_id for row in session.exec(in_force.where(col(RoleGrant.organisation_id) == to))}
    others = session.exec(in_force.where(col(RoleGrant.organisation_id) == of).order_by(col(RoleGrant.id)))
    return [
        RoleGrant(account_id=row.account_id, role=Role.GROUP_EDITOR, organisation_id=to, granted_by=actor)
        for row in others
        if row.account_id not in there
    ]
