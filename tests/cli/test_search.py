"""``fingerpost search``."""

from collections.abc import Callable
from datetime import date, datetime
from math import prod
from typing import Any
from uuid import UUID

import pytest

from tests.commands import Ran, of_kind

Fingerpost = Callable[..., Ran]

HERE = "DL3 9AA"


NOTHING = type(None)
NUMBER = (int, float)

HIT = {
    "id": str,
    "source_id": str,
    "name": str,
    "organisation": str,
    "distance_miles": (int, float, NOTHING),
    "verdict": str,
    "reasons": [str],
    "capacity": {"status": (str, NOTHING), "stated_on": (str, NOTHING)},
    "next_session": (str, NOTHING),
    "why": [str],
    "score": NUMBER,
}


class TestSearch:
    def test_the_document_is_what_scripts_depend_on(self, fingerpost: Fingerpost) -> None:
        ran = fingerpost("search", HERE, "lonely", "widow,", "82", "--limit", "25", "--json")
        assert (ran.code, ran.err) == (0, "")
        said = ran.json
        assert list(said) == ["place", "understood", "total", "left_out", "relaxed", "facets", "hits"]
        assert of_kind(said["place"], {"postcode": str, "latitude": float, "longitude": float, "district": str})
        assert said["place"]["postcode"] == HERE
        assert said["place"]["district"] == "E06000005"
        assert of_kind(said["understood"], [str])
        assert "Aged 82" in said["understood"]
        assert of_kind(said["total"], int)
        assert all(of_kind(count, int) for count in said["left_out"].values())
        assert of_kind(said["relaxed"], [str])
        assert {"need", "way", "day", "cost"} <= set(said["facets"])
        assert all(of_kind(count, int) for group in said["facets"].values() for count in group.values())
        assert of_kind(said["hits"], [HIT])
        assert len(said["hits"]) == min(25, said["total"])

    def test_ids_dates_and_verdicts_can_be_read_back(self, fingerpost: Fingerpost) -> None:
        hits = fingerpost("search", HERE, "lonely", "--limit", "100", "--json").json["hits"]
        for hit in hits:
            UUID(hit["id"])
            assert hit["verdict"] in {"yes", "ask"}
            assert hit["capacity"]["status"] in {"open", "few", "waiting_list", "full", "ask", None}
            if hit["capacity"]["stated_on"]:
                date.fromisoformat(hit["capacity"]["stated_on"])
            if hit["next_session"]:
                assert datetime.fromisoformat(hit["next_session"]).tzinfo
        assert any(hit["next_session"] for hit in hits)
        assert any(hit["capacity"]["status"] for hit in hits)

    def test_best_hits_come_first(self, fingerpost: Fingerpost) -> None:
        scores = [hit["score"] for hit in fingerpost("search", HERE, "walking", "--json").json["hits"]]
        assert scores == sorted(scores, reverse=True)

    def test_a_score_is_explained_by_its_parts(self, fingerpost: Fingerpost) -> None:
        hits = fingerpost("search", HERE, "lonely", "widow,", "82", "--explain", "--json").json["hits"]
        parts = dict.fromkeys(("text", "nearness", "freshness", "capacity", "verdict", "total"), NUMBER)
        for hit in hits:
            assert of_kind(hit, HIT | {"explain": parts | {"found": [{"kind": str, "value": str, "where": [str]}]}})
            explained = hit["explain"]
            product = prod(explained[name] for name in parts if name != "total")
            assert product == pytest.approx(explained["total"], abs=1e-8)
            assert explained["total"] == hit["score"]
            assert explained["found"], "something answered the words"

    def test_a_person_reads_the_explanation_below_each_hit(self, fingerpost: Fingerpost) -> None:
        ran = fingerpost("search", HERE, "lonely", "--explain", "--limit", "3")
        assert ran.out.count("   Score: text ") == 3
        assert "   Found: need need:connect.lonely in " in ran.out
        assert "Score:" not in fingerpost("search", HERE, "lonely", "--limit", "3").out

    def test_a_person_reads_sentences(self, fingerpost: Fingerpost) -> None:
        ran = fingerpost("search", "dl39aa", "nan keeps falling, 84", "--limit", "2")
        assert ran.code == 0
        first, second, *_ = ran.out.splitlines()
        assert first.endswith("services within 10 miles of DL3 9AA, for a woman aged 84")
        assert second.startswith("Understood: Falls, strength and balance, ")
        assert "\n1. " in ran.out
        assert "\n2. " in ran.out
        assert "\n3. " not in ran.out
        assert "\x1b" not in ran.out, "no colours where there is no terminal"

    @pytest.mark.parametrize(
        ("options", "holds"),
        [
            (["--radius-miles", "1"], lambda hit: hit["distance_miles"] is None or hit["distance_miles"] <= 1),
            (["--accepting"], lambda hit: hit["capacity"]["status"] in {"open", "few"}),
            (["--day", "tue"], lambda hit: hit["next_session"] is not None),
        ],
    )
    def test_each_option_holds_for_every_hit(
        self, fingerpost: Fingerpost, options: list[str], holds: Callable[[dict[str, Any]], bool]
    ) -> None:
        hits = fingerpost("search", HERE, *options, "--limit", "500", "--json").json["hits"]
        assert hits
        assert all(holds(hit) for hit in hits)

    @pytest.mark.parametrize("need", ["connect.lonely", "need:connect.lonely"])
    def test_a_need_is_named_with_or_without_its_kind(self, fingerpost: Fingerpost, need: str) -> None:
        said = fingerpost("search", HERE, "--need", need, "--json").json
        assert 0 < said["total"] < fingerpost("search", HERE, "--json").json["total"]

    def test_the_age_decides_whom_it_is_for(self, fingerpost: Fingerpost) -> None:
        young, old = (fingerpost("search", HERE, "--age", age, "--json").json for age in ("0.5", "95"))
        assert young["left_out"]["age"] > 0
        assert old["left_out"]["age"] > 0
        assert "Aged 6 months" in young["understood"]

    @pytest.mark.parametrize(
        ("order", "key"),
        [
            ("nearest", lambda hit: (hit["distance_miles"] is None, hit["distance_miles"])),
            ("soonest", lambda hit: (hit["next_session"] is None, hit["next_session"] or "")),
            ("name", lambda hit: hit["name"].casefold().removeprefix("the ")),
        ],
    )
    def test_the_order_can_be_chosen(
        self, fingerpost: Fingerpost, order: str, key: Callable[[dict[str, Any]], Any]
    ) -> None:
        hits = fingerpost("search", HERE, "--sort", order, "--limit", "60", "--json").json["hits"]
        assert [key(hit) for hit in hits] == sorted(key(hit) for hit in hits)

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("ZZ99 9ZZ", "We do not know ZZ99 9ZZ, nor any postcode that begins with ZZ99."),
            ("DL3 9A", "DL3 9A is not a whole postcode. We can use DL3 9 instead."),
            ("DL", "DL alone is too wide."),
            ("D02 X285", "looks like an Irish Eircode. We only know places in the UK."),
            ("90210", "looks like a postcode from another country."),
            ("BFPO 57", "A BFPO number has no place in the UK."),
            ("Newport", "There is more than one place called “Newport”."),
            ("Atlantis-on-Sea", "We do not know “Atlantis-on-Sea”"),
        ],
    )
    def test_a_place_that_is_not_known_is_said_to_be_so(self, fingerpost: Fingerpost, typed: str, said: str) -> None:
        ran = fingerpost("search", typed, "lonely")
        assert (ran.code, ran.out) == (1, "")
        assert said in ran.err
        assert not ran.err.rstrip().endswith(("..", "?."))
        document = fingerpost("search", typed, "lonely", "--json")
        assert document.code == 1
        assert document.json["error"]
        assert document.json["hits"] == []

    @pytest.mark.parametrize("typed", ["", "  "])
    def test_no_place_means_everywhere(self, fingerpost: Fingerpost, typed: str) -> None:
        ran = fingerpost("search", typed, "lonely", "--json")
        assert (ran.code, ran.json["place"]) == (0, None)
        assert ran.json["total"] > 0

    def test_a_place_may_have_no_point(self, fingerpost: Fingerpost) -> None:
        place = fingerpost("search", "JE2 3AB", "lonely", "--json").json["place"]
        assert (place["postcode"], place["latitude"], place["longitude"]) == ("JE2 3AB", None, None)

    @pytest.mark.parametrize("place", ["DL3", "DL3 9", "Darlington"])
    def test_a_place_may_be_wide(self, fingerpost: Fingerpost, place: str) -> None:
        said = fingerpost("search", place, "--json").json["place"]
        assert said["postcode"] == place
        assert said["latitude"] == pytest.approx(54.53, abs=0.05)

    @pytest.mark.parametrize(
        "words",
        [
            ["--age", "-1"],
            ["--age", "640"],
            ["--age", "old"],
            ["--age", "nan"],
            ["--radius-miles", "0"],
            ["--radius-miles", "-5"],
            ["--radius-miles", "99999"],
            ["--gender", "lady"],
            ["--day", "today"],
            ["--sort", "random"],
            ["--limit", "0"],
            ["--limit", "501"],
            ["--need", "connect.lonelyy"],
            ["--frobnicate"],
        ],
    )
    def test_what_makes_no_sense_is_misuse(self, fingerpost: Fingerpost, words: list[str]) -> None:
        ran = fingerpost("search", HERE, "lonely", *words)
        assert (ran.code, ran.out) == (2, "")
        assert words[0] in ran.err
        assert "Traceback" not in ran.err

    @pytest.mark.parametrize("text", ['"', "NOT", "a:b", "[", "🍲", "l" * 10_000, "\x00", "\udcff", "--", "%s"])
    def test_any_text_is_a_search(self, fingerpost: Fingerpost, text: str) -> None:
        assert fingerpost("search", HERE, "--", text).code == 0
