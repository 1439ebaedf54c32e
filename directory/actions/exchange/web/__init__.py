"""Feeds of the web, brought into files."""

from directory.actions.exchange.web.pages import fetch_feed

__all__ = ["fetch_feed"]
