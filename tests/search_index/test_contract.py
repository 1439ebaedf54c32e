"""What every engine promises. One class, run on each of them."""

from dataclasses import replace
from typing import ClassVar

import pytest

from search_index.answering import ENOUGH
from search_index.conditions import ANYONE
from search_index.documents import Condition, Document, Facts, Fit, Point, Room, Sort, Suggestion
from search_index.port import SearchIndex
from tests.search_index.makers import HERE, NOW, TODAY, a_document, a_query, aged, away, found, on

HOSTILE = [
    "",
    " ",
    '"',
    '"unfinished phrase',
    "NOT",
    "lunch AND",
    "OR OR OR",
    "name:lunch",
    "a:b:c",
    "[",
    "[a TO z]",
    "((((",
    "lunch)",
    "*",
    "?",
    "lunch*",
    "~",
    "lunch~2",
    "^5",
    "+ -",
    "\\",
    "\x00\x01\x02 lunch \x1f",
    "🍲🙂",
    "lunch" * 2000,
    "l" * 10_000,
    "ß ŒŁ İıſ",
    "‮lunch‬",
    "العربية",
    "'; DROP TABLE service; --",
    "<script>alert(1)</script>",
    "%s %d {} {0}",
    "..\\..\\etc/passwd",
    "\ud800",
    "1" * 400,
]


