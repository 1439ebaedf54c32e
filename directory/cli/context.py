"""What a command may ask of the application."""

from typing import cast

from flask import Flask, current_app

from config import Settings
from directory import clock
from directory.cli.output import bar
from directory.queries.search import Surroundings
from directory.resources import Resources
from directory.visiting import Limits, Visitor


def application() -> Flask:
    """The application itself, which outlives the command's context in the threads of a server."""
    return cast(Flask, current_app._get_current_object())  # type: ignore[attr-defined]  # a proxy for it


def settings() -> Settings:
    """The settings of this installation."""
    return cast(Settings, current_app.extensions["settings"])


def resources() -> Resources:
    """The resources, made ready: the first command on a new machine makes the tables and the gazetteer."""
    found = cast(Resources, current_app.extensions["resources"])
    found.prepare(bar)
    return found


def surroundings(found: Resources) -> Surroundings:
    """What a search is made in."""
    chosen = settings()
    return Surroundings(
        index=found.index,
        gazetteer=found.gazetteer,
        labels=found.labels,
        radius_miles=chosen.radius_miles,
        fresh_days=chosen.capacity_fresh_days,
        confirm_days=chosen.confirm_days,
        unconfirmed_days=chosen.unconfirmed_days,
        now=clock.now(),
    )


def visitor(chosen: Settings) -> Visitor:
    """Who asks the servers of feeds."""
    limits = Limits(
        most_bytes=chosen.import_megabytes * 1_000_000,
        seconds=chosen.feed_minutes * 60,
        pause=chosen.feed_pause,
        private=chosen.private_feeds,
    )
    reached = "; ".join(each for each in (chosen.address, chosen.contact_email) if each)
    return Visitor(limits, name=f"Fingerpost (+{reached})" if reached else "Fingerpost")
