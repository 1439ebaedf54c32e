"""What a request of the feed asks for, and what it is answered from."""

from importlib.metadata import version

from flask import request

from directory import clock
from directory.forms.parameters import Parameters
from directory.oruk.writer import Context
from directory.queries.oruk import Around
from directory.queries.oruk.records import kept_terms
from directory.views.context import resources, session, settings


def parameters() -> Parameters:
    """What stands behind the question mark."""
    return Parameters(request.args.to_dict(flat=False))


def site() -> str:
    """The address of this site, as others should know it."""
    return (settings().address or request.root_url).rstrip("/")


def around() -> Around:
    """Where postcodes are, and what documents depend on."""
    return Around(resources().gazetteer, context())


def context() -> Context:
    """What documents depend on."""
    shared = resources()
    return Context(
        site=site(),
        today=clock.today(),
        fresh_days=settings().capacity_fresh_days,
        terms=kept_terms(session()),
        name_of=shared.gazetteer.district_name,
    )


def edition() -> str:
    """Stands for how this program writes documents: the same rows may become others when it is brought up to date."""
    return version("fingerpost")
