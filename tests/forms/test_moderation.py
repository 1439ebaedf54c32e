"""What those who decide type."""

from werkzeug.datastructures import MultiDict

from directory.forms.moderation import DecisionForm
from directory.forms.people import GrantForm


def test_words_are_kept_but_for_what_no_database_and_no_page_can_hold() -> None:
    assert DecisionForm(MultiDict({"words": " Say\0 when\r\nyou meet\u202e "})).typed == "Say when\nyou meet"


def test_an_area_is_one_line_without_what_no_database_can_hold() -> None:
    assert GrantForm(MultiDict({"area": "Dar\0 \n lington"})).area.data == "Dar lington"
