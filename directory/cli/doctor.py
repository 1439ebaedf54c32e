"""Whether this installation is well, and what to do where it is not."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click
from flask.cli import with_appcontext
from sqlmodel import col, func, select

from directory import clock
from directory.cli.context import resources, settings
from directory.cli.output import as_json, print_json
from directory.errors import DirectoryError
from directory.geography import verify_gazetteer
from directory.models import IndexChange, published_services
from directory.oruk.ical import long_date
from directory.queries.mail import waiting_letters
from directory.queries.search.sentences import counted
from directory.resources import STATIC, Resources


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is well, and what was seen or what to do."""

    part: str
    well: bool
    said: str


@click.command()
@as_json
@with_appcontext
def doctor(as_json: bool) -> None:  # noqa: FBT001 -- click hands options over by name
    """Look at every part, and say what to do where something is not well. Ends with 1 if anything is not."""
    findings = list(examine(resources()))
    if as_json:
        print_json([{"part": each.part, "well": each.well, "said": each.said} for each in findings])
    else:
        for each in findings:
            click.echo(f"{'well ' if each.well else 'CHECK'}  {each.part}: {each.said}")
    sys.exit(0 if all(each.well for each in findings) else 1)


def examine(found: Resources) -> Iterator[Finding]:
    """Look at every part in turn."""
    parts: dict[str, Callable[[Resources], tuple[bool, str]]] = {
        "database": _database,
        "gazetteer": _gazetteer,
        "index": _index,
        "outbox": _outbox,
        "mail": _mail,
        "front end": _front_end,
        "settings": _settings,
    }
    for part, look in parts.items():
        try:
            well, said = look(found)
        except DirectoryError as refusal:
            well, said = False, str(refusal)
        yield Finding(part, well, said)


def _database(found: Resources) -> tuple[bool, str]:
    with found.database.reading() as session:
        published = session.exec(select(func.count()).select_from(published_services().subquery())).one()
    return True, f"{found.database.engine.dialect.name}, tables up to date, {published} published services"


def _gazetteer(found: Resources) -> tuple[bool, str]:
    verify_gazetteer(found.gazetteer_file)
    shown = found.gazetteer.status()
    return shown.postcodes > 0, f"{shown.postcodes:,} postcodes from {shown.source}"


def _index(found: Resources) -> tuple[bool, str]:
    shown = found.index.status()
    with found.database.reading() as session:
        published = session.exec(select(func.count()).select_from(published_services().subquery())).one()
    if not shown.sound:
        return False, f"{shown.trouble}. Run: fingerpost index rebuild"
    if shown.documents != published:
        return False, f"{shown.documents} services, but {published} are published. Run: fingerpost deliver"
    return True, f"generation {shown.generation}, {shown.documents} services"


def _outbox(found: Resources) -> tuple[bool, str]:
    with found.database.reading() as session:
        waiting = session.exec(select(func.count(col(IndexChange.id)))).one()
    said = counted(waiting, "change waits", "changes wait")
    return not waiting, f"{said}. Run: fingerpost deliver" if waiting else said


def _mail(found: Resources) -> tuple[bool, str]:
    chosen = settings()
    ways = {
        "smtp": f"by {chosen.smtp_host}:{chosen.smtp_port} ({chosen.smtp_security})",
        "file": f"as files in {chosen.outbox}",
        "console": "on the terminal only",
        "": "not at all: FINGERPOST_MAIL is not chosen",
    }
    said = f"letters leave {ways[chosen.way_of_mail]}"
    with found.database.reading() as session:
        waiting = waiting_letters(session, now=clock.now())
    if not waiting.since:
        return True, f"{said}; none waits"
    since = long_date(waiting.since.astimezone(clock.LONDON).date())
    todo = "Run: fingerpost deliver" if chosen.way_of_mail else "Choose FINGERPOST_MAIL"
    return False, f"{said}; {counted(waiting.count, 'letter waits', 'letters wait')}, since {since}. {todo}"


def _front_end(_found: Resources) -> tuple[bool, str]:
    there = (STATIC / "vendor" / "govuk-frontend.min.css").exists()
    return there, "style sheets and scripts are there" if there else "files are missing. Run: ./run --set-up-only"


def _settings(_found: Resources) -> tuple[bool, str]:
    chosen = settings()
    if not chosen.trusted_hosts:
        return True, "readable; TRUSTED_HOSTS is empty, so this site answers to any host name"
    return True, "readable"
