"""What is done while nobody waits."""

from threading import Event

import pytest

from directory.postman import Postman

SOON = 60.0
"""Seconds that nothing here takes, and no test waits for."""


def test_it_begins_at_once_and_comes_again_when_it_is_woken() -> None:
    came = [Event(), Event()]
    waiting = iter(came)

    def chore() -> bool:
        next(waiting).set()
        return False

    postman = Postman(chore, every=3600)
    postman.start()
    assert came[0].wait(SOON)
    postman.wake()
    assert came[1].wait(SOON)
    postman.stop()


def test_it_comes_by_itself_too() -> None:
    rounds, enough = [0], Event()

    def chore() -> bool:
        rounds[0] += 1
        if rounds[0] == 3:
            enough.set()
        return False

    postman = Postman(chore, every=0.001)
    postman.start()
    assert enough.wait(SOON)
    postman.stop()


def test_it_does_a_chore_until_there_is_no_more_of_it() -> None:
    left, done = [4], Event()

    def chore() -> bool:
        left[0] -= 1
        if not left[0]:
            done.set()
        return bool(left[0])

    postman = Postman(chore, every=3600)
    postman.start()
    assert done.wait(SOON)
    postman.stop()
    assert left == [0]


def test_what_goes_wrong_is_noted_without_its_words_and_the_next_chore_is_done(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done = Event()

    def wrong() -> bool:
        raise OSError("keeper@private.example")

    def right() -> bool:
        done.set()
        return False

    postman = Postman(wrong, right, every=3600)
    postman.start()
    assert done.wait(SOON)
    postman.stop()
    assert "OSError" in caplog.text
    assert "private.example" not in caplog.text


def test_it_finishes_what_it_has_in_its_hands_and_begins_nothing_more() -> None:
    begun, may_end, ended = Event(), Event(), Event()

    def chore() -> bool:
        begun.set()
        may_end.wait(SOON)
        ended.set()
        return True

    postman = Postman(chore, every=3600)
    postman.start()
    assert begun.wait(SOON)
    may_end.set()
    postman.stop()
    assert ended.is_set()
