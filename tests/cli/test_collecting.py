"""Looking for garbage less often."""

import gc
from contextlib import suppress

from directory.cli.collecting import SELDOM, collecting_seldom


def test_garbage_is_looked_for_as_often_as_before_once_the_work_has_failed() -> None:
    before = gc.get_threshold()
    with suppress(ValueError), collecting_seldom():
        assert gc.get_threshold() == SELDOM
        raise ValueError
    assert gc.get_threshold() == before
