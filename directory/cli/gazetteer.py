"""The gazetteer from the command line."""

import sys
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from directory.cli.context import resources
from directory.cli.output import as_json, bar, print_json
from directory.geography import Place, load_onspd
from directory.resources import in_hundredths


@click.group()
def gazetteer() -> None:
    """Look postcodes up, or load a fuller file of them."""


@gazetteer.command()
@click.argument("postcodes", nargs=-1, required=True)
@as_json
@with_appcontext
def lookup(postcodes: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001 -- click hands options over by name
    """Where each of POSTCODES is. Ends with 1 if one of them is not known."""
    found = resources().gazetteer
    rows = [_row(text, found.find(text), found.district_name) for text in postcodes]
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            click.echo(_line(row))
    sys.exit(1 if any(row["known"] is False for row in rows) else 0)


def _row(text: str, found: Any, name_of: Any) -> dict[str, Any]:
    if not isinstance(found, Place):
        return {"postcode": text, "known": False, "sentence": found.sentence}
    return {
        "postcode": found.label,
        "known": True,
        "latitude": found.point and found.point.latitude,
        "longitude": found.point and found.point.longitude,
        "district": found.district,
        "district_name": name_of(found.district) if found.district else None,
        "terminated": found.terminated,
    }


def _line(row: dict[str, Any]) -> str:
    if not row["known"]:
        return f"{row['postcode']}: {row['sentence']}"
    where = "no place known" if row["latitude"] is None else f"{row['latitude']:.6f}, {row['longitude']:.6f}"
    ended = f", out of use since {row['terminated']:%B %Y}" if row["terminated"] else ""
    return f"{row['postcode']}: {where}, {row['district_name'] or 'no district'} ({row['district'] or '–'}){ended}"


@gazetteer.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def load(file: Path) -> None:
    """Load the full ONS Postcode Directory or NSPL (CSV or ZIP): adds wards, deprivation, postcodes out of use."""
    found = resources()
    with bar("Reading postcodes", 100) as step:
        load_onspd(file, found.gazetteer_file, progress=in_hundredths(step))
    click.echo("Loaded. Servers that are running use it from their next start.")


@gazetteer.command()
@as_json
@with_appcontext
def status(as_json: bool) -> None:  # noqa: FBT001 -- click hands options over by name
    """What the gazetteer holds, and where it is from."""
    shown = resources().gazetteer.status()
    if as_json:
        print_json(shown)
        return
    click.echo(f"{shown.postcodes:,} postcodes, {shown.with_point:,} of them with a place, from {shown.source}")
    ended = "not known which" if shown.terminated is None else f"{shown.terminated:,}"
    click.echo(
        f"Out of use: {ended}. Districts: {shown.districts}. Wards: {shown.wards}. Named places: {shown.places:,}"
    )
