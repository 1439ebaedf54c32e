"""A list of services to hand over, from a search to a piece of paper, and their times in a calendar."""

from datetime import time
from uuid import UUID

from directory.oruk.ical import Recurrence
from directory.oruk.records import ContactRecord, TimeRecord
from tests.checking_client import CheckingClient
from tests.makers import a_record
from tests.pages import Page
from tests.views.conftest import Publish

NOWHERE = UUID("5b1c9a52-4a47-4d0e-9f0e-0a8f4f1c6e11")

TUESDAYS = TimeRecord(recurrence=Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(14), closes_at=time(16)))
TEA = a_record(id="1", times=(TUESDAYS,), contacts=(ContactRecord(role="Host", phone="01632 960001"),))
WALK = a_record(id="2", name="Harbour walk", description="A slow walk.")


class TestFromASearch:
    def test_a_service_is_put_on_the_list_and_the_search_goes_on(self, client: CheckingClient, listed: Publish) -> None:
        tea, _ = listed(TEA, WALK)
        found = Page(client.get("/search?postcode=ZZ1+1AA&sort=name"))
        again = Page(client.get(found.link("Add to list – Tuesday tea table")))
        assert again.names == found.names
        assert "On your list · Take off the list – Tuesday tea table" in again.text
        assert again.link("Your list: one service") == f"/shortlist?list={tea}"
        both = Page(client.get(again.link("Add to list – Harbour walk")))
        assert Page(client.get(both.link("Your list: 2 services"))).heading == "A list of 2 services"
        off = Page(client.get(both.link("Take off the list – Harbour walk")))
        assert off.link("Your list: one service")

    def test_the_list_is_carried_along_by_whatever_is_asked_next(self, client: CheckingClient, listed: Publish) -> None:
        [tea] = listed(TEA)
        page = Page(client.get(f"/search?postcode=ZZ1+1AA&q=tea&list={tea}"))
        for form in ("Services", "Filters"):
            assert page.sent(form)["list"] == [str(tea)]
        assert f"list={tea}" in page.link("Tuesday tea table")
        start = Page(client.get(f"/?list={tea}"))
        assert start.sent("Services")["list"] == [str(tea)]

    def test_what_is_no_service_is_passed_over(self, client: CheckingClient, listed: Publish) -> None:
        listed(TEA)
        page = Page(client.get("/search?postcode=ZZ1+1AA&list=nonsense&list=&list=../../etc/passwd"))
        assert "Your list" not in page.text


class TestTheList:
    def test_it_says_what_a_person_needs_who_goes_there(self, client: CheckingClient, listed: Publish) -> None:
        tea, walk = listed(TEA, WALK)
        page = Page(client.get(f"/shortlist?list={walk}&list={tea}"))
        assert page.heading == "A list of 2 services"
        for said in (
            "Where Harbour Hall, ZZ1 1AA",
            "When Next: Tuesday 24 November 2026 at 2pm Every Tuesday, 2pm to 4pm",
            "Room Room not known – ask",
            "Host: 01632 960001",
        ):
            assert said in page.text
        assert page.text.index("Harbour walk") < page.text.index("Tuesday tea table"), "in the order of picking"

    def test_it_comes_as_text_to_be_sent(self, client: CheckingClient, listed: Publish) -> None:
        [tea] = listed(TEA)
        page = Page(client.get(f"/shortlist?list={tea}"))
        [box] = page.elements("textarea")
        assert (box.text or "").strip().split("\n") == [
            "Tuesday tea table (Harbour Kettle Club)",
            "Next: Tuesday 24 November 2026 at 2pm",
            "Every Tuesday, 2pm to 4pm",
            "Harbour Hall, ZZ1 1AA",
            "Host: 01632 960001",
            f"http://localhost/listing/{tea}",
        ]
        assert page.link("Write a text message").startswith("sms:?body=Tuesday%20tea%20table")

    def test_a_list_too_long_for_a_link_is_copied(self, client: CheckingClient, listed: Publish) -> None:
        [tea] = listed(a_record(joining="Ring first. " * 200))
        page = Page(client.get(f"/shortlist?list={tea}"))
        assert not any(words.startswith("Write") for words in page.links)
        assert "Ring first." in page.source

    def test_one_is_taken_off_by_a_press(self, client: CheckingClient, listed: Publish) -> None:
        tea, walk = listed(TEA, WALK)
        page = Page(client.get(f"/shortlist?list={tea}&list={walk}"))
        rest = Page(client.get(page.link("Take off the list – Harbour walk")))
        assert rest.heading == "A list of one service"
        assert rest.link("Add more from a search") == f"/?list={tea}"

    def test_one_that_has_gone_is_missed(self, client: CheckingClient, listed: Publish) -> None:
        [tea] = listed(TEA)
        page = Page(client.get(f"/shortlist?list={tea}&list={NOWHERE}"))
        assert "One service of this list is no longer in the directory." in page.text

    def test_without_any_it_says_how_to_begin(self, client: CheckingClient) -> None:
        page = Page(client.get("/shortlist"))
        assert page.heading == "Your list is empty"
        assert page.link("Search") == "/"

    def test_no_more_than_thirty_are_read(self, client: CheckingClient, listed: Publish) -> None:
        [tea] = listed(TEA)
        others = "&".join(f"list={UUID(int=number)}" for number in range(1, 40))
        page = Page(client.get(f"/shortlist?{others}&list={tea}"))
        assert page.heading == "Your list is empty"

    def test_it_leaves_nothing_behind(self, client: CheckingClient, listed: Publish) -> None:
        [tea] = listed(TEA)
        answer = client.get(f"/shortlist?list={tea}")
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"

    def test_a_listing_is_put_on_it_from_its_own_page(self, client: CheckingClient, listed: Publish) -> None:
        tea, walk = listed(TEA, WALK)
        page = Page(client.get(f"/listing/{tea}?list={walk}"))
        assert page.link("Add to a list") == f"/shortlist?list={walk}&list={tea}"


class TestCalendars:
    def test_a_service_has_one(self, client: CheckingClient, listed: Publish) -> None:
        [tea] = listed(TEA)
        answer = client.get(Page(client.get(f"/listing/{tea}")).link("Add to calendar"))
        assert answer.content_type == "text/calendar; charset=utf-8"
        assert "RRULE:FREQ=WEEKLY;BYDAY=TU\r\n" in answer.text
        assert f"URL:http://localhost/listing/{tea}\r\n" in answer.text

    def test_whoever_has_it_already_is_told_so(self, client: CheckingClient, listed: Publish) -> None:
        [tea] = listed(TEA)
        first = client.get(f"/listing/{tea}/calendar.ics")
        tag, moment = first.headers["ETag"], first.headers["Last-Modified"]
        assert tag.startswith('W/"')
        for headers in ({"If-None-Match": tag}, {"If-Modified-Since": moment}):
            again = client.get(f"/listing/{tea}/calendar.ics", headers=headers)
            assert (again.status_code, again.text) == (304, "")

    def test_a_list_has_one_for_all(self, client: CheckingClient, listed: Publish) -> None:
        keys = listed(TEA, a_record(id="3", name="Choir", times=(TUESDAYS,)))
        page = Page(client.get("/shortlist?" + "&".join(f"list={key}" for key in keys)))
        assert client.get(page.link("Add the times to a calendar")).text.count("BEGIN:VEVENT") == 2

    def test_what_is_not_published_has_none(self, client: CheckingClient) -> None:
        assert client.get(f"/listing/{NOWHERE}/calendar.ics").status_code == 404
