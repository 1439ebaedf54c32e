"""HTML as plain text: paragraphs, lists and links stay; everything else of the mark-up goes.

What looks like a tag and is none ("<5", "<tea@kettle.example>") is part of the text. However broken the mark-up is, it
is read once from front to back.
"""

import re
from html import unescape
from typing import Final

from directory.oruk.cleaning.links import link_in_words
from directory.oruk.cleaning.mended import Mended

_TAG: Final = re.compile(
    r"<!--(?:(?!<!--).){0,2000}?-->|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20}(?P<prefixed>:[a-zA-Z]\w{0,20})?)"
    r"(?P<rest>[\s/][^<>]{0,2000})?>|<[!?][a-zA-Z\[][^<>]{0,500}>",
    re.DOTALL,
)
_HIDDEN: Final = re.compile(r"<(script|style)\b[^<>]{0,500}>[^<]{0,5000}</\1\s*>", re.IGNORECASE)
_HREF: Final = re.compile(r"""\bhref\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_BLOCKS: Final = frozenset(
    "p div ul ol dl dt dd li h1 h2 h3 h4 h5 h6 table tr section article header footer blockquote hr pre address".split()
)
_INLINE: Final = frozenset(
    "a abbr b big body br button center cite code col colgroup del em embed figcaption figure font form head html i "
    "iframe img input ins kbd label link main mark meta nav object option q s samp script select small source span "
    "strike strong style sub summary sup svg tbody td tfoot th thead time title tt u var video wbr xml".split()
)


def plain_text(text: str) -> tuple[str, tuple[Mended, ...]]:
    """Plain text of what may hold HTML, and what was put right in it.

    Paragraphs stay apart by a line, items of lists begin with a dot, a link whose address is not what it reads has it
    behind it in brackets.
    """
    if "<" not in text and "&" not in text:
        return _tidied(text), ()
    mended: dict[Mended, None] = {}
    # Twice, because some feeds hold HTML whose own signs have been written as entities.
    for _ in range(2):
        text = _without_codes(_without_tags(text, mended), mended)
    return _tidied(text), tuple(mended)


def _without_codes(text: str, mended: dict[Mended, None]) -> str:
    plain = unescape(text) if "&" in text else text
    if plain != text:
        mended[Mended.SIGNS] = None
    return plain


def _without_tags(text: str, mended: dict[Mended, None]) -> str:
    if "<" not in text:
        return text
    walk = _Walk(_HIDDEN.sub("", text))
    plain = walk.plain()
    if plain != text:
        mended[Mended.MARKUP] = None
    mended |= dict.fromkeys(walk.mended)
    return plain


class _Walk:
    """Goes through a text from tag to tag."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[str] = []
        self._links: list[tuple[str, int]] = []
        self._goes_on = False
        self.mended: list[Mended] = []

    def plain(self) -> str:
        at = 0
        for tag in _TAG.finditer(self._text):
            if self._is_markup(tag):
                self._add(self._text[at : tag.start()])
                at = tag.end()
                self._pass(tag)
        self._add(self._text[at:])
        return "".join(self._pieces)

    @staticmethod
    def _is_markup(tag: re.Match[str]) -> bool:
        name = tag["name"]
        return name is None or tag["prefixed"] is not None or name.lower() in _BLOCKS or name.lower() in _INLINE

    def _add(self, text: str) -> None:
        if self._goes_on:
            text, self._goes_on = text.lstrip(), not text.strip()
        if text:
            self._pieces.append(text)

    def _pass(self, tag: re.Match[str]) -> None:
        name, closes = (tag["name"] or "").lower(), bool(tag["close"])
        if name == "br":
            self._add("\n")
        elif name in _BLOCKS:
            self._break_line()
            self._add("\u2022 " if name == "li" and not closes else "")
        elif name in ("td", "th"):
            self._add(" ")
        elif name == "a":
            self._end_link(tag.end()) if closes else self._begin_link(tag["rest"] or "")

    def _break_line(self) -> None:
        """Begin a new line, unless one has just begun."""
        if self._pieces and not self._pieces[-1].endswith(("\n", "\u2022 ")):
            self._pieces.append("\n")

    def _begin_link(self, attributes: str) -> None:
        href = _HREF.search(attributes)
        self._links.append((unescape(next(filter(None, href.groups()), "")) if href else "", len(self._pieces)))

    def _end_link(self, at: int) -> None:
        if not self._links:
            return
        href, first = self._links.pop()
        shown = "".join(self._pieces[first:])
        before = "".join(self._pieces[max(0, first - 4) : first])[-100:]
        link = link_in_words(shown, href, before=before, after=_bare(self._text[at : at + 400]))
        if link.joins:
            self._strip_end(first)
        if link.joins or link.goes_on:
            self.mended.append(Mended.CUT_MAIL)
        self._goes_on = link.goes_on
        self._pieces[first:] = [link.text]

    def _strip_end(self, first: int) -> None:
        for each in range(max(0, first - 4), first):
            if not "".join(self._pieces[each + 1 : first]).strip():
                self._pieces[each] = self._pieces[each].rstrip()


def _bare(source: str) -> str:
    return unescape(_TAG.sub("", source))[:100]


def _tidied(text: str) -> str:
    if "\n" not in text and "\r" not in text:
        return _printable(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(_printable, lines))).strip()


def _printable(line: str) -> str:
    """A line without signs that steer a terminal or are half of a letter, and with single spaces."""
    if not line.isprintable():
        line = "".join(c for c in line if c.isprintable() or c.isspace())
    return " ".join(line.split())
