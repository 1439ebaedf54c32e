"""Answers of somebody who is still writing: found by the secret of their link alone."""

from sqlmodel import Session, col, select

from directory.errors import NotFoundError
from directory.models import Draft


def draft_with(session: Session, kind: str, digest: str, *, locked: bool = False) -> Draft:
    """The draft of a kind whose link has a secret with this digest.

    Args:
        locked: nobody else changes it until the end of the transaction.

    Raises:
        NotFoundError: there is none.
    """
    wanted = select(Draft).where(col(Draft.digest) == digest, col(Draft.kind) == kind)
    found = session.exec(wanted.with_for_update() if locked else wanted).first()
    if found is None:
        raise NotFoundError("There is nothing to go on with here. It may have been begun long ago")
    return found
