"""Who may see a page. Every route has exactly one guard, which a test holds us to; what each of them lets through is
compared with a written table.

A guard knows roles. Whether a listing is one's own is asked where it is looked up.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.access import DECIDING, Person
from directory.errors import NotAllowedError
from directory.forms.written import showable
from directory.views.context import settings
from directory.views.signed_in import current_person
from directory.vocabulary import Role

View = TypeVar("View", bound=Callable[..., Any])


def open_to_all(view: View) -> View:
    """Anybody may see this page, signed in or not. It may depend on a signed link, which it reads itself."""
    return _guarded(view, "anybody")


def needs_account(view: View) -> View:
    """Whoever is signed in may see this page, whatever their role."""
    return _asking(view, "account", lambda _person: None)


def needs(*roles: Role) -> Callable[[View], View]:
    """Whoever has one of these roles may see this page: some with a second step."""

    def guard(view: View) -> View:
        return _asking(view, " ".join(roles), lambda person: _turned_away(person, roles))

    return guard


def _asking(view: View, by: str, turned_away: Callable[[Person], ResponseReturnValue | None]) -> View:
    @wraps(view)
    def asking(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        person = current_person()
        if person is None:
            return _sign_in_first()
        return turned_away(person) or view(*args, **kwargs)

    return _guarded(asking, by)  # type: ignore[return-value]  # it takes what the view takes


def _turned_away(person: Person, roles: tuple[Role, ...]) -> ResponseReturnValue | None:
    if not person.has(*roles):
        raise NotAllowedError("Your account does not allow this")
    deciding = set(roles) <= set(DECIDING) or not person.has(*set(roles) - set(DECIDING))
    if deciding and settings().second_step and not person.second_step:
        return redirect(url_for("second_step.ask", next=_here()))
    return None


def _sign_in_first() -> ResponseReturnValue:
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("accounts.ask", next=_here()))
    # What somebody wrote while their sign-in ran out is on this page, to be sent again.
    sent = ((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    written = [(showable(name), showable(value)) for name, value in sent]
    return render_template("accounts/signed_out.html", written=written), 401


def _here() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else ""


def _guarded(view: View, by: str) -> View:
    if "guard" in view.__dict__:
        raise TypeError(f"{view.__name__} has two guards; one of them would say nothing")
    view.__dict__["guard"] = by
    return view
