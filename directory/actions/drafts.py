"""Answers of somebody who is still writing, kept page by page, so that they can come back to them by a link."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete

from directory import clock
from directory.actions.letters import Stationery, write_letter
from directory.errors import InvalidTransitionError
from directory.models import Draft
from directory.signing import Signer, new_secret

KEPT = timedelta(days=90)
"""How long answers are kept that nobody has added to."""


def begin_draft(session: Session, signer: Signer, kind: str, answers: Mapping[str, Any]) -> str:
    """Begin to keep somebody's answers; gives the secret of their link, of which only the digest is kept."""
    forget_drafts(session)
    secret = new_secret()
    session.add(Draft(kind=kind, digest=signer.digest(secret), answers=dict(answers)))
    return secret


def save_answers(session: Session, draft: Draft, answers: Mapping[str, Any]) -> None:
    """Keep what has been answered so far.

    Raises:
        InvalidTransitionError: it was finished.
    """
    if draft.sent_at:
        raise InvalidTransitionError("This was sent, so it cannot be changed here any more")
    draft.answers = dict(answers)
    session.add(draft)


def send_draft_link(session: Session, stationery: Stationery, draft: Draft, *, email: str, path: str) -> None:
    """Send somebody the link by which they come back.

    Raises:
        InvalidTransitionError: it was finished.
    """
    save_answers(session, draft, draft.answers)
    draft.email = email
    write_letter(session, stationery, "draft", to=email, secret=True, path=path, days=KEPT.days)


def finish_draft(session: Session, draft: Draft, service_id: UUID) -> None:
    """Note what became of the answers. They are part of the listing now, and are kept there alone.

    Raises:
        InvalidTransitionError: it was finished before.
    """
    save_answers(session, draft, {})
    draft.sent_at, draft.service_id, draft.email = clock.now(), service_id, ""


def forget_drafts(session: Session) -> None:
    """Forget the answers of those who have not come back."""
    abandoned = delete(Draft).where(col(Draft.changed_at) < clock.now() - KEPT, col(Draft.sent_at).is_(None))
    session.exec(abandoned)
