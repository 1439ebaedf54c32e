"""Two texts side by side: nothing is lost, and what is marked is what differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.queries.differences import MOST, Kind, Line, Piece, side_by_side

SAME, ADDED, REMOVED = Kind.SAME, Kind.ADDED, Kind.REMOVED

LINES = st.lists(st.text("ab c", min_size=1, max_size=12), max_size=5)

CASES: list[tuple[list[str], list[str], list[Line], list[Line]]] = [
    ([], [], [], []),
    (["Tea"], ["Tea"], [(Piece("Tea"),)], [(Piece("Tea"),)]),
    ([], ["Tea"], [], [(Piece("Tea", ADDED),)]),
    (["Tea"], [], [(Piece("Tea", REMOVED),)], []),
    (["Tea"], ["Walks"], [(Piece("Tea", REMOVED),)], [(Piece("Walks", ADDED),)]),
    (
        ["Every Tuesday, 2pm to 4pm"],
        ["Every Thursday, 2pm to 4pm"],
        [(Piece("Every "), Piece("Tuesday, ", REMOVED), Piece("2pm to 4pm"))],
        [(Piece("Every "), Piece("Thursday, ", ADDED), Piece("2pm to 4pm"))],
    ),
    (
        ["Tea", "Cake"],
        ["Tea", "Music", "Cake"],
        [(Piece("Tea"),), (Piece("Cake"),)],
        [(Piece("Tea"),), (Piece("Music", ADDED),), (Piece("Cake"),)],
    ),
]


@pytest.mark.parametrize(("before", "after", "left", "right"), CASES)
def test_what_differs_is_marked(before: list[str], after: list[str], left: list[Line], right: list[Line]) -> None:
    assert side_by_side(before, after) == (tuple(left), tuple(right))


def texts(lines: tuple[Line, ...], *kinds: Kind) -> list[str]:
    return ["".join(piece.text for piece in line if piece.kind in kinds) for line in lines]


@given(before=LINES, after=LINES)
def test_both_texts_are_there_in_full(before: list[str], after: list[str]) -> None:
    left, right = side_by_side(before, after)
    assert texts(left, SAME, REMOVED) == before
    assert texts(right, SAME, ADDED) == after
    assert "".join(texts(left, SAME)) == "".join(texts(right, SAME))


def test_a_line_of_very_many_words_is_marked_as_a_whole() -> None:
    long = "tea " * (MOST + 1)
    assert side_by_side([long], [f"{long}cake"])[0] == ((Piece(long, REMOVED),),)


def test_of_very_many_lines_none_is_looked_for_elsewhere() -> None:
    left, right = side_by_side(["tea"] * (MOST + 1), ["cake", "tea"])
    assert texts(left, REMOVED)[0] == "tea"
    assert texts(left, SAME, REMOVED) == ["tea"] * (MOST + 1)
    assert texts(right, SAME, ADDED) == ["cake", "tea"]
