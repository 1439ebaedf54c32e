"""Pages that keep something: one transaction a request, then what follows from it is delivered."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from ipaddress import ip_address, ip_network
from typing import Any, TypeVar

from flask import g, make_response, request

from directory.actions.limits import count_trial
from directory.views.context import close_session, resources

View = TypeVar("View", bound=Callable[..., Any])


def saves(view: View) -> View:
    """Let a page write: all of it is kept if the answer is a success, nothing if it is a refusal."""

    @wraps(view)
    def saving(*args: Any, **kwargs: Any) -> Any:
        close_session(None)
        with resources().database.writing() as opened:
            g.session = opened
            try:
                answer = make_response(view(*args, **kwargs))
                if answer.status_code >= 400:
                    opened.rollback()
            finally:
                g.pop("session", None)
        if answer.status_code < 400:
            resources().deliver()
        return answer

    saving.__dict__["saves"] = True
    return saving  # type: ignore[return-value]  # it takes what the view takes


def host_of(address: str) -> str:
    """What is counted as one host: of an IPv6 address its first 64 bits, since whoever has one has all behind them."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ip_network((int(found), 64), strict=False))


def limited(what: str, *, most: int, within: timedelta, by: Callable[[], str] | None = None) -> Callable[[View], View]:
    """Let a deed be done only so often, also where nothing comes of it. It stands before ``saves``, since the count is
    kept in a transaction of its own, which what comes of the request does not undo.

    Args:
        by: what is counted by, such as an address that was typed; the host that asks unless given. What is kept of it
            is a digest.

    Raises:
        TooOftenError: it was done too often.
    """

    def limiting(view: View) -> View:
        @wraps(view)
        def counted(*args: Any, **kwargs: Any) -> Any:
            shared = resources()
            who = shared.signer.digest(by() if by else f"host {host_of(request.remote_addr or '')}")
            close_session(None)
            with shared.database.writing() as counting:
                count_trial(counting, what, who, most=most, within=within)
            return view(*args, **kwargs)

        return counted  # type: ignore[return-value]  # it takes what the view takes

    return limiting
