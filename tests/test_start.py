"""The command begins without looking for rubbish, and goes on with it."""

import gc

import pytest

from directory.start import main


def test_whoever_was_brought_in_is_asked_with_rubbish_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bool] = []
    monkeypatch.setattr("directory.factory.main", lambda: heard.append(gc.isenabled()))
    main()
    assert heard == [True]
