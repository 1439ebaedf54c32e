"""The start page and the results, in every state they can be in."""

from datetime import date
from urllib.parse import quote

import pytest

from directory.oruk.ical import Recurrence
from directory.oruk.records import (
    CapacityRecord,
    ContactRecord,
    CostRecord,
    PlaceRecord,
    RuleRecord,
    TermRecord,
    TimeRecord,
)
from directory.vocabulary import CapacityStatus, RuleKind, TermKind, Way
from tests.checking_client import CheckingClient
from tests.makers import a_record
from tests.pages import Page
from tests.views.asking import numbered, page, results
from tests.views.conftest import Publish


class TestStart:
    def test_asks_for_a_place_and_a_need_with_one_form(self, client: CheckingClient) -> None:
        start = page(client, "/")
        assert start.heading == "Find something that fits, is near, and has room"
        assert set(start.sent("Services")) == {"postcode", "q", "age", "gender", "referrer"}

    def test_keeps_what_stands_in_its_address(self, client: CheckingClient) -> None:
        sent = page(client, "/", postcode="ZZ1 1AA", q="lonely", age="84", has=["carer"]).sent("Services")
        assert (sent["postcode"], sent["q"], sent["age"], sent["has"]) == (["ZZ1 1AA"], ["lonely"], ["84"], ["carer"])

    @pytest.mark.parametrize("age", ["-4", "640", "old", "16-", "25-16", "nan", "1e1", "8 months", "\x00", "²"])
    def test_an_age_that_cannot_be_meant_is_refused_beside_its_field(self, client: CheckingClient, age: str) -> None:
        refused = results(client, postcode="ZZ1 1AA", q="tea", age=age, day=["day:tue"])
        if not age.strip("\x00"):
            assert refused.status == 200
            return
        assert refused.status == 422
        assert refused.title.startswith("Error: Find something")
        assert "There is a problem" in refused.text
        assert "#age" in refused.links.values()
        assert refused.sent("Services")["day"] == ["day:tue"], "what else was chosen is not lost"


class TestPlaces:
    def test_a_known_postcode_gives_what_is_near_with_its_distance(
        self, client: CheckingClient, listed: Publish
    ) -> None:
        listed(a_record(), a_record(id="s2", name="Far table", places=(PlaceRecord(name="Far", postcode="ZZ1 2AA"),)))
        found = results(client, postcode="zz11ab")
        assert found.heading == "2 services"
        assert found.names == ["Tuesday tea table", "Far table"]
        assert "Within 10 miles of ZZ1 1AB" in found.text
        assert "0.7 miles – Harbour Hall, ZZ1 1AA" in found.text

    def test_nothing_typed_shows_everything_everywhere(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record(places=()), a_record(id="s2", name="Far", places=(PlaceRecord(postcode="ZZ2 1AA"),)))
        found = results(client)
        assert found.heading == "2 services"
        assert "Where they are" not in found.text, "there is nothing to draw around"

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("ZZ8 8ZZ", "We do not know ZZ8 8ZZ"),
            ("ZZ", "ZZ alone is too wide"),
            ("Atlantis", "We do not know “Atlantis”"),
            ("D02 X285", "We only know places in the UK"),
            ("🙂", "Enter a postcode, or the name of a town or village."),
            ("<b>", "We do not know “<b>”"),
            ("a" * 5_000, "We do not know"),
        ],
    )
    def test_a_place_that_is_not_known_is_an_answer_of_its_own(
        self, client: CheckingClient, listed: Publish, typed: str, said: str
    ) -> None:
        listed(a_record())
        found = results(client, postcode=typed, q="tea", age="84")
        assert found.status == 200
        assert found.heading == "Where is that?"
        assert said in found.text
        assert found.names == []
        assert found.sent("Services")["age"] == ["84"]

    def test_a_slip_is_offered_put_right_with_the_rest_of_the_search(
        self, client: CheckingClient, listed: Publish
    ) -> None:
        listed(a_record())
        found = results(client, postcode="ZZI 1AA", q="tea")
        assert Page(client.get(found.link("ZZ1 1AA"))).names == ["Tuesday tea table"]
        assert "q=tea" in found.link("ZZ1 1AA")

    def test_of_several_places_of_one_name_each_can_be_chosen(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record())
        found = results(client, postcode="Newton")
        assert "There is more than one place called “Newton”" in found.text
        for choice in ("Newton, Normal Harbour", "Newton, Far Normal"):
            assert choice in results(client, postcode=choice).text
        assert "of Newton, Far Normal" in Page(client.get(found.link("Newton, Far Normal"))).text

    def test_a_place_can_be_given_up(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record())
        found = results(client, postcode="Atlantis", q="tea")
        assert Page(client.get(found.link("Search everywhere instead"))).names == ["Tuesday tea table"]

    @pytest.mark.parametrize("typed", ["ZZ1", "ZZ1 1", "Normal Harbour"])
    def test_part_of_a_postcode_or_a_town_will_do(self, client: CheckingClient, listed: Publish, typed: str) -> None:
        listed(a_record())
        assert results(client, postcode=typed).names == ["Tuesday tea table"]

    def test_a_postcode_out_of_use_is_searched_from_and_said_to_be_so(
        self, client: CheckingClient, listed: Publish
    ) -> None:
        listed(a_record())
        found = results(client, postcode="ZZ9 9ZZ")
        assert found.names == ["Tuesday tea table"]
        assert "June 2019" in found.text

    def test_a_postcode_without_a_point_is_said_to_be_so_and_measures_nothing(
        self, client: CheckingClient, listed: Publish
    ) -> None:
        listed(a_record())
        found = results(client, postcode="ZZ3 3ZZ")
        assert found.names == ["Tuesday tea table"]
        assert "not where it is, so we cannot say how far away anything is" in found.text
        assert "miles –" not in found.text
        assert found.elements("svg") == [], "without a point there is nothing to draw around"


