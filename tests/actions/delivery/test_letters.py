"""Letters leave once: whoever sends them, whatever the mail server says, and whenever somebody is killed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from directory import clock
from directory.actions.delivery import Posted, deliver_letters
from directory.actions.delivery import letters as letter_delivery
from directory.actions.delivery.letters import LEASE, MOST_ATTEMPTS, rest_after
from directory.database import Database
from directory.mail import Letter, MailDownError, NotNowError, RefusedError
from directory.models import MailTrouble, OutgoingLetter
from tests.mail.makers import SENDER, RecordingMailer, letter_row, write_letter

Clock = Callable[[datetime], None]


def send(database: Database, mailer: RecordingMailer, **how: int) -> Posted:
    return deliver_letters(database.writing, mailer, sender=SENDER, **how)


def fails(fault: Exception) -> RecordingMailer:
    """A way of sending on which every letter meets the same fault."""

    def happens(_letter: Letter) -> None:
        raise fault

    return RecordingMailer(happens)


def troubles(database: Database) -> dict[str, str]:
    with database.reading() as session:
        return {row.email: row.said for row in session.exec(select(MailTrouble))}


def test_a_letter_that_is_due_leaves_once(database: Database) -> None:
    key = write_letter(database)
    mailer = RecordingMailer()
    assert send(database, mailer) == Posted(sent=1)
    assert mailer.sent == [Letter(key, "keeper@kettle.example", "Still right?", "Is it?\n", SENDER)]
    assert letter_row(database, key).sent_at == clock.now()
    assert send(database, mailer) == Posted()


def test_what_is_not_due_was_cancelled_or_was_refused_stays(database: Database) -> None:
    write_letter(database, due_at=clock.now() + timedelta(seconds=1))
    write_letter(database, cancelled_at=clock.now())
    write_letter(database, trouble="550 No such user")
    assert send(database, RecordingMailer()) == Posted()


def test_who_waits_to_sign_in_is_served_first_then_who_waited_longest(database: Database) -> None:
    for minutes in (1, 2):
        write_letter(database, subject=str(minutes), due_at=clock.now() - timedelta(minutes=minutes))
    write_letter(database, subject="sign in", secret=True)
    mailer = RecordingMailer()
    send(database, mailer)
    assert mailer.subjects == ["sign in", "2", "1"]


@pytest.mark.parametrize(("secret", "kept"), [(True, ""), (False, "Is it?\n")])
def test_what_is_secret_is_not_kept_once_it_has_left(database: Database, secret: bool, kept: str) -> None:
    key = write_letter(database, secret=secret)
    send(database, RecordingMailer())
    assert letter_row(database, key).body == kept


def test_no_more_leave_than_asked_for(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_delivery, "AT_ONCE", 2)
    for _ in range(8):
        write_letter(database)
    assert send(database, RecordingMailer(), most=3).sent == 3
    assert send(database, RecordingMailer(), most=0).sent == 0
    assert send(database, RecordingMailer()).sent == 5


# What a mail server may say.


def test_a_refused_letter_is_never_tried_again_and_its_address_is_marked(database: Database) -> None:
    key = write_letter(database, recipient="Gone@kettle.example", secret=True)
    write_letter(database, recipient="gone@Kettle.example")
    assert send(database, fails(RefusedError("550 No such user"))) == Posted(refused=2)
    row = letter_row(database, key)
    assert (row.sent_at, row.trouble, row.body) == (None, "550 No such user", "")
    assert troubles(database) == {"gone@kettle.example": "550 No such user"}
    assert send(database, RecordingMailer()) == Posted()


def test_an_address_that_takes_a_letter_again_is_well(database: Database) -> None:
    with database.writing() as session:
        session.add_all(MailTrouble(email=f"{name}@kettle.example") for name in ("keeper", "other"))
    write_letter(database, recipient="Keeper@kettle.example")
    send(database, RecordingMailer())
    assert troubles(database) == {"other@kettle.example": ""}


def test_a_letter_that_is_not_taken_now_holds_up_no_other(database: Database) -> None:
    slow = write_letter(database, due_at=clock.now() - timedelta(hours=1))
    write_letter(database, subject="other")
    mailer = RecordingMailer(lambda letter: _not_now() if letter.id == slow else None)
    assert send(database, mailer) == Posted(sent=1)
    assert (mailer.subjects, troubles(database)) == (["other"], {})


def _not_now() -> None:
    raise NotNowError("450 Greylisted")


def test_while_mail_is_down_the_others_are_left_alone(database: Database) -> None:
    first = write_letter(database, due_at=clock.now() - timedelta(hours=1))
    other = write_letter(database)
    assert send(database, fails(MailDownError("Refused"))) == Posted(down=True)
    assert (letter_row(database, first).attempts, letter_row(database, other).attempts) == (1, 0)
    assert letter_row(database, other).taken_until is None


def test_a_letter_rests_longer_each_time(database: Database, set_clock: Clock) -> None:
    key = write_letter(database)
    down = fails(MailDownError("Refused"))
    for attempt, minutes in enumerate((1, 5, 30, 60, 60), 1):
        assert send(database, down).down
        assert letter_row(database, key).attempts == attempt
        set_clock(clock.now() + timedelta(minutes=minutes, seconds=-1))
        assert not send(database, down).down
        set_clock(clock.now() + timedelta(seconds=1))
    assert send(database, RecordingMailer()) == Posted(sent=1)


def test_a_letter_is_given_up_after_about_three_days(database: Database) -> None:
    assert abs(sum(map(rest_after, range(1, MOST_ATTEMPTS)), timedelta()) - timedelta(days=3)) < timedelta(hours=1)
    key = write_letter(database, attempts=MOST_ATTEMPTS - 1, secret=True)
    send(database, fails(NotNowError("450 Greylisted")))
    row = letter_row(database, key)
    assert (row.body, row.trouble) == ("", f"Given up after {MOST_ATTEMPTS} attempts: 450 Greylisted")
    assert troubles(database) == {}


@pytest.mark.parametrize(("about", "sent"), [("sign_in", 0), ("asked", 1)])
def test_a_letter_whose_link_has_expired_is_dropped(
    database: Database, set_clock: Clock, about: str, sent: int
) -> None:
    key = write_letter(database, about=about, secret=True)
    set_clock(clock.now() + timedelta(minutes=16))
    assert send(database, RecordingMailer()).sent == sent
    row = letter_row(database, key)
    assert (row.body, bool(row.cancelled_at)) == ("", not sent)


def test_the_log_names_no_address(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    key = write_letter(database)
    for fault in (MailDownError("keeper@kettle.example"), RefusedError("keeper@kettle.example")):
        with database.writing() as session:
            session.get_one(OutgoingLetter, key).taken_until = None
        send(database, fails(fault))
    assert str(key) in caplog.text
    assert "kettle" not in caplog.text


# Several at once, and who dies.


def test_nobody_else_sends_what_somebody_is_sending(database: Database) -> None:
    for number in range(3):
        write_letter(database, subject=str(number), due_at=clock.now() - timedelta(minutes=9 - number))
    second = RecordingMailer()
    first = RecordingMailer(lambda _: None if second.sent else _drain(database, second))
    assert send(database, first).sent == 1
    assert (first.subjects, second.subjects) == (["0"], ["1", "2"])


def _drain(database: Database, mailer: RecordingMailer) -> None:
    send(database, mailer)


def test_what_somebody_had_in_hand_who_died_leaves_when_the_lease_ends(database: Database, set_clock: Clock) -> None:
    write_letter(database)
    with suppress(KeyboardInterrupt):
        send(database, RecordingMailer(_die))
    assert send(database, RecordingMailer()) == Posted()
    set_clock(clock.now() + LEASE)
    assert send(database, RecordingMailer()) == Posted(sent=1)


def _die(_letter: Letter) -> None:
    raise KeyboardInterrupt


def test_four_at_once_send_each_letter_once(real_database: Database) -> None:
    keys = {write_letter(real_database) for _ in range(40)}
    mailers = [RecordingMailer() for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        posted = list(threads.map(lambda mailer: send(real_database, mailer), mailers))
    sent = [letter.id for mailer in mailers for letter in mailer.sent]
    assert (len(sent), set(sent)) == (40, keys)
    assert sum(each.sent for each in posted) == 40
