"""What mail servers send back (RFC 3464), and what anybody else may have sent instead."""

from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.mail import Failure, failures, messages_of
from tests.mail.makers import ID

REPORT = """\
From: MAILER-DAEMON@mx.kettle.example
To: post@normal.example
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

We are sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.kettle.example

{blocks}

--b
Content-Type: {kind}

Message-ID: <{letter}@normal.example>
Subject: Still right?

--b--
"""

GONE = """\
Original-Recipient: rfc822; Keeper@Kettle.example
Final-Recipient: rfc822; <keeper@home.example>
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1
 No such user"""

SAID = "smtp; 550 5.1.1 No such user"


def report(blocks: str = GONE, *, kind: str = "text/rfc822-headers", letter: object = ID) -> bytes:
    """A report as a mail server writes it."""
    return REPORT.format(blocks=blocks, kind=kind, letter=letter).encode()


def read(source: bytes) -> list[Failure]:
    return [failure for message in messages_of(source) for failure in failures(message)]


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_names_who_was_written_to_who_failed_and_which_letter(kind: str) -> None:
    assert read(report(kind=kind)) == [Failure(("keeper@kettle.example", "keeper@home.example"), SAID, ID)]


def test_lines_may_end_as_mail_servers_end_them() -> None:
    assert read(report().replace(b"\n", b"\r\n")) == read(report())


def test_of_several_recipients_each_is_told() -> None:
    second = "Final-Recipient: rfc822; other@kettle.example\nAction: failed\nStatus: 5.2.2"
    found = read(report(f"{GONE}\n\n{second}"))
    assert [failure.recipients[-1] for failure in found] == ["keeper@home.example", "other@kettle.example"]
    assert found[1].said == "5.2.2"


@pytest.mark.parametrize(
    "instead",
    [("failed", "delayed"), ("failed", "delivered"), ("5.1.1\nD", "4.4.1\nD"), ("Status: 5.1.1", "Status: later")],
)
def test_what_may_yet_arrive_is_no_failure(instead: tuple[str, str]) -> None:
    assert read(report(GONE.replace(*instead))) == []


def test_without_our_letter_or_an_address_the_rest_is_told() -> None:
    assert read(report(letter="1234"))[0].letter is None
    unknown = GONE.replace("rfc822; K", "x400; K")
    assert read(report(unknown))[0].recipients == ("keeper@home.example",)


def test_an_mbox_holds_many() -> None:
    box = b"".join(b"From MAILER-DAEMON Sat Nov 21 12:00:00 2026\n" + report() + b"\n" for _ in range(3))
    assert len(read(box)) == 3


@pytest.mark.parametrize("source", [b"", b"\n", b"From ", b"Subject: I am on holiday\n\nUntil Monday", b"\xff\xfe\0"])
def test_whatever_is_no_report_says_nothing(source: bytes) -> None:
    assert read(source) == []


@given(st.binary(max_size=300), st.integers(0, 900))
def test_nothing_that_is_sent_in_breaks_the_reading(noise: bytes, at: int) -> None:
    whole = report()
    for message in messages_of(whole[:at] + noise + whole[at:]):
        assert isinstance(message, Message)
        assert all(isinstance(failure, Failure) for failure in failures(message))
