"""What a request of the feed asks for, and what it is answered from."""

from functools import cache
from importlib.metadata import version

from flask import request

from directory import clock
from directory.forms.parameters import Parameters
from directory.oruk.writer import Context
from directory.queries.oruk import Around
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
    return resources().reference.context(
        session(),
        site=site(),
        today=clock.today(),
        fresh_days=settings().capacity_fresh_days,
        publisher=settings().publisher,
    )


def edition() -> str:
    """Stands for how documents are written here: by another version of the program, or with another setting, the same
    rows become other documents.
    """
    return f"{_program()} {settings().capacity_fresh_days} {settings().publisher}"


@cache
def _program() -> str:
    """The version of the program. To look it up takes longer than many an answer."""
    return version("fingerpost")
