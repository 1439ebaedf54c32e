"""The keys of what has none of its own in our tables: always the same for the same place in the same whole.

The key of a nested row (a price, an attribute) names its place in the list of its owner, so it survives that others
are edited, and an export that is taken in elsewhere and exported again. The key of a term names the term, so that two
directories like this one call the same need the same.
"""

import re
from hashlib import sha1
from typing import Final
from uuid import UUID

NAMESPACE: Final = UUID("6f1c0c1e-3c1a-5a64-9d6e-2f0a5b7a4b10")
"""Ours; changing it would change every key that others know."""

_CANONICAL: Final = re.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_START: Final = sha1(NAMESPACE.bytes, usedforsecurity=False)


def key_of(*names: str) -> str:
    """The key (UUID, version 5) of what is named by these: an owner's key, a kind, a place in the list.

    The same as ``uuid5(NAMESPACE, "/".join(names))``, which takes twice as long; a feed has millions.
    """
    made = _START.copy()
    made.update("/".join(names).encode())
    digits = made.hexdigest()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def own_key(id_: str) -> str:
    """An id as a UUID: itself, if it is one."""
    if _CANONICAL.fullmatch(id_):
        return id_
    try:
        return str(UUID(id_))
    except ValueError:
        return key_of("id", id_)


def at_location_key(service: str, location: str) -> str:
    """The key of a service at a place, by the keys of both."""
    return key_of(service, "at", location)


def term_key(taxonomy: str, code: str) -> str:
    """The key of a term, by the name of its list and its code there."""
    return key_of("term", taxonomy, code)


def taxonomy_key(name: str) -> str:
    """The key of a list of terms."""
    return key_of("taxonomy", name)
