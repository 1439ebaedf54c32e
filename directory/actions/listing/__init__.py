"""Writing a listing: a service and everything that belongs to it, from a record of what is said of it.

The page, the feed and the demonstration district all come through here: one by one through `ListingWriter`, or, where
none of them is there yet, by the hundred through `ListingMaker`. Rows that say the same as before are
left as they are, keys and all, since others know them by their keys.
"""

from directory.actions.listing.creating import ListingMaker
from directory.actions.listing.writing import ListingWriter

__all__ = ["ListingMaker", "ListingWriter"]
