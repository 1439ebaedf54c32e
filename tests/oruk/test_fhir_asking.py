"""What a FHIR search asks for: names, dates, references, distances; and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.fhir.answers import bundle
from directory.oruk.fhir.asking import Asked, AskedWronglyError, NameTest, read, split, unescaped
from directory.oruk.fhir.nearness import Near
from directory.oruk.fhir.spans import span
from tests.makers import HARBOUR

SITE = "https://directory.example"
KEY = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
MOMENT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def asked(kind: str = "HealthcareService", **parameters: str) -> Asked:
    pairs = [(name.replace("__", ".").replace("_to_", ":"), value) for name, value in parameters.items()]
    return read(kind, pairs, site=SITE, usual_km=16)


def of(name: str, value: str, kind: str = "HealthcareService") -> Asked:
    return read(kind, [(name, value)], site=SITE, usual_km=16)


@pytest.mark.parametrize(
    ("how", "text", "holds"),
    [
        ("", "tues", True),
        ("", "table", False),
        ("", "TUESDAY TEA", True),
        ("contains", "table", True),
        ("contains", "chair", False),
        ("exact", "Tuesday téa table", True),
        ("exact", "tuesday tea table", False),
        ("", "tuesday tea", True),
    ],
)
def test_names_are_compared_as_fhir_says(how: str, text: str, *, holds: bool) -> None:
    assert NameTest(how, (text,)).holds("Tuesday téa table") is holds


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("2026-11-20", True),
        ("2026-11", True),
        ("2026", True),
        ("2026-11-21", False),
        ("2026-11-20T09:30Z", True),
        ("2026-11-20T09:30:00Z", True),
        ("2026-11-20T09:30:00.000+00:00", True),
        ("2026-11-20T09:30:00 00:00", True),
        ("2026-11-20T10:30:00+00:00", False),
        ("ne2026-11-20", False),
        ("ge2026-11-20", True),
        ("gt2026-11-20", False),
        ("gt2026-11-19", True),
        ("sa2026-11-19", True),
        ("le2026-11-20", True),
        ("lt2026-11-20", False),
        ("eb2026-11-21", True),
        ("ap2026-11-21", True),
        ("ap2026-11-23", False),
    ],
)
def test_dates_are_spans(written: str, *, holds: bool) -> None:
    assert span(written).holds(MOMENT) is holds


@given(st.datetimes(timezones=st.just(UTC)), st.dates(date(1000, 1, 1), date(9998, 12, 31)))
def test_before_within_or_after_a_day_is_all_there_is(aware: datetime, day: date) -> None:
    found = [prefix for prefix in ("lt", "eq", "gt") if span(f"{prefix}{day}").holds(aware)]
    assert len(found) == 1
    assert span(f"ge{day}").holds(aware) is not span(f"lt{day}").holds(aware)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("_lastUpdated", "yesterday"),
        ("_lastUpdated", "2026-13-01"),
        ("_lastUpdated", "xx2026"),
        ("_lastUpdated", "0000"),
        ("_lastUpdated", "9999"),
        ("_lastUpdated", "2026-11-20T09:30:00Europe/London"),
        ("_count", "-1"),
        ("_count", "many"),
        ("_count", "9" * 5_000),
        ("_offset", "1.5"),
        ("active", "perhaps"),
        ("name:missing", "true"),
        ("organization:identifier", "x"),
        ("location.near", "here"),
        ("location.near", "54.5"),
        ("location.near", "95|0"),
        ("location.near", "54.5|-1.5|5|leagues"),
        ("location.near", "54.5|-1.5|nan|km"),
        ("location.near", "54.5|-1.5|-5|km"),
        ("location.near", "54.5|-1.5|5|km|more"),
    ],
)
def test_what_cannot_be_read_is_refused_and_named(name: str, value: str) -> None:
    with pytest.raises(AskedWronglyError) as refused:
        of(name, value)
    assert refused.value.parameter == name


def test_what_we_do_not_know_is_passed_over_and_listed() -> None:
    found = asked(specialty="x", name="tea", _contained="true", near="1|1")
    assert found.ignored == ["specialty", "_contained", "near"]
    assert found.used == [("name", "tea")]


@pytest.mark.parametrize(
    ("written", "km"),
    [("54.52|-1.55", 16), ("54.52|-1.55|5", 5), ("54.52|-1.55|500|m", 0.5), ("54.52|-1.55|10|[mi_us]", 16.09344)],
)
def test_a_distance_has_a_unit(written: str, km: float) -> None:
    [[near]] = of("near", written, "Location").near
    assert (near.latitude, near.longitude) == (HARBOUR.latitude, HARBOUR.longitude)
    assert near.km == pytest.approx(km)


def test_several_values_are_alternatives_and_several_parameters_all_hold() -> None:
    found = read(
        "HealthcareService",
        [("service-type", f"a,{SITE}|b"), ("service-type", "|c"), ("location", f"{KEY},Location/{KEY}")],
        site=SITE,
        usual_km=16,
    )
    assert found.types == [((None, "a"), (SITE, "b")), (("", "c"),)]
    assert found.locations == [frozenset({KEY})]


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (KEY, KEY),
        (KEY.upper(), KEY),
        (f"Organization/{KEY}", KEY),
        (f"{SITE}/fhir/Organization/{KEY}", KEY),
        (f"Patient/{KEY}", ""),
        (f"https://elsewhere.example/fhir/Organization/{KEY}", ""),
    ],
)
def test_a_reference_is_to_one_of_ours(value: str, key: str) -> None:
    assert of("organization", value).organisations == [frozenset({key})]


def test_commas_and_bars_can_be_meant() -> None:
    assert list(map(unescaped, split("tea\\, cake,a\\|b,\\\\"))) == ["tea, cake", "a|b", "\\"]


def test_a_page_is_never_longer_than_500() -> None:
    assert asked(_count="100000").count == 500


def links(total: int, **parameters: str) -> dict[str, str]:
    page = bundle(asked(**parameters), f"{SITE}/fhir", total, [], [])
    return {link["relation"]: link["url"].removeprefix(f"{SITE}/fhir/HealthcareService?") for link in page["link"]}


def test_pages_lead_to_each_other() -> None:
    assert links(25, name="tea", _count="10", _offset="10", unheard="of") == {
        "self": "name=tea&_count=10&_offset=10",
        "first": "name=tea&_count=10",
        "previous": "name=tea&_count=10",
        "next": "name=tea&_count=10&_offset=20",
        "last": "name=tea&_count=10&_offset=20",
    }


@given(st.integers(0, 2_000), st.integers(1, 500))
def test_following_the_links_one_meets_every_hit_once(total: int, count: int) -> None:
    met, following = 0, f"_count={count}"
    while following:
        pairs = dict(each.split("=") for each in following.split("&"))
        page = links(total, **pairs)
        met += min(count, max(total - int(pairs.get("_offset", 0)), 0))
        following = page.get("next", "")
    assert met == total


def test_beyond_the_end_one_is_led_back() -> None:
    assert links(25, _count="10", _offset="1000")["previous"] == "_count=10&_offset=20"


def test_only_the_number_is_a_page_without_entries() -> None:
    page = bundle(asked(_count="0"), f"{SITE}/fhir", 7, [], [])
    assert (page["total"], list(page)) == (7, ["resourceType", "type", "total", "link"])


def test_nothing_found_is_said_as_nought() -> None:
    assert bundle(asked(), f"{SITE}/fhir", 0, [], [])["total"] == 0


def test_near_means_as_far_as_is_usual_unless_told() -> None:
    assert of("location.near", "54.52|-1.55").near == [(Near(HARBOUR.latitude, HARBOUR.longitude, 16),)]


def test_a_moment_without_a_zone_is_of_the_clock_here() -> None:
    summer = span("2026-07-01T09:00")
    assert summer.first == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert summer.after - summer.first == timedelta(minutes=1)
