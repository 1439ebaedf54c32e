"""What people type into the box for a postcode or a place, answered from all postcodes and places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography import FileGazetteer, Place, Point, UnknownPlace, distance_km
from tests.depth import examples
from tests.quick import at_once


@pytest.mark.parametrize(
    ("typed", "label", "district"),
    [
        ("ct20 1qu", "CT20 1QU", "E07000112"),
        ("CT201QU.", "CT20 1QU", "E07000112"),
        ("bt1 5gs", "BT1 5GS", "N09000003"),
        ("SW1A-1AA", "SW1A 1AA", "E09000033"),
        ("AB1 0AA", "AB1 0AA", "S12000033"),  # out of use since 1996
        ("IM1 1AA", "IM1 1AA", "M99999999"),
        ("DL3", "DL3", "E06000005"),
        ("dl39", "DL3 9", "E06000005"),
        ("DL3 9", "DL3 9", "E06000005"),
        ("B11", "B11", "E08000025"),
        ("B1 1", "B1 1", "E08000025"),
        ("12 Castle Hill Avenue, Folkestone CT20 1QU", "CT20 1QU", "E07000112"),
        ("Castle Hill Avenue, CT20 1QU, Folkestone, England", "CT20 1QU", "E07000112"),
        ("Postcode: CT20 1QU", "CT20 1QU", "E07000112"),
        ("CT20 1QU UK", "CT20 1QU", "E07000112"),
        ("Darlington DL3", "DL3", "E06000005"),
        ("Melton Mowbray", "Melton Mowbray", "E07000133"),
        ("MELTON  MOWBRAY", "Melton Mowbray", "E07000133"),
        ("melton mowb", "Melton Mowbray", "E07000133"),
        ("Darlington", "Darlington", "E06000005"),
        ("middleton st. george", "Middleton St George", "E06000005"),
        ("Middleton Saint George", "Middleton St George", "E06000005"),
        ("Haughton le Skerne", "Haughton-le-Skerne", "E06000005"),
        ("stoke on trent", "Stoke-on-Trent", "E06000021"),
        ("kings lynn", "King's Lynn", "E07000146"),
        ("Hull", "Kingston upon Hull", "E06000010"),
        ("Londonderry", "Derry", "N09000005"),
        ("caerdydd", "Cardiff", "W06000015"),
        ("York", "York", "E06000014"),
        ("London", "London", "E09000033"),
        ("Bradford", "Bradford", "E08000032"),
        ("Newport, Shropshire", "Newport, Telford and Wrekin", "E06000020"),
        ("newport isle of wight", "Newport, Isle of Wight", "E06000046"),
        ("Newport, Wales", "Newport, Wales", "W06000022"),
        ("Trefdraeth", "Newport, Pembrokeshire", "W06000009"),
        ("Newport (TF10)", "Newport, Telford and Wrekin", "E06000020"),
        ("Richmond, North Yorkshire", "Richmond, North Yorkshire", "E06000065"),
        ("Gillingham Dorset", "Gillingham, Dorset", "E06000059"),
        ("Douglas, Isle of Man", "Douglas, Isle of Man", "M99999999"),
    ],
)
def test_what_is_typed_is_found(full_gazetteer: FileGazetteer, typed: str, label: str, district: str) -> None:
    found = full_gazetteer.find(typed)
    assert isinstance(found, Place), found
    assert (found.label, found.district) == (label, district)
    assert district in found.districts


@pytest.mark.parametrize(
    ("typed", "sentence", "offered"),
    [
        ("DL3 9ZZ", "We do not know DL3 9ZZ. DL3 9 is a postcode sector in Darlington.", "DL3 9"),
        ("DL3 5ZZ", "We do not know DL3 5ZZ. DL3 is a postcode district in Darlington.", "DL3"),
        ("ZZ99 9ZZ", "We do not know ZZ99 9ZZ, nor any postcode that begins with ZZ99.", None),
        ("CRO 1AA", "CRO 1AA is not a postcode. Did you mean CR0 1AA?", "CR0 1AA"),
        ("CT20 lQU", "Did you mean CT20 1QU?", "CT20 1QU"),
        ("DL3 9A", "DL3 9A is not a whole postcode. We can use DL3 9 instead.", "DL3 9"),
        ("DL99", "We do not know any postcode that begins with DL99.", None),
        ("DL", "DL alone is too wide.", "DL1"),
        ("EC1", "EC1 alone is too wide.", "EC1A"),
        ("SW1", "SW1 alone is too wide.", "SW1A"),
        ("D02 X285", "D02 X285 looks like an Irish Eircode. We only know places in the UK.", None),
        ("75001", "75001 looks like a postcode from another country.", None),
        ("94103 1234", "looks like a postcode from another country.", None),
        ("1012 AB", "1012 AB looks like a postcode from another country.", None),
        ("K1A 0B1", "K1A 0B1 looks like a Canadian postcode.", None),
        ("BFPO 57", "A BFPO number has no place in the UK.", None),
        ("newport", "There is more than one place called “newport”. Which one do you mean?", "Newport, Wales"),
        ("Richmond", "There is more than one place called “Richmond”.", "Richmond, North Yorkshire"),
        ("Newcastle", "whose name begins with “Newcastle”", "Newcastle upon Tyne, Tyne and Wear"),
        ("Kingston", "whose name begins with “Kingston”", "Kingston upon Thames, Greater London"),
        ("darlinton", "We do not know a place called “darlinton”.", "Darlington"),
        ("Folkstone", "We do not know a place called “Folkstone”.", "Folkestone"),
        ("Midlesborough", "We do not know a place called “Midlesborough”.", "Middlesbrough"),
        ("Newport, Norfolk", "We do not know a place called “Newport, Norfolk”.", "Newport, Wales"),
        ("xyzzy", "We do not know “xyzzy” as a postcode or a place in the UK.", None),
        ("日本", "We do not know “日本” as a postcode or a place in the UK.", None),
        ("x" * 10_000, "That is too long for a postcode or a place.", None),
    ],
)
def test_what_cannot_be_found_is_answered_in_one_clear_sentence(
    full_gazetteer: FileGazetteer, typed: str, sentence: str, offered: str | None
) -> None:
    found = full_gazetteer.find(typed)
    assert isinstance(found, UnknownPlace), found
    assert sentence in found.sentence
    labels = [suggestion.label for suggestion in found.suggestions]
    assert offered in labels if offered else labels == []


@examples(30)
@given(text=st.text(max_size=120))
def test_any_text_at_all_is_answered(full_gazetteer: FileGazetteer, text: str) -> None:
    found = full_gazetteer.find(text)
    if isinstance(found, UnknownPlace):
        assert found.sentence
        assert found.sentence[-1] in ".?"
        assert "\n" not in found.sentence
    else:
        assert found.label
    assert len(full_gazetteer.suggest(text, limit=5)) <= 5


@pytest.mark.parametrize("typed", ["newport", "Newcastle", "Norton", "Castle", "darlinton", "Whitchurch", "Richmond"])
def test_every_choice_that_is_offered_finds_one_place(full_gazetteer: FileGazetteer, typed: str) -> None:
    found = full_gazetteer.find(typed)
    assert isinstance(found, UnknownPlace)
    choices = [full_gazetteer.find(suggestion.text) for suggestion in found.suggestions]
    assert choices
    assert all(isinstance(choice, Place) for choice in choices)
    points = [choice.point for choice in choices if isinstance(choice, Place)]
    assert len(set(points)) == len(points)


def test_a_town_s_reach_takes_in_its_neighbours_authorities(full_gazetteer: FileGazetteer) -> None:
    manchester = full_gazetteer.find("Manchester")
    assert isinstance(manchester, Place)
    assert {"E08000003", "E08000006", "E08000009"} <= manchester.districts
    darlington = full_gazetteer.find("DL2")
    assert isinstance(darlington, Place)
    assert {"E06000005", "E06000047", "E06000065"} <= darlington.districts


def test_an_outward_code_lies_where_its_postcodes_do(full_gazetteer: FileGazetteer) -> None:
    for typed, near in [("BT1", Point(54.60, -5.93)), ("ZE1", Point(60.15, -1.15)), ("TR21", Point(49.92, -6.31))]:
        found = full_gazetteer.find(typed)
        assert isinstance(found, Place)
        assert found.point
        assert distance_km(found.point, near) < 5


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ct20", "CT20"), ("ct201q", "CT20 1QA"), ("folk", "Folkestone"), ("d", "Derby"), ("st hel", "St Helens"),
        ("dl1", "DL1"), ("melt", "Melton Mowbray"),
    ],
)  # fmt: skip
def test_typing_brings_the_likeliest_first(full_gazetteer: FileGazetteer, typed: str, first: str) -> None:
    assert full_gazetteer.suggest(typed)[0].label.startswith(first)


def test_looking_up_is_quick(full_gazetteer: FileGazetteer) -> None:
    full_gazetteer.find("CT20 1QU")
    # About a tenth of a second for all of them: there is no time to look through the whole file for each.
    with at_once():
        for _ in range(200):
            full_gazetteer.find("CT20 1QU")
            full_gazetteer.nearest(Point(51.08, 1.18))
