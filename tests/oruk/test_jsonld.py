"""A service as search engines of the world read it, within a page that nothing may break out of."""

import json

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.jsonld import Spot, in_page, service_jsonld

HALL = Spot(address="Harbour Hall, 1 Quay", postcode="ZZ1 1AA", latitude=54.52, longitude=-1.55)

BARE = {
    "@context": "https://schema.org",
    "@type": "Service",
    "@id": "https://fingerpost.example/listing/1",
    "url": "https://fingerpost.example/listing/1",
    "name": "Tea table",
    "provider": {"@type": "Organization", "name": "Kettle Club"},
}


def said(**values: object) -> dict[str, object]:
    """A service of which nothing is known but its name."""
    nothing: dict[str, object] = {
        "address": "https://fingerpost.example/listing/1",
        "name": "Tea table",
        "description": "",
        "organisation": "Kettle Club",
        "organisation_url": "",
        "areas": "",
        "audience": [],
        "spots": [],
        "phone": "",
        "price": None,
    }
    return service_jsonld(**nothing | values)  # type: ignore[arg-type]  # a test names only what it is about


def test_what_is_not_known_is_left_out() -> None:
    assert said() == BARE


def test_what_is_known_is_said() -> None:
    everything = said(
        description="One long table.",
        organisation_url="https://kettle.example",
        areas="Harbour",
        audience=["For carers"],
        spots=[HALL],
        phone="01632 960001",
        price=2.5,
    )
    assert everything == {
        **BARE,
        "description": "One long table.",
        "provider": {"@type": "Organization", "name": "Kettle Club", "url": "https://kettle.example"},
        "areaServed": "Harbour",
        "audience": [{"@type": "Audience", "audienceType": "For carers"}],
        "availableChannel": [
            {
                "@type": "ServiceChannel",
                "serviceLocation": {
                    "@type": "Place",
                    "address": {
                        "@type": "PostalAddress",
                        "streetAddress": "Harbour Hall, 1 Quay",
                        "postalCode": "ZZ1 1AA",
                        "addressCountry": "GB",
                    },
                    "geo": {"@type": "GeoCoordinates", "latitude": 54.52, "longitude": -1.55},
                },
                "servicePhone": {"@type": "ContactPoint", "telephone": "01632 960001"},
            }
        ],
        "offers": {"@type": "Offer", "price": "2.50", "priceCurrency": "GBP"},
    }


def test_what_is_free_costs_nothing_and_what_is_not_known_is_not_free() -> None:
    assert said(price=0.0)["offers"] == {"@type": "Offer", "price": "0.00", "priceCurrency": "GBP"}
    assert "offers" not in said(price=None)


def test_a_service_without_a_place_is_reached_by_telephone() -> None:
    assert said(phone="01632 960001")["availableChannel"] == [
        {"@type": "ServiceChannel", "servicePhone": {"@type": "ContactPoint", "telephone": "01632 960001"}}
    ]


ENDINGS = ["</script>", "</SCRIPT >", "<!--", "<!-- <script>", "]]>", "</script", "&lt;/script&gt;", "\u2028\u2029"]


def script_in(page: str) -> tuple[str, list[str]]:
    """What a browser takes for the text of the script, and every element that it sees."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    script = tree.find(".//script")
    assert script is not None
    return script.text or "", [element.tag for element in tree.iter()]


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_that_is_said_can_end_the_script(ending: str) -> None:
    document = said(name=f"Tea{ending}<b>table</b>", description=ending * 3)
    text, elements = script_in(f'<script type="application/ld+json">{in_page(document)}</script>')
    assert json.loads(text) == document
    assert elements == ["html", "head", "script", "body"]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=40))
def test_any_text_comes_out_as_it_went_in(words: str) -> None:
    text, elements = script_in(f"<script>{in_page({'name': words})}</script>")
    assert json.loads(text) == {"name": words}
    assert elements.count("script") == 1