class TestWhatIsShown:
    def test_a_card_says_all_that_a_navigator_needs(self, client: CheckingClient, listed: Publish) -> None:
        listed(
            a_record(
                summary="One long table",
                alert="Closed on 24 December",
                times=(TimeRecord(recurrence=Recurrence(freq="WEEKLY", byday=((0, "TU"),))),),
                costs=(CostRecord(amount=0),),
                contacts=(ContactRecord(role="Host", phone="01632 960001"),),
                joining="Just turn up",
                referral_url="https://kettle.example/refer",
                rules=(RuleRecord(kind=RuleKind.AGE, minimum_age=60),),
                capacity=CapacityRecord(status=CapacityStatus.FEW, stated_on=date(2026, 11, 12), places_free=2),
                confirmed_on=date(2026, 11, 1),
                ways=(Way.IN_PERSON, Way.PHONE),
            )
        )
        text = results(client, postcode="ZZ1 1AA", q="table", age="84").text
        for said in (
            "1 service for “table”",
            "Within 10 miles of ZZ1 1AA, for a person aged 84",
            "Harbour Kettle Club",
            "Closed on 24 December",
            "Fits Your client is 84; this group is for people aged 60 and over.",
            "under 0.1 miles – Harbour Hall, ZZ1 1AA (also by phone)",
            "Next: Tuesday 24 November",
            "Has room: 2 places free (told 9 days ago)",
            "Cost Free",
            "Just turn up Host: 01632 960001 – Referral form",
            "Confirmed 20 days ago",
            "Why this result: “table”: in its name and its summary",
        ):
            assert said in text

    def test_what_a_group_has_not_said_is_to_be_asked(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record(places=()))
        text = results(client).text
        assert "Ask first The group has not said who can come" in text
        assert text.count("Not known – ask") == 4
        assert "Room not known – ask" in text

    def test_full_services_are_shown_as_full(self, client: CheckingClient, listed: Publish) -> None:
        full = CapacityRecord(status=CapacityStatus.WAITING_LIST, stated_on=date(2026, 11, 20), wait_weeks=6)
        listed(a_record(capacity=full))
        assert "Waiting list, about 6 weeks (told yesterday)" in results(client).text

    def test_what_is_understood_can_be_taken_back(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record(rules=(RuleRecord(kind=RuleKind.AGE, maximum_age=30),)))
        found = results(client, q="tea for her, 84")
        assert "What we understood" in found.text
        assert found.names == []
        again = Page(client.get(found.link("Aged 84")))
        assert again.names == ["Tuesday tea table"]
        assert "Aged 84" not in again.text
        assert "Woman? ×" in again.text, "what is only guessed says so"
        last = Page(client.get(again.link("Woman?")))
        assert "What we understood" not in last.text

    def test_what_was_stated_can_be_taken_back(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record())
        found = results(client, age="84", gender="female", has=["carer", "veteran"], referrer="gp")
        for chip in ("Aged 84", "Women and girls", "Looks after someone", "GP practices can refer"):
            assert chip not in Page(client.get(found.link(chip))).links
        again = Page(client.get(found.link("Looks after someone")))
        assert "Has served in the armed forces × – remove" in again.links

    def test_who_is_turned_away_is_counted_and_a_press_away(self, client: CheckingClient, listed: Publish) -> None:
        listed(
            a_record(id="young", name="Youth tea", rules=(RuleRecord(kind=RuleKind.AGE, maximum_age=25),)),
            a_record(id="far", name="Far tea", rules=(RuleRecord(kind=RuleKind.RESIDENCE, among=("X06000002",)),)),
            a_record(id="any", name="Any tea", rules=(RuleRecord(kind=RuleKind.ANYONE),)),
        )
        found = results(client, postcode="ZZ1 1AA", q="tea", age="84")
        assert found.names == ["Any tea"]
        assert "1 service is for people of another age." in found.text
        assert "1 service is only for people who live elsewhere." in found.text
        every = Page(client.get(found.link("Show what is not for this person")))
        assert set(every.names) == {"Any tea", "Youth tea", "Far tea"}
        assert every.text.count("Not for this person") == 2
        assert Page(client.get(every.link("Leave out what is not for this person"))).names == ["Any tea"]

    def test_what_is_further_away_or_has_no_room_is_counted_and_a_press_away(
        self, client: CheckingClient, listed: Publish
    ) -> None:
        listed(
            a_record(id="near", name="Near tea"),
            a_record(id="far", name="Far tea", places=(PlaceRecord(postcode="ZZ1 2AA"),)),
        )
        found = results(client, postcode="ZZ1 1AA", q="tea", radius="3", exact="1")
        assert found.names == ["Near tea"]
        assert "1 service is further away. Show it" in found.text
        assert Page(client.get(found.link("Show it"))).names == ["Near tea", "Far tea"]
        nobody = results(client, q="tea", accepting="y", exact="1")
        assert nobody.heading == "Nothing found for “tea”"
        assert "2 services are without room now, or not known to have any. Show them" in nobody.text
        assert len(Page(client.get(nobody.link("Show them"))).names) == 2

    def test_looking_further_is_said_and_can_be_undone(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record(places=(PlaceRecord(postcode="ZZ1 2AA"),)))
        found = results(client, postcode="ZZ1 1AA", q="tea", radius="4")
        assert found.names == ["Tuesday tea table"]
        assert "Little fits within 4 miles, so we looked up to" in found.text
        exact = Page(client.get(found.link("Search for exactly this instead")))
        assert exact.heading == "Nothing found for “tea”"
        assert "Exactly this × – remove" in exact.links
        assert Page(client.get(exact.link("Exactly this"))).names == found.names

    @pytest.mark.parametrize(
        ("asked", "press", "gone", "chip"),
        [
            ({"q": "acordion"}, "Search for exactly what was typed", "No listing mentions", "As it was typed"),
            ({"q": "tea", "radius": "4"}, "Look no further", "Little fits within 4 miles", "No further away"),
            ({"q": "accordion tennis"}, "Only what fits all words", "Few listings fit all of your words", "All words"),
        ],
    )
    def test_each_step_further_can_be_taken_back_by_itself(
        self, client: CheckingClient, listed: Publish, asked: dict[str, str], press: str, gone: str, chip: str
    ) -> None:
        far = (PlaceRecord(postcode="ZZ1 2AA"),)
        listed(
            a_record(id="far", name="Tea of the hills", places=far),
            a_record(id="accordion", name="Accordion", summary="", description="Accordion"),
            a_record(id="tennis", name="Accordion tennis", description="Tennis with an accordion"),
            a_record(id="both", name="Scouts", description="Knots, camps, tennis, " + "words " * 40),
        )
        found = results(client, postcode="ZZ1 1AA", **asked)
        assert gone in found.text
        again = Page(client.get(found.link(press)))
        assert gone not in again.text
        assert again.sent("Filters")["keep"], "it stays so when filters are chosen"
        assert "keep" not in again.sent("Services"), "other words start anew"
        back = Page(client.get(again.link(f"{chip} × – remove")))
        assert (back.heading, back.names) == (found.heading, found.names)

    def test_exactly_this_is_as_it_was_typed_too(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record(name="Accordion table"))
        assert results(client, q="acordion", exact="1").names == []

    def test_a_slip_in_the_words_is_said(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record(name="Accordion table"))
        text = results(client, q="acordion").text
        assert "No listing mentions “acordion”, so we searched for “accordion”." in text

    def test_nothing_found_says_what_can_be_done(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record())
        found = results(client, postcode="ZZ1 1AA", q="quidditch", exact="1", accepting="y", day="day:tue", age="84")
        assert found.heading == found.title.partition(" – ")[0] == "Nothing found for “quidditch”"
        assert Page(client.get(found.link("See everything near by"))).status == 200
        unfiltered = found.link("Take all filters away")
        assert "day" not in unfiltered
        assert "accepting" not in unfiltered
        assert "age=84" in unfiltered, "the person stays who she is"

    def test_the_picture_leads_to_each_result(self, client: CheckingClient, listed: Publish) -> None:
        listed(*numbered(3), a_record(id="line", name="Line", places=()))
        found = results(client, postcode="ZZ1 1AB")
        marks = {words for words in found.every("aria-label") if words[0].isdigit()}
        assert marks == {f"{number}. {name}" for number, name in enumerate(found.names, 1) if name != "Line"}
        assert "The cross is ZZ1 1AB. Grey dots are homes. 1 of these results has no place to show." in found.text


