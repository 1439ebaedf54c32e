"""A link of HTML in plain words, and e-mail addresses that links have cut in half."""

import re
from dataclasses import dataclass
from typing import Final

_WEB: Final = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
_MAIL: Final = re.compile(r"[^\s@<>,;:()]+@[\w-]+(\.[\w-]+)+")
_PLACEHOLDER: Final = re.compile(r"https?://([\w-]+\.)*example\.(com|org|net)\b|/path/to(/|$)", re.IGNORECASE)
_HALF_A_MAIL: Final = re.compile(r"[^\s@<>,;:()]+@\s*$")


@dataclass(frozen=True, slots=True)
class Link:
    """What stands in the place of a link.

    Attributes:
        joins: it goes on an e-mail address that was begun before it, so no space may stand between.
        goes_on: an e-mail address goes on behind it in the same way.
    """

    text: str
    joins: bool = False
    goes_on: bool = False


def is_placeholder(address: str) -> bool:
    """Whether an address of a web page is one that stands for any, as in documentation."""
    return bool(_PLACEHOLDER.search(address))


def link_in_words(shown: str, href: str, *, before: str, after: str) -> Link:
    """A link as text, with its address where that is not what it shows.

    Args:
        shown: what the link reads.
        href: where it leads.
        before: what stands right before it, as far as it matters.
        after: what stands right behind it.
    """
    kind, _, rest = href.strip().partition(":")
    if kind.lower() == "mailto":
        return _mail(shown, rest.partition("?")[0].strip(), before, after)
    if kind.lower() == "tel":
        return Link(shown if _digits(rest) in _digits(shown) else _beside(shown, rest.strip()))
    if _HALF_A_MAIL.search(before) and re.fullmatch(r"[\w-]+(\.[\w-]+)+", shown.strip()):
        return Link(shown.strip(), joins=True)
    address = href.strip()
    if not _WEB.fullmatch(address) or is_placeholder(address) or _same(shown, address):
        return Link(shown)
    return Link(_beside(shown, address))


def _mail(shown: str, address: str, before: str, after: str) -> Link:
    if not _MAIL.fullmatch(address):
        return Link(shown)
    # Spaces within it are what an editor put in where it cut the address.
    compact = "".join(shown.split())
    if address.lower() in compact.lower():
        return Link(shown if address.lower() in shown.lower() else compact)
    # What a link shows may be a part of its address, and the rest of it stand around it.
    head, part, tail = address.lower().partition(compact.lower() or " ")
    if part and before.rstrip().lower().endswith(head) and after.lstrip().lower().startswith(tail):
        return Link(compact, joins=bool(head), goes_on=bool(tail))
    return Link(_beside(shown, address))


def _beside(shown: str, address: str) -> str:
    return f"{shown.rstrip()} ({address})" if shown.strip() else address


def _same(shown: str, address: str) -> bool:
    return _bare(address) in _bare(shown)


def _bare(address: str) -> str:
    return re.sub(r"^(https?://)?(www\.)?|/$", "", address.strip().lower())


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