class TestEveryEngine:
    LUNCH: ClassVar[Document] = a_document("lunch", name="Lunch club", description="Soup and company")
    WALK: ClassVar[Document] = a_document("walk", name="Morning walk", description="A slow walk with tea after it")

    def test_finds_a_service_by_a_word_of_its_name(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH, self.WALK])
        assert found(empty.search(a_query("lunch"))) == ["lunch"]

    def test_finds_a_service_by_another_form_of_a_word(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH, self.WALK])
        assert found(empty.search(a_query("walking"))) == ["walk"]

    def test_an_empty_text_asks_for_what_is_near(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH, replace(self.WALK, points=(away(3),))])
        hits = empty.search(a_query(near=HERE))
        assert found(hits) == ["lunch", "walk"]
        assert [round(hit.distance_km or 0, 2) for hit in hits.hits] == [0, 3]

    @pytest.mark.parametrize("text", HOSTILE)
    def test_any_text_is_a_search(self, empty: SearchIndex, text: str) -> None:
        empty.put([self.LUNCH, self.WALK])
        hits = empty.search(a_query(text, widen=True))
        assert 0 <= hits.total <= 2
        assert empty.suggest(text) is not None

    def test_an_empty_index_finds_nothing_and_says_so(self, empty: SearchIndex) -> None:
        hits = empty.search(a_query("lunch", near=HERE, widen=True))
        assert (hits.total, list(hits.hits)) == (0, [])

    def test_what_is_put_again_replaces_what_was_there(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH])
        empty.put([replace(self.LUNCH, name="Supper club", description="")])
        assert found(empty.search(a_query("lunch"))) == []
        assert found(empty.search(a_query("supper"))) == ["lunch"]
        assert empty.status().documents == 1

    def test_the_same_id_twice_at_once_is_the_last_of_them(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH, replace(self.LUNCH, name="Supper club")])
        assert empty.status().documents == 1
        assert found(empty.search(a_query("supper"))) == ["lunch"]

    def test_what_is_removed_is_gone_also_from_the_counts(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH, self.WALK])
        empty.remove(["lunch", "was never there"])
        assert found(empty.search(a_query())) == ["walk"]
        assert empty.status().documents == 1

    def test_what_is_removed_is_gone_also_for_a_client_who_has_found_it(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH, self.WALK])
        assert found(empty.search(a_query(sort=Sort.NAME))) == ["lunch", "walk"]
        empty.remove(["lunch"])
        assert found(empty.search(a_query(sort=Sort.NAME))) == ["walk"]

    def test_replacing_all_leaves_nothing_of_before(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH])
        steps: list[int] = []
        empty.replace_all([self.WALK], progress=steps.append)
        assert found(empty.search(a_query())) == ["walk"]
        assert sum(steps) == 1

    def test_a_rebuild_that_fails_leaves_the_old_documents(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH])

        def broken() -> object:
            yield self.WALK
            raise RuntimeError("the database has gone")

        with pytest.raises(RuntimeError, match="gone"):
            empty.replace_all(broken())  # type: ignore[arg-type]  # an iterator is all it needs
        assert found(empty.search(a_query())) == ["lunch"]

    def test_a_change_gives_a_new_generation(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH])
        before = empty.status().generation
        empty.put([self.WALK])
        assert empty.status().generation > before
        assert empty.status().sound

    # Where.

    def test_what_is_beyond_the_radius_is_left_out_and_counted(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH, a_document("far", name="Lunch far away", points=(away(20),))])
        hits = empty.search(a_query("lunch", near=HERE, radius_km=10))
        assert found(hits) == ["lunch"]
        assert hits.left_out == {"distance": 1}

    @pytest.mark.parametrize(("near", "left_out"), [(ENOUGH - 1, {"distance": 2, "room": 1}), (ENOUGH, {"room": 1})])
    def test_what_is_farther_away_is_counted_only_where_there_is_not_enough_nearer(
        self, empty: SearchIndex, near: int, left_out: dict[str, int]
    ) -> None:
        room = {"room": Room.OPEN, "room_stated_on": TODAY}
        empty.put(a_document(f"near {number}", name="Lunch", **room) for number in range(near))
        empty.put(a_document(f"far {number}", name="Lunch", points=(away(20),), **room) for number in range(2))
        empty.put([a_document("full", name="Lunch", room=Room.FULL, room_stated_on=TODAY)])
        for widen in (False, True):
            hits = empty.search(
                a_query("lunch", near=HERE, radius_km=10, accepting=True, widen=widen, keeping=frozenset({"further"}))
            )
            assert (hits.total, hits.left_out) == (near, left_out)

    def test_what_has_no_place_is_kept_whatever_the_radius(self, empty: SearchIndex) -> None:
        empty.put([a_document("line", name="Lunch by telephone", points=())])
        hits = empty.search(a_query("lunch", near=HERE, radius_km=1))
        assert found(hits) == ["line"]
        assert hits.hits[0].distance_km is None

    def test_of_several_places_the_nearest_counts(self, empty: SearchIndex) -> None:
        empty.put([a_document("two", points=(away(30), away(2), away(9)))])
        hit = empty.search(a_query(near=HERE, radius_km=5)).hits[0]
        assert hit.place == 1
        assert hit.distance_km == pytest.approx(2, abs=0.01)

    def test_sorted_by_distance_what_has_no_place_comes_last(self, empty: SearchIndex) -> None:
        empty.put([a_document("line", points=()), a_document("far", points=(away(9),)), a_document("near")])
        assert found(empty.search(a_query(near=HERE, sort=Sort.NEAREST))) == ["near", "far", "line"]

    def test_both_ends_of_the_earth_are_places(self, empty: SearchIndex) -> None:
        empty.put([a_document("pole", points=(Point(90, 0),)), a_document("other", points=(Point(-90, 180),))])
        hits = empty.search(a_query(near=Point(90, 0), sort=Sort.NEAREST))
        assert found(hits) == ["pole", "other"]
        assert hits.hits[1].distance_km == pytest.approx(20015.1, abs=1)

    # Whom it is for.

    def test_only_a_certain_no_leaves_out(self, empty: SearchIndex) -> None:
        over_60 = Condition("age", ages=(720, float("inf")))
        empty.put([a_document("old", conditions=(over_60,)), a_document("all")])
        assert set(found(empty.search(a_query()))) == {"old", "all"}
        hits = empty.search(a_query(client=aged(40)))
        assert found(hits) == ["all"]
        assert hits.left_out == {"age": 1}

    def test_who_was_turned_away_can_be_shown(self, empty: SearchIndex) -> None:
        empty.put([a_document("women", conditions=(Condition("gender", frozenset({"gender:female"})),))])
        man = Facts({"gender": frozenset({"gender:male"})})
        assert empty.search(a_query(client=man)).total == 0
        shown = empty.search(a_query(client=man, turned_away=True))
        assert [(hit.id, hit.fit) for hit in shown.hits] == [("women", Fit.NO)]
        assert shown.left_out == {}

    def test_what_fits_comes_before_what_one_must_ask(self, empty: SearchIndex) -> None:
        empty.put([a_document("asked", conditions=()), a_document("fits", conditions=(Condition(ANYONE),))])
        hits = empty.search(a_query(near=HERE))
        assert [(hit.id, hit.fit) for hit in hits.hits] == [("fits", Fit.YES), ("asked", Fit.ASK)]

    # Room and time.

    def test_only_those_with_room_when_that_is_asked(self, empty: SearchIndex) -> None:
        empty.put(
            [
                a_document("open", room=Room.OPEN, room_stated_on=TODAY),
                a_document("few", room=Room.FEW, room_stated_on=TODAY),
                a_document("full", room=Room.FULL, room_stated_on=TODAY),
                a_document("old", room=Room.OPEN, room_stated_on=on(1, 9)),
                a_document("silent"),
            ]
        )
        hits = empty.search(a_query(accepting=True, sort=Sort.NAME))
        assert found(hits) == ["few", "open"]
        assert hits.left_out == {"room": 3}

    def test_a_statement_of_room_counts_on_its_last_day_and_no_longer(self, empty: SearchIndex) -> None:
        empty.put(
            [
                a_document("last", room=Room.OPEN, room_stated_on=on(24, 10)),
                a_document("late", room=Room.OPEN, room_stated_on=on(23, 10)),
            ]
        )
        assert found(empty.search(a_query(accepting=True, fresh_days=28))) == ["last"]

    def test_the_full_rank_below_the_open_but_do_not_vanish(self, empty: SearchIndex) -> None:
        empty.put(
            [
                a_document("full", name="Tea", room=Room.FULL, room_stated_on=TODAY),
                a_document("open", name="Tea", room=Room.OPEN, room_stated_on=TODAY),
                a_document("wait", name="Tea", room=Room.WAITING_LIST, room_stated_on=TODAY),
            ]
        )
        assert found(empty.search(a_query("tea"))) == ["open", "wait", "full"]

    def test_sorted_by_the_next_session_the_past_does_not_count(self, empty: SearchIndex) -> None:
        now = int(NOW.timestamp() // 60)
        empty.put(
            [
                a_document("later", sessions=(now - 60, now + 600)),
                a_document("soon", sessions=(now - 600, now, now + 9000)),
                a_document("never", sessions=(now - 5,)),
            ]
        )
        hits = empty.search(a_query(sort=Sort.SOONEST))
        assert found(hits) == ["soon", "later", "never"]
        assert [hit.session for hit in hits.hits] == [now, now + 600, None]

    # Filters and facets.

    def test_of_the_tags_of_a_group_one_is_enough_and_every_group_must_be_met(self, empty: SearchIndex) -> None:
        empty.put(
            [
                a_document("mon", tags=frozenset({"day:mon", "cost:free"})),
                a_document("tue", tags=frozenset({"day:tue", "cost:free"})),
                a_document("paid", tags=frozenset({"day:tue", "cost:paid"})),
                a_document("wed", tags=frozenset({"day:wed", "cost:free"})),
            ]
        )
        days, free = frozenset({"day:mon", "day:tue"}), frozenset({"cost:free"})
        hits = empty.search(a_query(filters={"day": days, "cost": free}, sort=Sort.NAME))
        assert found(hits) == ["mon", "tue"]

    def test_a_count_is_what_choosing_the_option_would_give(self, empty: SearchIndex) -> None:
        empty.put(
            [
                a_document("mon", tags=frozenset({"day:mon", "cost:free"})),
                a_document("tue", tags=frozenset({"day:tue", "cost:free"})),
                a_document("paid", tags=frozenset({"day:tue", "cost:paid"})),
            ]
        )
        plain = empty.search(a_query())
        for group, options in plain.facets.items():
            for option in options:
                if group != "room":
                    chosen = empty.search(a_query(filters={group: frozenset({option.value})}))
                    assert chosen.total == option.count, option
        on_monday = empty.search(a_query(filters={"day": frozenset({"day:mon"})}))
        assert {f.value: (f.count, f.selected) for f in on_monday.facets["day"]} == {
            "day:mon": (1, True),
            "day:tue": (2, False),
        }
        assert {f.value: f.count for f in on_monday.facets["cost"]} == {"cost:free": 1}

    def test_a_tag_that_is_asked_for_and_not_there_counts_nought(self, empty: SearchIndex) -> None:
        empty.put([self.LUNCH])
        hits = empty.search(a_query(filters={"day": frozenset({"day:sun"})}))
        assert (hits.total, hits.facets["day"][0].count) == (0, 0)

    def test_all_of_the_tags_of_every_are_needed(self, empty: SearchIndex) -> None:
        both = frozenset({"access:toilet", "access:step-free"})
        empty.put([a_document("both", tags=both), a_document("one", tags=frozenset({"access:toilet"}))])
        assert found(empty.search(a_query(every=both))) == ["both"]

    # Words.

    def test_a_need_is_found_by_what_people_say_and_what_listings_say(self, empty: SearchIndex) -> None:
        empty.put([a_document("balance", description="Be steady on your feet again."), self.LUNCH])
        hits = empty.search(a_query("gran keeps falling"))
        assert found(hits) == ["balance"]
        assert hits.needs == ("need:body.falls",)
        assert [(why.kind, why.value, why.where) for why in hits.hits[0].why] == [
            ("need", "need:body.falls", ("description",))
        ]

    def test_a_tagged_need_says_more_than_a_word_of_a_description(self, empty: SearchIndex) -> None:
        empty.put(
            [
                a_document("word", name="Drop-in", description="Nobody need be lonely here, or bored, or cold."),
                a_document("tag", name="Drop-in", tags=frozenset({"need:mind.lonely"})),
            ]
        )
        assert found(empty.search(a_query("lonely"))) == ["tag", "word"]

    def test_words_that_mean_the_same_find_each_other(self, empty: SearchIndex) -> None:
        empty.put([a_document("sing", name="Tuesday singing group"), self.LUNCH])
        assert found(empty.search(a_query("choir"))) == ["sing"]

    def test_a_one_way_synonym_works_one_way(self, empty: SearchIndex) -> None:
        empty.put([a_document("computer", name="Computer help"), a_document("tablet", name="Tablet help")])
        assert set(found(empty.search(a_query("tablet")))) == {"tablet", "computer"}
        assert found(empty.search(a_query("computer"))) == ["computer"]

    def test_a_slip_is_put_right_and_said(self, empty: SearchIndex) -> None:
        empty.put([a_document("sing", name="Community choir")])
        hits = empty.search(a_query("chior"))
        assert found(hits) == ["sing"]
        assert [(step.kind, step.before, step.after) for step in hits.relaxed] == [("spelling", "chior", "choir")]

    def test_a_name_counts_more_than_a_description(self, empty: SearchIndex) -> None:
        empty.put([a_document("b", name="Tea dance"), a_document("a", name="Bingo", description="With a tea dance.")])
        assert found(empty.search(a_query("tea dance"))) == ["b", "a"]

    def test_one_stray_word_out_of_four_is_no_answer(self, empty: SearchIndex) -> None:
        empty.put(
            [
                a_document("all", name="Gentle seated exercise class"),
                a_document("stray", name="Silver band", description="We rehearse in the hall beside the dance class."),
            ]
        )
        assert found(empty.search(a_query("gentle seated exercise class"))) == ["all"]

    # Order and pages.

    def test_ties_break_by_name_then_by_id(self, empty: SearchIndex) -> None:
        empty.put(
            [
                a_document("3", name="Zumba"),
                a_document("2", name="Écoute"),
                a_document("1", name="the Echo"),
                a_document("0", name="Zumba"),
            ]
        )
        for sort in (Sort.BEST, Sort.NAME, Sort.SOONEST):
            assert found(empty.search(a_query(sort=sort))) == ["1", "2", "0", "3"], sort

    def test_pages_are_parts_of_one_order(self, empty: SearchIndex) -> None:
        empty.put([a_document(f"{number:02}", name=f"Group {number % 7}") for number in range(30)])
        whole = found(empty.search(a_query(limit=30)))
        pages = [found(empty.search(a_query(limit=7, offset=start))) for start in range(0, 35, 7)]
        assert [id_ for page in pages for id_ in page] == whole
        assert empty.search(a_query(limit=0)).total == 30

    # Suggestions.

    def test_suggests_needs_then_names(self, empty: SearchIndex) -> None:
        empty.put([a_document("w", name="Walking football"), a_document("o", name="Ladies who walk")])
        assert empty.suggest("wal") == [
            Suggestion("need", "need:body.walk", "Walking"),
            Suggestion("service", "w", "Walking football"),
            Suggestion("service", "o", "Ladies who walk"),
        ]
        assert [each.id for each in empty.suggest("ladies w", limit=1)] == ["o"]
        assert empty.suggest("  ") == []

    def test_suggests_the_needs_that_the_words_mean_already(self, empty: SearchIndex) -> None:
        empty.put([a_document("k", name="Keeps falling book club")])
        assert [each.id for each in empty.suggest("keeps falling")] == ["need:body.falls", "k"]

    def test_needs_leave_half_of_the_suggestions_to_services(self, empty: SearchIndex) -> None:
        empty.put([a_document(str(number), name=f"Walking {number}") for number in range(5)])
        kinds = [each.kind for each in empty.suggest("w", limit=2)]
        assert kinds == ["need", "service"]
        assert len(empty.suggest("walking", limit=4)) == 4

    def test_suggests_no_service_that_has_gone_and_each_as_it_is_called_now(self, empty: SearchIndex) -> None:
        empty.put([a_document("gone", name="The Lantern Café"), a_document("new", name="Old lantern")])
        empty.remove(["gone"])
        empty.put([a_document("new", name="Lantern walk"), a_document("more", name="The Lantern Café")])
        assert [(each.id, each.label) for each in empty.suggest("LÁN")] == [
            ("more", "The Lantern Café"),
            ("new", "Lantern walk"),
        ]
        assert [each.id for each in empty.suggest("cafe lant")] == ["more"]

    def test_groups_are_there_as_long_as_they_offer_anything(self, empty: SearchIndex) -> None:
        for id_ in ("one", "two"):
            # One after the other, so that an index on the disk may keep them apart.
            empty.put([Document(id_, name="Tea", organisation="Tŷ Kettle Trust")])
        empty.put([Document("three", name="Kettle choir", organisation="Kettle choir")])
        told = [("service", "Kettle choir"), ("group", "Tŷ Kettle Trust")]
        assert [(each.kind, each.label) for each in empty.suggest("ket")] == told
        empty.remove(["one"])
        assert [each.label for each in empty.suggest("ty ke")] == ["Tŷ Kettle Trust"]
        empty.remove(["two"])
        assert empty.suggest("ty ke") == []


class TestLookingFurther:
    """What is done when too little is found; each step is said."""

    def test_further_away_when_little_is_near(self, empty: SearchIndex) -> None:
        empty.put([a_document("far", name="Lunch club", points=(away(15),))])
        hits = empty.search(a_query("lunch", near=HERE, radius_km=10, widen=True))
        assert found(hits) == ["far"]
        assert [(step.kind, step.before, step.after) for step in hits.relaxed] == [("further", "10", "20")]

    @pytest.mark.parametrize("kind", ["turned_down", "spelling", "fewer_words", "further", "wider_need"])
    def test_a_step_that_is_not_wanted_is_not_taken(self, empty: SearchIndex, kind: str) -> None:
        empty.put(
            [
                a_document("far", name="Painting workshop", points=(away(15),)),
                a_document("best", name="Pottery painting evening workshop"),
                a_document("part", name="Scouts", description="Knots, camps, painting in the workshop."),
                a_document("walk", name="Ramblers", tags=frozenset({"need:body.walk"})),
            ]
        )
        others = {"wider_need": "keeps falling", "turned_down": "painting, not for keeps falling"}
        asked = others.get(kind, "evning pottery painting workshop")
        query = a_query(asked, near=HERE, radius_km=10, widen=True)
        assert kind in {step.kind for step in empty.search(query).relaxed}
        assert kind not in {step.kind for step in empty.search(query._replace(keeping=frozenset({kind}))).relaxed}

    def test_fewer_words_when_no_listing_has_them_all(self, empty: SearchIndex) -> None:
        empty.put(
            [
                a_document("best", name="Pottery painting evening workshop"),
                a_document("part", name="Scouts", description="Knots, camps, painting in the workshop."),
            ]
        )
        hits = empty.search(a_query("pottery painting evening workshop", widen=True))
        assert found(hits) == ["best", "part"]
        assert [step.kind for step in hits.relaxed] == ["fewer_words"]

    def test_neighbouring_needs_when_a_need_has_little(self, empty: SearchIndex) -> None:
        empty.put([a_document("walk", name="Ramblers", tags=frozenset({"need:body.walk"}))])
        hits = empty.search(a_query("keeps falling", widen=True))
        assert found(hits) == ["walk"]
        assert [(step.kind, step.before) for step in hits.relaxed] == [("wider_need", "Falls and balance")]

    def test_a_word_that_nobody_knows_leaves_what_is_near(self, empty: SearchIndex) -> None:
        empty.put([a_document("here", name="Lunch club")])
        hits = empty.search(a_query("qwxzv", near=HERE, widen=True))
        assert found(hits) == ["here"]
        assert [(step.kind, step.before) for step in hits.relaxed] == [("no_words", "qwxzv")]

    def test_where_there_is_nothing_at_all_nothing_is_said_to_be_shown_instead(self, empty: SearchIndex) -> None:
        empty.put([a_document("here", name="Lunch club")])
        hits = empty.search(a_query("qwxzv", accepting=True, widen=True))
        assert (hits.total, hits.relaxed) == (0, ())

    def test_a_need_that_is_not_meant_is_not_looked_for(self, empty: SearchIndex) -> None:
        empty.put([a_document("balance", description="Be steady on your feet again."), a_document("here")])
        hits = empty.search(a_query("keeps falling", ignoring=frozenset({"need:body.falls"})))
        assert (hits.total, hits.needs) == (0, ())

    def test_what_hardly_answers_is_no_answer_even_where_nothing_else_does(self, empty: SearchIndex) -> None:
        empty.put([a_document("band", name="Band", description="Behind the lunch room. " + "We rehearse. " * 900)])
        assert empty.search(a_query("lunch club pottery walk dance art")).total == 0

    def test_nothing_is_widened_when_that_is_not_wanted(self, empty: SearchIndex) -> None:
        empty.put([a_document("far", name="Lunch club", points=(away(15),))])
        assert empty.search(a_query("lunch", near=HERE, radius_km=10)).total == 0
