"""The page of a councillor: what their ward has and lacks."""

import csv

import pytest
from flask import Flask

from directory.access import Grant
from directory.database import Database
from directory.geography import Gazetteer
from directory.oruk.records import PlaceRecord, TermRecord
from directory.vocabulary import Role, TermKind
from tests.checking_client import CheckingClient
from tests.makers import a_record, normal_island
from tests.pages import Page
from tests.people import sign_in_as
from tests.views.conftest import Publish
from tests.wards import COUNCILLOR, GROUP_EMAIL, HILL, QUAYSIDE, island_with_wards, make_nomination

LONELY = TermRecord(kind=TermKind.NEED, code="need:connect.lonely")
FALLS = TermRecord(kind=TermKind.NEED, code="need:body.falls")
ON_THE_HILL = PlaceRecord(name="Hill Hall", postcode="ZZ1 2AB")


@pytest.fixture
def gazetteer() -> Gazetteer:
    return island_with_wards()


@pytest.fixture
def councillor(client: CheckingClient, listed: Publish) -> CheckingClient:
    sign_in_as(client, "councillor@normal.example", COUNCILLOR)
    listed(
        a_record(id="s1", name="Tea table", terms=(LONELY,)),
        a_record(id="s2", name="=Balance class", terms=(FALLS,), places=(ON_THE_HILL,)),
    )
    return client


def row(page: Page, need: str) -> list[str]:
    """The cells of the row of a need."""
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in each] for each in page.elements("tr")]
    return next(cells[1:] for cells in rows if cells[0] == need)


def test_each_need_has_its_numbers_and_what_is_nearest(councillor: CheckingClient) -> None:
    page = Page(councillor.get("/ward"))
    assert page.heading == "Your ward: Quayside"
    assert row(page, "Loneliness and isolation") == ["1", "0", "", ""]
    assert row(page, "Falls, strength and balance Nothing") == ["0", "0", "", "=Balance class, 1.9 miles"]
    assert row(page, "Bereavement Nothing") == ["0", "0", "", "–"]
    lacking = "Falls, strength and balance (the nearest is =Balance class , 1.9 miles from the middle of the ward)"
    assert lacking in page.text


def test_a_bar_is_as_long_as_its_number(councillor: CheckingClient, listed: Publish) -> None:
    listed(a_record(id="s3", name="Chat", terms=(LONELY,)), a_record(id="s4", name="Steps", terms=(FALLS,)))
    bars = Page(councillor.get("/ward")).elements("{http://www.w3.org/2000/svg}rect")
    assert {bar.get("width") for bar in bars} == {"100.0", "50.0", "0.0"}


def test_the_page_says_where_its_wards_are_from(councillor: CheckingClient) -> None:
    assert "Wards are those of the rows given by hand" in Page(councillor.get("/ward")).text


def test_the_table_can_be_taken_away_and_nothing_in_it_is_a_formula(councillor: CheckingClient) -> None:
    page = Page(councillor.get("/ward"))
    answer = councillor.get(page.link("Download"))
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="needs-{QUAYSIDE}.csv"'
    rows = list(csv.reader(answer.get_data(as_text=True).removeprefix("\ufeff").splitlines()))
    assert rows[0][1:4] == ["Need", "In the area", "Reaching it from elsewhere"]
    assert ["Body and movement", "Falls, strength and balance", "0", "0", "'=Balance class", "1.9"] in [
        ["Body and movement", *each[1:]] for each in rows
    ]


def test_what_others_told_us_of_in_the_ward_is_there_too(
    councillor: CheckingClient, app: Flask, web_database: Database
) -> None:
    assert "that others told us of" not in Page(councillor.get("/ward")).text
    colleague = app.test_client()
    assert isinstance(colleague, CheckingClient)
    sign_in_as(colleague, "colleague@normal.example", COUNCILLOR)
    with web_database.writing() as session:
        make_nomination(session)
    page = Page(colleague.get("/ward"))
    assert "Groups in your ward that others told us of" in page.text
    assert "Quayside Bowls" in page.text
    assert GROUP_EMAIL not in page.source


class TestSeveralWards:
    @pytest.fixture
    def client(self, app: Flask) -> CheckingClient:
        opened = app.test_client()
        assert isinstance(opened, CheckingClient)
        sign_in_as(opened, "both@normal.example", COUNCILLOR, Grant(Role.COUNCILLOR, area=HILL))
        return opened

    def test_one_of_them_is_chosen(self, client: CheckingClient) -> None:
        page = Page(client.get("/ward"))
        assert page.heading == "Your ward: Hill"
        assert Page(client.get(page.links["Quayside"])).heading == "Your ward: Quayside"

    @pytest.mark.parametrize("code", ["X05000003", "nonsense"])
    @pytest.mark.parametrize("address", ["/ward", "/ward/needs.csv"])
    def test_that_of_another_is_not_shown(self, client: CheckingClient, address: str, code: str) -> None:
        assert client.get(address, query_string={"area": code}).status_code == 404


class TestWithoutWards:
    @pytest.fixture
    def gazetteer(self) -> Gazetteer:
        return normal_island()

    def test_a_district_is_shown_as_one(self, client: CheckingClient) -> None:
        sign_in_as(client, "councillor@normal.example", Grant(Role.COUNCILLOR, area="X06000001"))
        page = Page(client.get("/ward"))
        assert page.heading == "Your district: Normal Harbour"
        assert "Our postcodes tell no wards, so this is your whole district" in page.text

    def test_of_a_ward_that_we_cannot_place_it_says_so(self, client: CheckingClient) -> None:
        sign_in_as(client, "councillor@normal.example", COUNCILLOR)
        page = Page(client.get("/ward"))
        assert "We cannot say this yet" in page.text
        assert client.get("/ward/needs.csv").status_code == 200


def test_the_account_of_a_councillor_leads_here(client: CheckingClient) -> None:
    sign_in_as(client, "councillor@normal.example", COUNCILLOR)
    links = Page(client.get("/account")).links
    assert links["Add a group you know of"] == "/nominate"
    assert links["Your ward: your groups, and what it has and lacks"] == "/ward"
