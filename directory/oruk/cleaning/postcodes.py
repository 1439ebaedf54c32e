"""A postcode that stands in a text: offered as the place where nothing else says it, and marked as found."""

import re
from typing import Final

_POSTCODE: Final = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2}[0-9][0-9A-Z]?) ?([0-9][ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])")
"""In capitals only: "B12 3rd floor" is no postcode. Source of the form: BS 7666."""


def only_postcode(text: str) -> str:
    """The one full postcode in a text, with its space; nothing when there is none, or more than one.

    >>> only_postcode("We meet at the Harbour Hall, ZZ1 1AA.")
    'ZZ1 1AA'
    """
    found = {f"{outward} {inward}" for outward, inward in _POSTCODE.findall(text)}
    return found.pop() if len(found) == 1 else ""
