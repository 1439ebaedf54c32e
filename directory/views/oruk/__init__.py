"""The Open Referral UK feed at /oruk/v3: what is public, for other systems, and a page that explains it."""

from directory.views.oruk import details, docs, lists
from directory.views.oruk.blueprint import blueprint

__all__ = ["blueprint", "details", "docs", "lists"]