class TestFilters:
    LUNCH = a_record(
        id="lunch",
        name="Lunch",
        costs=(CostRecord(amount=0),),
        times=(TimeRecord(recurrence=Recurrence(freq="WEEKLY", byday=((0, "TU"),))),),
        terms=(TermRecord(kind=TermKind.NEED, code="need:connect.lonely"),),
        capacity=CapacityRecord(status=CapacityStatus.OPEN, stated_on=date(2026, 11, 20)),
        languages=("ur",),
        ways=(Way.IN_PERSON,),
        places=(PlaceRecord(postcode="ZZ1 1AA", features=("access:step-free", "access:hearing-loop")),),
    )
    WALK = a_record(id="walk", name="Walk", costs=(CostRecord(amount=3),), ways=(Way.IN_PERSON,))

    def test_every_filter_says_how_many_it_leaves(self, client: CheckingClient, listed: Publish) -> None:
        listed(self.LUNCH, self.WALK)
        text = results(client).text
        for option in ("Loneliness and isolation (1)", "Tuesday (1)", "Free (1)", "Paid for (1)", "At a place (2)"):
            assert option in text
        assert "Can take people now (1)" in text

    @pytest.mark.parametrize(
        ("chosen", "chip"),
        [
            ({"cost": "cost:free"}, "Free"),
            ({"day": "day:tue"}, "Tuesday"),
            ({"need": "need:connect.lonely"}, "Loneliness and isolation"),
            ({"language": "language:ur"}, "Urdu"),
            ({"access": ["access:step-free", "access:hearing-loop"]}, "Hearing loop"),
            ({"accepting": "y"}, "Can take people now"),
        ],
    )
    def test_a_filter_in_use_is_said_and_can_be_taken_away(
        self, client: CheckingClient, listed: Publish, chosen: dict[str, str | list[str]], chip: str
    ) -> None:
        listed(self.LUNCH, self.WALK)
        found = results(client, **chosen)
        assert found.names == ["Lunch"]
        address = found.link(f"{chip} × – remove")
        again = Page(client.get(address))
        assert f"{chip} × – remove" not in again.links

    def test_all_filters_at_once_are_said_in_words(self, client: CheckingClient, listed: Publish) -> None:
        listed(self.LUNCH, self.WALK)
        found = results(
            client,
            postcode="ZZ1 1AA",
            q="lunch",
            cost=["cost:free", "cost:paid"],
            day=["day:tue", "day:wed"],
            way="way:in_person",
            access="access:step-free",
            language="language:ur",
            accepting="y",
            radius="2.5",
            sort="nearest",
        )
        assert found.names == ["Lunch"]
        for said in ("within 2.5 miles of zz1 1aa", "at a place", "tuesday or wednesday", "free or paid for", "urdu"):
            assert f"{said}, " in found.text.casefold()
        sent = found.sent("Filters")
        assert sent["radius"] == ["2.5"]
        assert sent["sort"] == ["nearest"]
        assert sent["day"] == ["day:tue", "day:wed"], "a day on which nothing happens stays, to be taken away"
        assert (sent["postcode"], sent["q"], sent["accepting"]) == (["ZZ1 1AA"], ["lunch"], ["y"])

    def test_pressing_show_results_changes_nothing_by_itself(self, client: CheckingClient, listed: Publish) -> None:
        listed(self.LUNCH, self.WALK)
        asked: dict[str, str | list[str]] = {"postcode": "ZZ1 1AA", "q": "lunch or 84", "has": ["carer"]}
        asked |= {"not": "age:84-84", "show": "all"}
        found = results(client, **asked)
        again = results(client, **found.sent("Filters"))
        assert (again.heading, again.names) == (found.heading, found.names)
        assert again.sent("Filters") == found.sent("Filters")

    def test_other_words_keep_the_person_and_drop_what_was_chosen_for_the_words(
        self, client: CheckingClient, listed: Publish
    ) -> None:
        listed(self.LUNCH, self.WALK)
        found = results(
            client, q="lunch", age="84", has="carer", day="day:tue", need="need:connect.lonely", show="all", page="1"
        )
        sent = found.sent("Services")
        assert sent == {"postcode": [""], "q": ["lunch"], "age": ["84"], "has": ["carer"], "day": ["day:tue"]}

    def test_the_next_client_starts_with_an_empty_form(self, client: CheckingClient, listed: Publish) -> None:
        listed(self.LUNCH)
        assert results(client, q="lunch", age="84").link("Start again") == "/"

    @pytest.mark.parametrize("sort", ["best", "nearest", "soonest", "name"])
    def test_every_order_is_offered_and_kept(self, client: CheckingClient, listed: Publish, sort: str) -> None:
        listed(self.LUNCH, self.WALK)
        assert results(client, sort=sort, postcode="ZZ1 1AA").sent("Filters")["sort"] == [sort]


