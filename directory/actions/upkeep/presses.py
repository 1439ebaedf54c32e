"""What a link has done, kept beside it as the answers of somebody who comes back to them: whoever opens the letter
again can take the last one back.
"""

from dataclasses import asdict, dataclass
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from directory.actions.upkeep.links import Link
from directory.models import Draft, Service
from directory.vocabulary import Answer

KIND: Final = "upkeep"
"""Of the drafts that keep what links have done."""


@dataclass(frozen=True, slots=True)
class Press:
    """An answer, and what there was before it.

    Attributes:
        revision: the number of the text that it put in force; 0: none.
    """

    answer: str
    weeks: int | None
    status: str
    confirmed_on: str
    revision: int = 0

    @property
    def confirms(self) -> bool:
        return self.answer != Answer.CLOSED


def last_answer(session: Session, link: Link) -> Answer | None:
    """The last answer that was given by a link and not taken back."""
    presses = presses_of(_find(session, link))
    return Answer(presses[-1].answer) if presses else None


def lock_listing(session: Session, service_id: UUID) -> Service:
    """The listing, which nobody else answers for until this is committed."""
    return session.exec(select(Service).where(col(Service.id) == service_id).with_for_update()).one()


def _find(session: Session, link: Link) -> Draft | None:
    return session.exec(select(Draft).where(col(Draft.kind) == KIND, col(Draft.digest) == link.digest)).first()


def kept_by(session: Session, link: Link) -> Draft:
    return _find(session, link) or Draft(kind=KIND, digest=link.digest, service_id=link.service_id)


def presses_of(kept: Draft | None) -> list[Press]:
    return [Press(**each) for each in kept.answers.get("presses", ())] if kept else []


def keep_presses(session: Session, kept: Draft, presses: list[Press]) -> None:
    kept.answers = {"presses": [asdict(each) for each in presses]}
    session.add(kept)
    session.flush()
