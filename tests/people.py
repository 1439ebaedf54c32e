"""Browsers in which somebody is signed in."""

from directory import clock
from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.actions.accounts.signing_in import open_sign_in, pass_second_step_in
from directory.resources import Resources
from tests.checking_client import CheckingClient


def sign_in_as(client: CheckingClient, email: str, *grants: Grant, second_step: bool = True) -> None:
    """Sign somebody in who has some roles, as if they had pressed the link in a letter, and shown a code."""
    shared: Resources = client.application.extensions["resources"]
    with shared.database.writing() as session:
        for grant in grants:
            account = grant_role(session, email=email, grant=grant, by="a test")
        session.flush()
        secret = open_sign_in(session, shared.signer, account.id)
        session.flush()
        if second_step:
            pass_second_step_in(session, shared.signer.digest(secret))
    with client.session_transaction() as cookie:
        cookie.update(secret=secret, seen=clock.now().timestamp())