class TestPages:
    def test_page_two_of_three_goes_on_where_page_one_ended(self, client: CheckingClient, listed: Publish) -> None:
        listed(*numbered(45))
        first = results(client, sort="name", age="84")
        second = Page(client.get(first.link("Next page")))
        third = Page(client.get(second.link("Next page")))
        names = [*first.names, *second.names, *third.names]
        assert names == [f"Table {number:03}" for number in range(1, 46)]
        assert "Page 2 of 3" in second.text
        assert "Next page" not in third.links
        assert "result-21" in second.every("id")
        assert "page" not in second.link("Previous page"), "the first page has one address"
        assert "age=84" in second.link("Previous page")

    def test_a_page_beyond_the_last_leads_to_the_last(self, client: CheckingClient, listed: Publish) -> None:
        listed(*numbered(21))
        for number in ("3", "500", "99999"):
            answer = client.get("/search", query_string={"sort": "name", "page": number})
            assert answer.status_code == 302
            assert "Page 2 of 2" in Page(client.get(answer.location)).text

    def test_beyond_nothing_there_is_still_one_page(self, client: CheckingClient) -> None:
        assert results(client, page="7").heading == "Nothing found"

    def test_a_page_that_is_no_number_is_the_first(self, client: CheckingClient, listed: Publish) -> None:
        listed(*numbered(21))
        for number in ("0", "-1", "1.5", "x", "", "1e3", "9" * 5_000, "²"):
            assert results(client, sort="name", page=number).names[0] == "Table 001"

    def test_a_filter_is_chosen_from_any_page_and_leads_to_the_first(
        self, client: CheckingClient, listed: Publish
    ) -> None:
        listed(*numbered(21))
        found = results(client, page="2", age="84")
        assert "page" not in found.link("Aged 84")
        assert "page" not in found.sent("Filters")


@pytest.mark.parametrize("typed", ["lonely widow", quote("O'Brien & sons <3"), "ZZ1 1AA"])
def test_the_heading_repeats_what_was_typed(client: CheckingClient, listed: Publish, typed: str) -> None:
    listed(a_record())
    found = results(client, q=typed)
    assert f"for “{typed}”" in found.heading
    assert found.title.startswith(found.heading)
