"""Tables as files that a spreadsheet opens."""

import pytest

from directory.views.csv_stream import streamed_csv


@pytest.mark.parametrize("cell", ["=1+1", " =1+1", "\n=1+1", "+1", "-1", "@x", "\t=1"])
def test_what_others_wrote_is_never_a_formula(cell: str) -> None:
    answer = streamed_csv("needs.csv", ["Name"], [(cell,)])
    assert f"'{cell}" in answer.get_data(as_text=True)


def test_a_number_stays_a_number() -> None:
    assert streamed_csv("needs.csv", ["Miles"], [(-1,)]).get_data(as_text=True).splitlines()[1] == "-1"
