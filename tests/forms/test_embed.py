"""What a search box on another site looks like: nobody can make it unreadable, whatever they type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from directory.forms.colours import BLACK, READABLE, WHITE, Colours, contrast, parse, readable_colours
from directory.forms.embed import EmbedForm

HEX = st.from_regex(r"\A#?([0-9a-f]{6}|[0-9A-F]{3})\Z")


def form(**typed: str) -> EmbedForm:
    return EmbedForm(MultiDict(typed))


@pytest.mark.parametrize(
    ("typed", "colour"),
    [("#1D5B79", "#1d5b79"), ("fff", "#ffffff"), (" #abc ", "#aabbcc"), ("red", None), ("#12345", None), ("", None)],
)
def test_a_colour_is_written_as_in_style_sheets(typed: str, colour: str | None) -> None:
    assert parse(typed) == colour


@pytest.mark.parametrize(
    ("a", "b", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)]
)
def test_contrast_is_that_of_the_guidelines(a: str, b: str, ratio: float) -> None:
    assert contrast(a, b) == contrast(b, a) == pytest.approx(ratio, abs=0.01)


@given(HEX, HEX, HEX)
def test_whatever_is_chosen_can_be_read(ground: str, ink: str, accent: str) -> None:
    chosen = readable_colours(ground, ink, accent)
    assert contrast(chosen.ink, chosen.ground) >= READABLE
    assert contrast(chosen.link, chosen.ground) >= READABLE
    assert contrast(chosen.on_accent, chosen.accent) >= READABLE


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_typed_is_no_more_than_colours(ground: str, ink: str, accent: str) -> None:
    chosen = readable_colours(ground, ink, accent)
    assert all(parse(colour) == colour for colour in (chosen.ground, chosen.ink, chosen.accent, chosen.link))


def test_what_is_readable_is_kept() -> None:
    assert readable_colours("#fff8e1", "#222222", "#aa0000") == Colours(
        "#fff8e1", "#222222", "#aa0000", WHITE, "#aa0000"
    )


def test_what_is_not_readable_gives_way_and_is_told() -> None:
    chosen = form(ground="#eee", ink="ddd", accent="ffff00")
    assert (chosen.colours.ink, chosen.colours.link, chosen.colours.on_accent) == (BLACK, BLACK, BLACK)
    assert [note.split()[0] for note in chosen.notes] == ["Words", "Links"]
    assert form(accent="reddish").notes == ["“reddish” is not a colour"]
    assert form(accent="#1d5b79").notes == []


@pytest.mark.parametrize(
    ("typed", "pixels"), [("", 700), ("500", 500), ("1", 300), ("99999", 3_000), ("tall", 700), ("-5", 700), ("²", 700)]
)
def test_a_frame_has_a_height_that_can_be_used(typed: str, pixels: int) -> None:
    assert form(height=typed).pixels == pixels


def test_only_what_was_chosen_is_in_the_address() -> None:
    assert form().query == ""
    assert form(postcode="DL3", radius="5", accent="#AA0000").query == "?postcode=DL3&radius=5&accent=aa0000"
    assert form(postcode="DL3", accent="#AA0000").search_query == "?postcode=DL3"
