"""For machines that look for our pages: a map of the site, what they may read, and how a browser searches here."""

from datetime import datetime

from flask import Blueprint, Response

from directory.errors import NotFoundError
from directory.oruk.xml import add, root, written
from directory.queries.changes import count_published, dated
from directory.views.absolute import absolute, site
from directory.views.conditional import conditional
from directory.views.context import session, settings
from directory.views.guards import open_to_all
from directory.views.links import listings

blueprint = Blueprint("signposts", __name__)

A_MAP = 20_000
"""Listings of a map: fewer than the 50,000 that may be, so that a map stays below 10 MB however long our address is."""

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_PAGES = ("search.start", "pages.about", "data.about", "pages.accessibility", "pages.privacy")

# Results are many, are different each day, and are of no use to anybody else.
_NOT_READ = ("/search", "/suggest", "/shortlist", "/embed/results", "/moderation", "/upkeep", "/sign-in", "/register/")


@blueprint.get("/sitemap.xml")
@open_to_all
def maps() -> Response:
    index = root("sitemapindex", _SITEMAPS)
    for number in range(_maps() + 1):
        add(add(index, "sitemap"), "loc", absolute("signposts.one_map", number=number))
    return _xml(written(index))


@blueprint.get("/sitemap/<int:number>.xml")
@open_to_all
def one_map(number: int) -> Response:
    """The pages that are not listings are on the map of number nought."""
    if number > _maps():
        raise NotFoundError("There is no such map")
    found = root("urlset", _SITEMAPS)
    for address, changed in _listings(number) if number else [(absolute(each), None) for each in _PAGES]:
        place = add(found, "url")
        add(place, "loc", address)
        if changed:
            add(place, "lastmod", changed.isoformat(timespec="seconds"))
    return _xml(written(found))


@blueprint.get("/robots.txt")
@open_to_all
def robots() -> Response:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_READ), ""]
    lines += [f"Sitemap: {absolute('signposts.maps')}", ""]
    return conditional(Response("\n".join(lines), content_type="text/plain; charset=utf-8"))


@blueprint.get("/opensearch.xml")
@open_to_all
def opensearch() -> Response:
    name = settings().council_name or settings().service_name
    said = root("OpenSearchDescription", _OPENSEARCH)
    # As the description asks: at most sixteen characters, so that it fits into a menu.
    add(said, "ShortName", settings().service_name[:16])
    add(said, "Description", f"Local groups and what they offer: {name}")
    template = absolute("search.results") + "?q={searchTerms}"
    add(said, "Url", type="text/html", method="get", template=template)
    add(said, "Image", absolute("static", filename="icon.svg"), type="image/svg+xml", width="16", height="16")
    add(said, "InputEncoding", "UTF-8")
    return _xml(written(said), "application/opensearchdescription+xml")


def _maps() -> int:
    return max(-(-count_published(session()) // A_MAP), 1)


def _listings(number: int) -> list[tuple[str, datetime | None]]:
    beginning = site() + listings()
    rows = dated(session(), first=(number - 1) * A_MAP, most=A_MAP)
    return [(f"{beginning}{key}", changed) for key, changed in rows]


def _xml(said: bytes, kind: str = "application/xml") -> Response:
    return conditional(Response(said, content_type=f"{kind}; charset=utf-8"))
