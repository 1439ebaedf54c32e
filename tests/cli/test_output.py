"""What commands say."""

import io
import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from directory.cli import output
from directory.oruk.taking import Problem


@pytest.mark.parametrize(
    ("value", "document"),
    [
        ({"day": date(2026, 11, 21)}, {"day": "2026-11-21"}),
        ({"at": datetime(2026, 11, 21, 12, tzinfo=UTC)}, {"at": "2026-11-21T12:00:00+00:00"}),
        ([UUID(int=1)], ["00000000-0000-0000-0000-000000000001"]),
        ((1, (2, 3)), [1, [2, 3]]),
        (frozenset({"b", "a"}), ["a", "b"]),
        ([Problem("r", "f", "why")], [{"record": "r", "field": "f", "reason": "why"}]),
        ("café – “x” \ud800 🍲", "café – “x” \ud800 🍲"),
    ],
)
def test_every_value_of_ours_has_a_form_in_json(value: Any, document: Any, capsys: pytest.CaptureFixture[str]) -> None:
    output.print_json(value)
    printed = capsys.readouterr().out
    assert json.loads(printed) == document
    assert printed.isascii(), "so that it survives any terminal"


def test_what_has_no_form_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError, match="object has no form in JSON"):
        output.print_json(object())


class Terminal(io.StringIO):
    """An error stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with output.bar("Reading", 2) as step:
        step(1)
        step(1)
    assert "Reading" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_progress_is_shown_nowhere_else(capsys: pytest.CaptureFixture[str]) -> None:
    with output.bar("Reading", 2) as step:
        step(2)
    assert capsys.readouterr() == ("", "")
