"""Values read out of a stream, wherever its pieces end."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.json_stream import JsonError, JsonStream


class Trickle(BytesIO):
    """A stream that gives one byte at a time, as a slow line may."""

    def read(self, _size: int | None = -1, /) -> bytes:
        return super().read(1)


def stream(text: str | bytes) -> JsonStream:
    return JsonStream(Trickle(text.encode() if isinstance(text, str) else text))


VALUES: list[tuple[str, Any]] = [
    ("12345", 12345),
    ("-1.5e3", -1500.0),
    ('"caf\u00e9 \U0001f375"', "café 🍵"),
    ('"\\u00e9\\ud83c\\udf75"', "é🍵"),
    ("  true", True),
    ("null", None),
    ('[1, [2, {"a": []}]]', [1, [2, {"a": []}]]),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_a_value_is_read_whole_wherever_the_pieces_end(text: str, value: Any) -> None:
    found = stream(text)
    assert found.value() == value
    found.take_end()


def test_signs_and_values_follow_each_other() -> None:
    found = stream(b'\xef\xbb\xbf [ 12 ,"x"\n] ')
    found.take("[")
    assert found.value() == 12
    assert not found.takes("]")
    assert found.takes(",")
    assert (found.peek(), found.value()) == ('"', "x")
    found.take("]")
    assert found.peek() == ""
    found.take_end()


NO_VALUES: list[tuple[str | bytes, bool]] = [
    ("", True),
    ("   ", True),
    ('"never closed', True),
    ('{"a": 1', True),
    ("[1, 2", True),
    ("nonsense", False),
    ('{"a" 1}', False),
    (b'"\xff"', False),
    (b'"\xc3', False),
    ("1" * 5000, False),
    ("[" * 500_000, False),
]


@pytest.mark.parametrize(("text", "ended"), NO_VALUES)
def test_what_is_no_value_is_refused_and_it_is_said_whether_it_stops_short(text: str | bytes, ended: bool) -> None:
    with pytest.raises(JsonError) as refusal:
        stream(text).value()
    assert refusal.value.ended is ended


def test_another_sign_than_the_one_that_is_wanted_is_refused() -> None:
    for text, ended in [("}", False), ("", True)]:
        with pytest.raises(JsonError) as refusal:
            stream(text).take("]")
        assert refusal.value.ended is ended
    with pytest.raises(JsonError):
        stream("x").take_end()


@given(st.lists(st.integers() | st.text() | st.booleans(), max_size=6))
def test_any_values_come_out_as_they_went_in(values: list[Any]) -> None:
    text = JsonStream(Trickle("\n".join(json.dumps(value) for value in values).encode()))
    assert [text.value() for _ in values] == values
    text.take_end()
