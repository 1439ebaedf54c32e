"""Ctrl-C is heard wherever it arrives: also where what runs just then makes something else of it."""

import signal
from collections.abc import Callable

import pytest

from directory.cli.stopping import stoppable

Work = Callable[[Callable[[], None]], None]


def run(work: Work) -> None:
    with stoppable() as check:
        work(check)


def interrupt() -> None:
    signal.raise_signal(signal.SIGINT)


def test_an_interrupt_stops_the_work_at_once() -> None:
    def work(_check: Callable[[], None]) -> None:
        interrupt()
        pytest.fail("it went on")

    with pytest.raises(KeyboardInterrupt):
        run(work)


def test_one_that_is_lost_stops_it_at_the_next_step() -> None:
    def work(check: Callable[[], None]) -> None:
        with pytest.raises(KeyboardInterrupt):
            interrupt()
        check()
        pytest.fail("it went on")

    with pytest.raises(KeyboardInterrupt):
        run(work)


def test_one_that_a_library_takes_for_a_fault_of_its_own_is_still_one() -> None:
    def work(_check: Callable[[], None]) -> None:
        try:
            interrupt()
        except KeyboardInterrupt as stopped:
            raise ValueError("This cannot be written as JSON") from stopped

    with pytest.raises(KeyboardInterrupt):
        run(work)


def test_an_error_without_an_interrupt_stays_what_it_is() -> None:
    def work(_check: Callable[[], None]) -> None:
        raise ValueError("of its own")

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ValueError, match="of its own"):
        run(work)
    assert signal.getsignal(signal.SIGINT) is before
