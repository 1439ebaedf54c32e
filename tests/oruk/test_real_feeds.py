"""Real services of real districts, and the official examples of feeds: all that can be is read, and nothing breaks.

They are not ours to publish, so they lie outside; the same facts are tested with feeds of our own making.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from directory.oruk.cleaning.mended import Mended
from directory.oruk.documents import read_documents
from directory.oruk.reader import Reading, read_service
from tests.oruk.test_feeds import Outcome
from tests.shared import DISTRICTS, SHARED, needs_shared

MOCKS = SHARED / "standards" / "validator_mocks"

WRONG: tuple[Any, ...] = (None, "", -1, [], {}, [None], [[]], "x" * 30_000, True)


def readings(path: Path) -> list[Reading]:
    with path.open("rb") as stream:
        return [read_service(raw.value, raw.where) for raw in read_documents(stream)]


@needs_shared
def test_all_services_of_two_real_districts_are_read() -> None:
    assert Outcome.of(readings(DISTRICTS)) == Outcome(312, 0, {Mended.TIMES: 35, Mended.DAYS: 3, Mended.AGES: 1})


@needs_shared
def test_times_of_real_groups_are_read_where_their_words_leave_no_doubt() -> None:
    rows = [row for each in readings(DISTRICTS) if each.record for row in each.record.times]
    assert Counter(row.recurrence is not None for row in rows) == {True: 56, False: 71}


@needs_shared
@pytest.mark.parametrize("mock", ["V3.0-UK-Default", "V3.0-UK-Warn", "V3.0-UK-Fail"])
def test_official_examples_are_read_or_told_why_not(mock: str) -> None:
    found = [each for path in sorted((MOCKS / mock).glob("service*.json")) for each in readings(path)]
    assert found
    assert all(each.record or each.problems for each in found)
    assert sum(each.record is not None for each in found) == (1 if mock.endswith("Fail") else 2)


@needs_shared
@pytest.mark.parametrize("name", ["service_oruk_core.json", "service_oruk_extended.json"])
def test_a_service_as_the_standard_would_have_it_has_no_problems(name: str) -> None:
    (found,) = readings(SHARED / "standards" / "own_example" / name)
    assert (found.problems, found.cleaned) == ((), ())


@needs_shared
def test_a_real_service_with_any_field_broken_is_still_read() -> None:
    documents: list[dict[str, Any]] = json.loads(DISTRICTS.read_text(encoding="utf-8"))[:20]
    for document in documents:
        for key in document.keys() - {"id", "name"}:
            for wrong in WRONG:
                assert read_service({**document, key: wrong}, "record 1").record
