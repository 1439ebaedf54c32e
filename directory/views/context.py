"""What a view may ask of the running application."""

from typing import cast

from flask import current_app, g
from sqlmodel import Session

from config import Settings
from directory import clock
from directory.queries.search import Surroundings
from directory.queries.telling import Telling
from directory.resources import Resources


def settings() -> Settings:
    """The settings of this installation."""
    return cast(Settings, current_app.extensions["settings"])


def is_demonstration() -> bool:
    """Whether every group here is fictional, and no letter leaves unless somebody has chosen so."""
    return settings().demonstration


def resources() -> Resources:
    """What pages share."""
    return cast(Resources, current_app.extensions["resources"])


def session() -> Session:
    """The database session of this request. It only reads: what is changed in it is given up."""
    if "session" not in g:
        g.session = resources().database.session(writes=False)
    return cast(Session, g.session)


def close_session(_error: BaseException | None) -> None:
    """Close the session of this request, if one was opened."""
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()


def surroundings() -> Surroundings:
    """What a search is made in."""
    chosen, shared = settings(), resources()
    return Surroundings(
        index=shared.index,
        gazetteer=shared.gazetteer,
        labels=shared.labels,
        radius_miles=chosen.radius_miles,
        fresh_days=chosen.capacity_fresh_days,
        confirm_days=chosen.confirm_days,
        unconfirmed_days=chosen.unconfirmed_days,
        now=clock.now(),
    )


def telling() -> Telling:
    """What is needed to tell others of a service."""
    chosen, shared = settings(), resources()
    return Telling(
        labels=shared.labels.read(session()),
        gazetteer=shared.gazetteer,
        now=clock.now(),
        fresh_days=chosen.capacity_fresh_days,
        unconfirmed_days=chosen.unconfirmed_days,
    )
