"""Who is asked whether the listings of a group are still right."""

from uuid import UUID

from sqlmodel import Session, col, select

from directory import clock
from directory.models import Steward


def let_be_written_to(session: Session, organisation_id: UUID, email: str, *, lead: bool) -> None:
    """Whoever comes to keep listings is asked, from then on, whether they are still right."""
    kept = select(Steward).where(col(Steward.organisation_id) == organisation_id, col(Steward.email) == email.lower())
    steward = session.exec(kept).first() or Steward(organisation_id=organisation_id, email=email.lower())
    steward.agreed_on, steward.lead = steward.agreed_on or clock.today(), steward.lead or lead
    session.add(steward)
