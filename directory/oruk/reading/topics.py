"""What a service is about and whom it covers: terms of lists, areas, languages."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Final

from directory.oruk.cleaning.mended import Mended
from directory.oruk.reading.languages import CODES
from directory.oruk.records import LONGEST_LINK, AreaRecord, TermRecord
from directory.oruk.taking import Document, Taker, is_uri
from directory.vocabulary import TermKind

_AREA_CODE: Final = re.compile(r"\b[EWSNKJ][0-9]{8}\b")
_KINDS: Final = {"need": TermKind.NEED, "category": TermKind.CATEGORY, "access": TermKind.ACCESS}
_LISTS: Final = ("attributes", "service_taxonomys", "service_taxonomies", "taxonomies", "link_taxonomies")
"""Where terms stand; all but the first are names of version 1."""


def terms(document: Document, taker: Taker) -> Iterator[TermRecord]:
    """The terms; of another list, each label once, under whichever of its ids comes first."""
    seen: set[tuple[str, str]] = set()
    for row, term in _named(document, taker):
        record = _term(row, term, taker)
        if record is None:
            continue
        known = (record.taxonomy, record.label.casefold())
        if record.kind is TermKind.FOREIGN and known in seen:
            taker.mended("taxonomy_term", Mended.SAME_TERM)
        else:
            seen.add(known)
            yield record


def _named(document: Document, taker: Taker) -> Iterator[tuple[Document, Document]]:
    """Links, each with its term."""
    for key in _LISTS:
        for row in taker.rows(document, key):
            term = row.get("taxonomy_term") or row.get("taxonomy") or (row if key == "taxonomies" else None)
            if isinstance(term, Mapping):
                yield row, term


def _term(row: Document, term: Document, taker: Taker) -> TermRecord | None:
    label = taker.line(term, "name") or taker.line(term, "term")
    if not label:
        return None
    code = taker.line(term, "term") or taker.line(term, "id") or label
    kind = _KINDS.get(code.partition(":")[0])
    if kind:
        return TermRecord(kind=kind, code=code, label=label)
    return TermRecord(
        kind=TermKind.FOREIGN,
        code=code,
        label=label,
        taxonomy=_listed(term, taker),
        link_type=taker.line(row, "link_type", LONGEST_LINK),
        uri=_address(term),
    )


def _address(term: Document) -> str:
    """Where its list says what it is. Most feeds have a short name there, or nothing, which is no problem of theirs."""
    uri = term.get("term_uri")
    return uri if isinstance(uri, str) and is_uri(uri) else ""


def _listed(term: Document, taker: Taker) -> str:
    """The list that a term is of; "vocabulary" in version 1."""
    return taker.line(term, "taxonomy", 120) or taker.line(term, "vocabulary", 120)


def areas(document: Document, taker: Taker) -> Iterator[AreaRecord]:
    """The areas, by the codes of the Office for National Statistics that stand in them anywhere, or by their names."""
    for row in taker.rows(document, "service_areas"):
        said = " ".join(text for key in ("extent", "uri") if isinstance(text := row.get(key), str))
        code = found.group() if (found := _AREA_CODE.search(said)) else ""
        name = taker.line(row, "name") or taker.line(row, "service_area")
        if code or name:
            yield AreaRecord(code=code, name=name)


def languages(document: Document, taker: Taker) -> tuple[str, ...]:
    """The codes of the languages that are spoken, also where only their names stand there."""
    rows = taker.rows(document, "languages")
    return tuple(dict.fromkeys(chain.from_iterable(_codes(row, taker) for row in rows)))


def _codes(row: dict[str, Any] | Document, taker: Taker) -> Iterator[str]:
    if code := taker.line(row, "code", 20):
        yield code.lower()
        return
    said = taker.line(row, "name") or taker.line(row, "language")
    for name in filter(None, (part.strip() for part in re.split(r"[,;/&]|\band\b", said))):
        if code := CODES.get(name.lower(), ""):
            taker.mended("languages", Mended.LANGUAGE)
            yield code
        else:
            taker.problem("languages", f"We know no language called {name[:40]}")
