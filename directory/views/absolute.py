"""Whole addresses of our pages, for whoever reads them elsewhere: in a feed, a calendar, a text message."""

from typing import Any

from flask import request, url_for

from directory.views.context import settings


def site() -> str:
    """What every address of ours begins with, without a slash at its end."""
    return settings().address.rstrip("/") or request.url_root.rstrip("/")


def absolute(endpoint: str, **values: Any) -> str:
    """The whole address of a page."""
    return site() + url_for(endpoint, **values)
