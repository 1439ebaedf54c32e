"""Finding by postcode, sector or outward code, and what to say when there is none such."""

import re

from directory.geography.areas import Areas
from directory.geography.gazetteer import Finding, Place, PlaceKind, Suggestion, UnknownPlace
from directory.geography.names import joined
from directory.geography.postcodes import Outcode, Postcode, PostcodeError, Sector, plain_letters
from directory.geography.tables import Extent, PostcodeTable

POSTCODE_KM = 0.1
"""How far a postcode reaches: some fifteen addresses on one street."""

_MOST_CHOICES = 8

_ABROAD = "We only know places in the UK."
_FOREIGN = (
    (re.compile(r"[AC-FHKNPRTV-Y][0-9][0-9W] ?[0-9AC-FHKNPRTV-Y]{4}"), "looks like an Irish Eircode"),
    (re.compile(r"[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]"), "looks like a Canadian postcode"),
    (re.compile(r"[0-9]{4,5}( [0-9]{4})?|[0-9]{4} ?[A-Z]{2}"), "looks like a postcode from another country"),
)


class CodeFinder:
    """Answers for text that is, or is meant to be, a postcode or a part of one."""

    def __init__(self, table: PostcodeTable, areas: Areas) -> None:
        self._table = table
        self._areas = areas
        self._outcodes = sorted(table.outcodes(), key=_by_length)

    def find(self, text: str) -> Finding | None:
        """The place or the refusal; None if the text has nothing of a postcode, so that it may be a name."""
        bare = plain_letters(text)
        if not any(character.isdigit() for character in bare):
            return None
        return self.exactly(bare) or self._refused(bare)

    def exactly(self, text: str) -> Finding | None:
        """The answer to a well-formed postcode, or the place of a part of one that we know; else None."""
        return self.whole(text) or self._part(plain_letters(text))

    def whole(self, text: str) -> Finding | None:
        """The answer to a well-formed postcode; else None."""
        try:
            return self._postcode(Postcode.parse(text))
        except PostcodeError:
            return None

    def too_wide(self, start: str) -> UnknownPlace | None:
        """What to say of the letters that many outward codes begin with, such as DL, or of SW1; else None."""
        within = [code for code in self._outcodes if start == code.area or _is_split(start, code)]
        if not within:
            return None
        advice = f"Enter a whole postcode, or at least its first half, like {within[0]}."
        return UnknownPlace(f"{start} alone is too wide. {advice}", tuple(map(_suggestion, within[:_MOST_CHOICES])))

    def beginning(self, compact: str, limit: int) -> list[Suggestion]:
        """Outward codes that begin with these capitals and digits, then the sector or postcodes that do."""
        found = [_suggestion(code) for code in self._outcodes if code.outward.startswith(compact)][:limit]
        for length in (len(compact), len(compact) - 1, len(compact) - 2):
            found += self._in_sector(compact[:length], compact[length:])
        return found[:limit]

    def _in_sector(self, start: str, rest: str) -> list[Suggestion]:
        """The sector that a text names, or its postcodes that go on with the rest of the text."""
        try:
            sector = Sector.parse(start)
        except PostcodeError:
            return []
        postcodes = [code for code in self._table.postcodes_in(sector) if code.inward[1:].startswith(rest)]
        if rest:
            return [_suggestion(code) for code in postcodes]
        return [_suggestion(sector)] if postcodes else []

    def _postcode(self, postcode: Postcode) -> Finding:
        known = self._table.get(postcode)
        if known is None:
            return self._unknown(postcode)
        return Place(
            label=str(postcode),
            kind=PlaceKind.POSTCODE,
            point=known.point,
            districts=frozenset(filter(None, [known.district])),
            wards=frozenset(filter(None, [known.ward])),
            outcodes=frozenset([postcode.outward]),
            district=known.district,
            postcode=postcode,
            terminated=known.terminated,
            radius_km=POSTCODE_KM if known.point else 0.0,
        )

    def _part(self, bare: str) -> Place | None:
        """The place of an outward code or sector, if there is one; "DL39" is a sector as there is no such code."""
        for kind in (Outcode, Sector):
            try:
                part = kind.parse(bare)
            except PostcodeError:
                continue
            extent = self._table.extent(part)
            if extent:
                return _place_of(part, extent)
        return None

    def _unknown(self, postcode: Postcode) -> UnknownPlace:
        meant = [other for other in Postcode.meant_by(postcode.compact) if self._table.get(other)]
        if meant:
            return UnknownPlace(f"We do not know {postcode}. Did you mean {meant[0]}?", tuple(map(_suggestion, meant)))
        for part in (postcode.sector, postcode.outcode):
            extent = self._table.extent(part)
            if extent:
                return UnknownPlace(f"We do not know {postcode}. {self._about(part, extent)}", (_suggestion(part),))
        return UnknownPlace(f"We do not know {postcode}, nor any postcode that begins with {postcode.outward}.")

    def _refused(self, bare: str) -> UnknownPlace | None:
        for form, reason in _FOREIGN:
            if form.fullmatch(bare):
                return UnknownPlace(f"{bare} {reason}. {_ABROAD}")
        return self._slip(bare) or self.too_wide(bare) or self._unfinished(bare)

    def _slip(self, bare: str) -> UnknownPlace | None:
        meant = Postcode.meant_by(bare)
        known = [postcode for postcode in meant if self._table.get(postcode)] or meant[:1]
        if not known:
            return None
        return UnknownPlace(f"{bare} is not a postcode. Did you mean {known[0]}?", tuple(map(_suggestion, known)))

    def _unfinished(self, bare: str) -> UnknownPlace | None:
        """A postcode that lacks its last letter, or an outward code that nothing begins with."""
        place = self._part(bare[:-1]) if bare[-1:].isalpha() else None
        if place:
            offer = Suggestion(place.label, place.label, place.kind)
            return UnknownPlace(f"{bare} is not a whole postcode. We can use {place.label} instead.", (offer,))
        try:
            return UnknownPlace(f"We do not know any postcode that begins with {Outcode.parse(bare)}.")
        except PostcodeError:
            return None

    def _about(self, part: Outcode | Sector, extent: Extent) -> str:
        what = "sector" if isinstance(part, Sector) else "district"
        names = [name for name in map(self._areas.label, extent.districts) if name]
        if not names:
            return f"{part} is a postcode {what} that we do know."
        where = f"mostly in {names[0]}" if len(names) > 3 else f"in {joined(names)}"
        return f"{part} is a postcode {what} {where}."


def _is_split(start: str, code: Outcode) -> bool:
    """Whether a code is one of those into which central London's were split: SW1 into SW1A and so on."""
    return code.outward[:-1] == start and code.outward[-1].isalpha()


def _by_length(code: Outcode) -> tuple[str, int, str]:
    """DL2 before DL10."""
    return code.area, len(code.outward), code.outward


def _place_of(part: Outcode | Sector, extent: Extent) -> Place:
    return Place(
        label=str(part),
        kind=_kind(part),
        point=extent.point,
        districts=frozenset(extent.districts),
        wards=extent.wards,
        outcodes=extent.outcodes,
        district=extent.districts[0] if extent.districts else None,
        radius_km=extent.radius_km,
    )


def _kind(code: Outcode | Sector | Postcode) -> PlaceKind:
    match code:
        case Postcode():
            return PlaceKind.POSTCODE
        case Sector():
            return PlaceKind.SECTOR
        case Outcode():
            return PlaceKind.OUTCODE


def _suggestion(code: Outcode | Sector | Postcode) -> Suggestion:
    return Suggestion(str(code), str(code), _kind(code))
