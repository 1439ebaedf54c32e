"""What tells a group apart from others, written in one way: telephone numbers, addresses of mail and web, numbers of
registers. Knows no tables.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from directory.geography import Postcode, PostcodeError

SHARED_HOSTS = frozenset(
    "facebook.com fb.com fb.me instagram.com twitter.com x.com youtube.com youtu.be linkedin.com tiktok.com meetup.com "
    "google.com goo.gl forms.gle linktr.ee eventbrite.co.uk eventbrite.com justgiving.com gofundme.com bit.ly "
    "tinyurl.com wixsite.com weebly.com e-voice.org.uk btck.co.uk hugofox.com churchsuite.com bookwhen.com "
    "ticketsource.co.uk gov.uk nhs.uk ac.uk sch.uk police.uk".split()
)
"""Hosts with pages of many groups, and the ends of the names of such hosts: there only a whole address tells one
group from another. A council's site describes groups that are not the council.
"""

MAIL_PROVIDERS = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk live.co.uk live.com msn.com yahoo.com yahoo.co.uk "
    "ymail.com btinternet.com btopenworld.com sky.com talktalk.net virginmedia.com ntlworld.com aol.com icloud.com "
    "me.com mac.com protonmail.com proton.me mail.com gmx.com gmx.co.uk tiscali.co.uk blueyonder.co.uk".split()
)
"""Where anybody has a mailbox: what stands behind the @ says nothing of a group."""

_NUMBER = re.compile(r"\+?\(?\d[\d\s().–-]{7,}\d")
_LEADING_TRUNK = re.compile(r"^(?:00)?44\(?0?\)?")
_LETTERS_AND_DIGITS = re.compile(r"[^a-z0-9]")

_SHORTEST, _LONGEST = 10, 11
"""Digits of a British telephone number with its leading nought."""


def phone_keys(texts: Iterable[str]) -> frozenset[str]:
    """The telephone numbers in some texts, as digits from the leading nought on: "+44 (0)1632 960001" is
    "01632960001".
    """
    return frozenset(key for text in texts for key in _phones(text))


def email_keys(texts: Iterable[str]) -> frozenset[str]:
    """Mail addresses in small letters."""
    return frozenset(text.strip().lower() for text in texts if "@" in text)


def site_keys(urls: Iterable[str], emails: Iterable[str] = ()) -> frozenset[str]:
    """Hosts that are a group's own, of its web addresses and its mail; of shared hosts the page."""
    domains = (email.rpartition("@")[2].strip().lower() for email in emails)
    own = (domain for domain in domains if domain not in MAIL_PROVIDERS and not _is_shared(domain))
    return frozenset(filter(None, (*map(_site, urls), *own)))


def number_keys(identifiers: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Numbers of registers with their scheme: ("GB-CHC", "No. 99-12345") is "GB-CHC 9912345"."""
    bare = ((scheme.upper(), _bare_number(number)) for scheme, number in identifiers)
    return frozenset(f"{scheme} {number}" for scheme, number in bare if number)


def postcode_key(text: str) -> str:
    """A postcode as it is kept; empty for anything else."""
    try:
        return str(Postcode.parse(text))
    except PostcodeError:
        return ""


def _phones(text: str) -> Iterator[str]:
    for found in _NUMBER.findall(text):
        bare = "".join(letter for letter in found if letter.isdigit())
        national = _LEADING_TRUNK.sub("0", bare)
        if _SHORTEST <= len(national) <= _LONGEST:
            yield national


def _site(url: str) -> str:
    text = url.strip().lower()
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # brackets that are no address of the sixth version
        return ""
    if "." not in host:
        return ""
    if not _is_shared(host):
        return host
    page = parts.path.strip("/")
    # Facebook's oldest pages are told apart by what stands behind the question mark.
    asked = f"?{parts.query}" if page.endswith(".php") else ""
    return f"{host.removeprefix('m.')}/{page}{asked}" if page else ""


def _is_shared(host: str) -> bool:
    return any(host == shared or host.endswith(f".{shared}") for shared in SHARED_HOSTS)


def _bare_number(number: str) -> str:
    """Only letters and digits, without words before and noughts in front: people write "No. 0123456"."""
    letters = _LETTERS_AND_DIGITS.sub("", number.lower())
    return letters.removeprefix("registered").removeprefix("charity").removeprefix("no").lstrip("0")
