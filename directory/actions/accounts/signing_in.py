"""Signing in by a link from one's own mailbox. There are no passwords."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Update
from sqlmodel import Session, col, select, update

from directory import clock
from directory.actions.letters import Stationery, write_letter
from directory.errors import NotFoundError
from directory.models import SignIn, SignInLink
from directory.queries.accounts import account_by_email
from directory.signing import Signer, new_secret

LINK_MINUTES = 15
"""How long a link to sign in with works."""


def ask_for_link(session: Session, signer: Signer, stationery: Stationery, *, email: str, next_address: str) -> None:
    """Send somebody a link to sign in with. Who has no account is told so, in a letter as well: the page that asked
    says the same either way, after the same work.
    """
    account = account_by_email(session, email)
    secret = new_secret()
    link = SignInLink(
        email=email.strip().lower(),
        digest=signer.digest(secret),
        next_address=next_address,
        expires_at=clock.now() + timedelta(minutes=LINK_MINUTES),
        # Nobody's link is one that has been used already.
        used_at=None if account else clock.now(),
    )
    session.add(link)
    about = "sign_in" if account else "sign_in_unknown"
    write_letter(session, stationery, about, to=link.email, secret=True, path=f"sign-in/{secret}", minutes=LINK_MINUTES)


def usable_link(session: Session, signer: Signer, secret: str) -> SignInLink | None:
    """The link with this secret, while it can be used."""
    link = session.exec(select(SignInLink).where(col(SignInLink.digest) == signer.digest(secret))).first()
    return link if link and link.used_at is None and link.expires_at > clock.now() else None


def sign_in(session: Session, signer: Signer, secret: str) -> tuple[str, str]:
    """Use a link.

    Returns:
        The secret for the browser to keep, and where to go on.

    Raises:
        NotFoundError: the link was used before, or it is too old, or the account is closed.
    """
    link = usable_link(session, signer, secret)
    account = account_by_email(session, link.email) if link else None
    if link is None or account is None or not _use(session, link):
        raise NotFoundError("This link was used before, or it is too old")
    return open_sign_in(session, signer, account.id), link.next_address


def _use(session: Session, link: SignInLink) -> bool:
    """Use a link up, unless somebody else did in this very moment."""
    unused = update(SignInLink).where(col(SignInLink.id) == link.id, col(SignInLink.used_at).is_(None))
    return bool(session.exec(unused.values(used_at=clock.now())).rowcount)


def open_sign_in(session: Session, signer: Signer, account_id: UUID) -> str:
    """Let an account be signed in; gives the secret for the browser to keep."""
    secret = new_secret()
    session.add(SignIn(account_id=account_id, digest=signer.digest(secret), seen_at=clock.now()))
    return secret


def sign_out(session: Session, digest: str) -> None:
    """End one sign-in."""
    session.exec(_open_sign_ins().where(col(SignIn.digest) == digest).values(ended_at=clock.now()))


def sign_out_everywhere(session: Session, account_id: UUID) -> None:
    """End every sign-in of an account."""
    session.exec(_open_sign_ins().where(col(SignIn.account_id) == account_id).values(ended_at=clock.now()))


def pass_second_step_in(session: Session, digest: str) -> None:
    """Note that whoever is signed in with this secret has shown a second thing."""
    session.exec(_open_sign_ins().where(col(SignIn.digest) == digest).values(second_step_at=clock.now()))


def _open_sign_ins() -> Update:
    return update(SignIn).where(col(SignIn.ended_at).is_(None))
