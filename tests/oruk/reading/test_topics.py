"""What a service is about, and whom it covers."""

from typing import Any

import pytest

from directory.oruk.records import AreaRecord, TermRecord
from directory.vocabulary import TermKind
from tests.oruk.makers import problems, record

AREAS: list[tuple[dict[str, Any], list[AreaRecord]]] = [
    (
        {"name": "Harbour", "uri": "http://statistics.data.gov.uk/id/statistical-geography/E06000005"},
        [AreaRecord(code="E06000005", name="Harbour")],
    ),
    ({"extent": '{"code": "K04000001"}'}, [AreaRecord(code="K04000001")]),
    ({"service_area": "Harbour"}, [AreaRecord(name="Harbour")]),
    ({"extent": "E060000050"}, []),
    ({"extent": {"type": "Polygon"}, "uri": None}, []),
    ({}, []),
]


@pytest.mark.parametrize(("said", "areas"), AREAS)
def test_an_area_is_known_by_its_code_or_its_name(said: dict[str, Any], areas: list[AreaRecord]) -> None:
    assert list(record(service_areas=[said]).areas) == areas


TERMS: list[tuple[Any, list[TermRecord]]] = [
    (
        {"term": "need:connect.lonely", "name": "Loneliness"},
        [TermRecord(kind=TermKind.NEED, code="need:connect.lonely", label="Loneliness")],
    ),
    (
        {"id": "9", "name": "Sport", "taxonomy": "Theirs"},
        [TermRecord(kind=TermKind.FOREIGN, code="9", label="Sport", taxonomy="Theirs")],
    ),
    ({"name": "Sport"}, [TermRecord(kind=TermKind.FOREIGN, code="Sport", label="Sport")]),
    ({"name": ""}, []),
    (None, []),
    ("Sport", []),
    ({"name": ["Sport"]}, []),
]


@pytest.mark.parametrize(("term", "terms"), TERMS)
def test_a_term_is_of_our_list_or_of_theirs(term: Any, terms: list[TermRecord]) -> None:
    assert list(record(attributes=[{"taxonomy_term": term}]).terms) == terms


def test_what_a_term_is_to_the_service_is_kept_where_the_list_is_theirs() -> None:
    theirs = {"link_type": "audience", "taxonomy_term": {"id": "9", "name": "Sport"}}
    ours = {"link_type": "audience", "taxonomy_term": {"term": "need:connect.lonely", "name": "Loneliness"}}
    assert [term.link_type for term in record(attributes=[theirs, ours]).terms] == ["audience", ""]


URIS = [
    ("https://theirs.example/9", "https://theirs.example/9"),
    ("esdServiceType:9", ""),
    ("javascript:alert(1)", ""),
    ("https://theirs.example/a b", ""),
    ("https://theirs.example/" + "9" * 2_000, ""),
    (9, ""),
    (None, ""),
]


@pytest.mark.parametrize(("said", "uri"), URIS)
def test_where_a_term_is_explained_is_kept_if_it_is_an_address(said: Any, uri: str) -> None:
    attributes = [{"taxonomy_term": {"id": "9", "name": "Sport", "term_uri": said}}]
    assert [term.uri for term in record(attributes=attributes).terms] == [uri]
    assert problems(attributes=attributes) == []


def test_a_language_is_known_by_its_code_or_its_name() -> None:
    read = record(languages=[{"code": "UR"}, {"name": "Welsh"}, {"code": ""}, {"language": "English, Urdu"}, "cy"])
    assert read.languages == ("ur", "cy", "en")
    assert problems(languages=[{"name": "Elvish"}]) == [("languages", "We know no language called Elvish")]
    assert problems(languages=["cy", "en"]) == [("languages", "Everything in this list should be an object")]
