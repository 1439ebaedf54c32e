"""Writing a listing: a service and everything that belongs to it, from a record of what is said of it.

The page, the feed and the demonstration district all come through here. Rows that say the same as before are
left as they are, keys and all, since others know them by their keys.
"""

from directory.actions.listing.writing import ListingWriter

__all__ = ["ListingWriter"]
