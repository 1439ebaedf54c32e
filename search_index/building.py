"""From what is stored of documents to the arrays of their segment."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.arrays import Lists, inverse, starts_of
from search_index.columns import NEVER, ROOMS, Columns, Facts, Posted, bits_of, words_of
from search_index.documents import SORT_KEY_BYTES, Condition, Document, sort_key
from search_index.geometry import cells_of, on_sphere
from search_index.schema import Posting, found_needs, surfaces
from search_index.suggesting import NameBook


def facts_of(document: Document, terms: dict[str, Posting]) -> Facts:
    """What is stored of a document beside its postings."""
    return {
        "name": document.name,
        "organisation": document.organisation,
        "points": [on_sphere(point) for point in document.points],
        "tags": sorted(document.tags | found_needs(terms)),
        "conditions": [_written(condition) for condition in document.conditions],
        "room": ROOMS.index(document.room or ""),
        "room_on": _ordinal(document.room_stated_on),
        "confirmed_on": _ordinal(document.confirmed_on),
        "sessions": list(document.sessions),
        "surfaces": " ".join(surfaces(document)),
    }


def build(stored: Sequence[tuple[str, Facts]], postings: Posted) -> Columns:
    """Make the arrays of a segment from the id and the facts of each of its documents, and its terms'
    postings, both by Whoosh's numbers.
    """
    order, cells = _by_cell(stored)
    ids = np.array([stored[number][0].encode() for number in order], "S")
    facts = [stored[number][1] for number in order]
    tags = sorted({tag for fact in facts for tag in fact.get("tags", ())})
    rules: dict[str, int] = {}
    rule_of = [rules.setdefault(json.dumps(fact.get("conditions", [])), len(rules)) for fact in facts]
    points = [fact.get("points", ()) for fact in facts]
    posted = postings.renumbered(inverse(order))
    names = [fact.get("name", "") for fact in facts]
    keys = np.array([sort_key(name) for name in names], f"S{SORT_KEY_BYTES}")
    by_name = np.lexsort((ids, keys)).astype(np.int32)
    book = NameBook.of(names, by_name)
    groups, members = _groups(facts)
    group_book = NameBook.of(groups, np.arange(len(groups), dtype=np.int32))
    return Columns(
        numbers=order,
        ids=ids,
        keys=keys,
        ranks=inverse(by_name),
        names=Lists.of_texts(names),
        surfaces=Lists.of_texts(fact.get("surfaces", "") for fact in facts),
        vocabulary=sorted({word for fact in facts for word in fact.get("surfaces", "").split()}),
        rules=np.array(rule_of, np.int32),
        room=np.array([fact.get("room", 0) for fact in facts], np.int8),
        room_on=np.array([fact.get("room_on", NEVER) for fact in facts], np.int32),
        confirmed_on=np.array([fact.get("confirmed_on", NEVER) for fact in facts], np.int32),
        sessions=Lists.of((fact.get("sessions", ()) for fact in facts), np.int64),
        cells=cells,
        place_starts=starts_of(map(len, points)),
        points=np.array([point for place in points for point in place], np.float64).reshape(-1, 3),
        tags=tags,
        tagged=_tagged(tags, facts),
        marks=_marks(tags, facts),
        terms=np.array(posted.terms, "S"),
        posted=Lists(posted.starts, posted.documents),
        impacts=posted.impacts,
        where=posted.where,
        conditions=[json.loads(rule) for rule in rules],
        by_name=by_name,
        name_words=book.words,
        named=book.holding,
        name_leads=book.leading,
        groups=Lists.of_texts(groups),
        members=members,
        group_words=group_book.words,
        grouped=group_book.holding,
        group_leads=group_book.leading,
    )


def _by_cell(stored: Sequence[tuple[str, Facts]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The numbers of the documents in the order of the columns, and the cells of those with exactly one place."""
    places = [facts.get("points", ()) for _, facts in stored]
    single = np.array([number for number, points in enumerate(places) if len(points) == 1], np.int32)
    others = np.array([number for number, points in enumerate(places) if len(points) != 1], np.int32)
    cells = cells_of(np.array([places[number][0] for number in single], np.float64).reshape(-1, 3))
    order = np.argsort(cells, kind="stable")
    return np.concatenate([single[order], others]), cells[order]


def _groups(facts: Iterable[Facts]) -> tuple[list[str], Lists]:
    """The names of the organisations in the order of the alphabet, and the documents of each."""
    of_group: dict[str, list[int]] = {}
    for row, fact in enumerate(facts):
        if name := fact.get("organisation", ""):
            of_group.setdefault(name, []).append(row)
    names = sorted(of_group, key=lambda name: (sort_key(name), name))
    return names, Lists.of((of_group[name] for name in names), np.int32)


def _tagged(tags: list[str], facts: Iterable[Facts]) -> Lists:
    carrying: dict[str, list[int]] = {tag: [] for tag in tags}
    for row, fact in enumerate(facts):
        for tag in fact.get("tags", ()):
            carrying[tag].append(row)
    return Lists.of(carrying.values(), np.int32)


def _marks(tags: list[str], facts: Sequence[Facts]) -> NDArray[np.int64]:
    row_of = {tag: row for row, tag in enumerate(tags)}
    known: dict[tuple[str, ...], NDArray[np.int64]] = {}
    marks = np.zeros((len(facts), words_of(len(tags))), np.int64)
    for row, fact in enumerate(facts):
        carried = tuple(fact.get("tags", ()))
        if carried not in known:
            known[carried] = bits_of((row_of[tag] for tag in carried), len(tags))
        marks[row] = known[carried]
    return marks


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else NEVER


def _written(condition: Condition) -> list[Any]:
    return [
        condition.axis,
        sorted(condition.values),
        condition.ages,
        condition.excluded,
        sorted(condition.doubt),
        condition.strict,
        condition.since and condition.since.toordinal(),
        condition.until and condition.until.toordinal(),
    ]
