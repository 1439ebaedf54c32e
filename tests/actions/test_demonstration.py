"""The demonstration district, taken in from its real files with the real postcodes."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError
from sqlmodel import Session, col, func, select

from directory.actions.demonstration import groups, load_demonstration, records
from directory.database import Database
from directory.geography import FileGazetteer
from directory.models import (
    Capacity,
    EligibilityRule,
    IndexChange,
    Location,
    Organisation,
    Schedule,
    Service,
    Steward,
)
from directory.queries.capacity import capacity_shown, newest
from directory.resources import SEED_DATA
from directory.vocabulary import CapacityStatus, ModerationStatus, RuleKind
from tests.conftest import NOW

FOLDER = SEED_DATA / "demonstration"


@pytest.fixture
def a_few_files(tmp_path: Path) -> Path:
    """A folder with some of the files; loading all of them takes two seconds."""
    for name in ("health.yaml", "money.yaml"):
        shutil.copyfile(FOLDER / name, tmp_path / name)
    return tmp_path


def test_every_service_of_a_file_is_taken_in_without_a_problem(
    session: Session, full_gazetteer: FileGazetteer, a_few_files: Path
) -> None:
    written = sum(len(group.services) for group, _ in groups(a_few_files))
    report = load_demonstration(session, a_few_files, full_gazetteer)
    assert (report.read, report.created, report.problems) == (written, written, [])


def test_loaded_again_on_the_same_day_it_changes_nothing(
    demonstration_home: Path, full_gazetteer: FileGazetteer, tmp_path: Path
) -> None:
    shutil.copyfile(demonstration_home / "fingerpost.sqlite", tmp_path / "copy.sqlite")
    database = Database(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    with database.writing() as session:
        report = load_demonstration(session, FOLDER, full_gazetteer)
        assert report.read == sum(len(group.services) for group, _ in groups(FOLDER))
        assert (report.unchanged, report.problems) == (report.read, [])
        assert session.exec(select(IndexChange)).all() == []
    database.engine.dispose()


@pytest.fixture
def district(demonstration_home: Path) -> Iterator[Session]:
    """The district as it was loaded; for reading alone."""
    database = Database(f"sqlite:///{demonstration_home / 'fingerpost.sqlite'}")
    with database.reading() as session:
        yield session
    database.engine.dispose()


def test_the_district_is_large_and_anybody_may_see_it(district: Session) -> None:
    assert district.exec(select(func.count()).select_from(Service)).one() >= 200
    assert district.exec(select(func.count()).select_from(Organisation)).one() >= 120
    assert set(district.exec(select(Service.status))) == {ModerationStatus.PUBLISHED}


def test_the_district_shows_every_kind_of_thing(district: Session) -> None:
    assert set(district.exec(select(Capacity.status))) == set(CapacityStatus)
    assert set(district.exec(select(EligibilityRule.kind))) == set(RuleKind)
    assert set(district.exec(select(Schedule.freq))) >= {"WEEKLY", "MONTHLY"}
    assert district.exec(select(func.count()).select_from(Steward)).one() > 0


def test_every_place_is_where_its_postcode_is(district: Session) -> None:
    places = district.exec(select(Location)).all()
    assert [place.postcode for place in places if place.latitude is None or not place.district] == []
    assert Counter(place.district for place in places).most_common(1)[0][0] == "E06000005"


def test_some_statements_of_capacity_count_and_some_have_gone_off(district: Session) -> None:
    shown = [
        capacity_shown(newest(service.capacities), now=NOW, fresh_days=28)
        for service in district.exec(select(Service).join(Capacity, col(Capacity.service_id) == col(Service.id)))
    ]
    assert {capacity.status for capacity in shown} == {None, *CapacityStatus}


def test_dates_are_told_from_the_day_on_which_it_is_loaded(full_gazetteer: FileGazetteer, a_few_files: Path) -> None:
    def days_ago(today: date) -> list[tuple[int | None, int | None]]:
        """How many days ago each service was confirmed, and its capacity stated."""
        return [
            (
                (today - record.confirmed_on).days if record.confirmed_on else None,
                (today - record.capacity.stated_on).days if record.capacity else None,
            )
            for record in records(a_few_files, full_gazetteer, today=today)
        ]

    assert any(confirmed for confirmed, _ in days_ago(NOW.date()))
    assert any(stated for _, stated in days_ago(NOW.date()))
    assert days_ago(NOW.date()) == days_ago(NOW.date() + timedelta(days=400))


# The format.

GROUP: dict[str, Any] = {"name": "Kettle Club", "services": [{"name": "Tea table"}]}

# fmt: off
SESSIONS: list[tuple[dict[str, Any], str]] = [
    ({"days": ["tue"], "from": "14:00", "to": "16:00"}, "Every Tuesday, 2pm to 4pm"),
    ({"every": "week", "days": ["tue", "thu"]}, "Every Tuesday and Thursday"),
    ({"every": "2 weeks", "days": ["tue"], "since": "2026-01-06"}, "Every 2 weeks on Tuesday"),
    ({"every": "month", "days": ["2 thu", "-1 fri"]}, "Second Thursday and last Friday of every month"),
    ({"every": "month", "dates": [1, 15]}, "On the 1st and 15th of every month"),
    ({"every": "3 months", "days": ["1 mon"], "since": "2026-01-05"}, "First Monday of every 3 months"),
    ({"days": ["sat"], "season": ["04-01", "09-30"]}, "Every Saturday, April to September only"),
    ({"days": ["sat"], "season": ["11-01", "02-28"]}, "Every Saturday, November to February only"),
    ({"on": "2026-12-24", "from": "18:00"}, "Thursday 24 December 2026, from 6pm"),
]
# fmt: on


def written(folder: Path, *groups: dict[str, Any]) -> Path:
    (folder / "test.yaml").write_text(yaml.safe_dump(list(groups)), encoding="utf-8")
    return folder


def with_service(**values: Any) -> dict[str, Any]:
    return GROUP | {"services": [{"name": "Tea table", **values}]}


@pytest.mark.parametrize(("session_", "words"), SESSIONS)
def test_a_session_is_read_as_it_is_written(
    tmp_path: Path, full_gazetteer: FileGazetteer, session_: dict[str, Any], words: str
) -> None:
    folder = written(tmp_path, with_service(sessions=[session_]))
    (record,) = records(folder, full_gazetteer, today=NOW.date())
    recurrence = record.times[0].recurrence
    assert recurrence
    assert recurrence.in_words() == words


WRONG: list[dict[str, Any]] = [
    {"nam": "Tea"},
    {"sessions": [{"every": "fortnight"}]},
    {"sessions": [{"every": "2 days"}]},
    {"sessions": [{"days": ["tue"], "from": "half past two"}]},
    {"who": [{"any_of": ["clever"]}]},
    {"who": [{"ages": [70, 60]}]},
    {"how": ["by boat"]},
    {"capacity": {"status": "roomy", "days_ago": 1}},
    {"capacity": {"status": "open", "days_ago": 1, "free": 3, "of": 2}},
    {"covers": ["E0600000512345"]},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_that_does_not_keep_to_the_format_is_refused(
    tmp_path: Path, full_gazetteer: FileGazetteer, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        list(records(written(tmp_path, with_service(**wrong)), full_gazetteer, today=NOW.date()))
