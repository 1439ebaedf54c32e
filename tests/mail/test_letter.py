"""A letter as mail: whatever is in it, it is one message to one address."""

from email import message_from_bytes
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.mail import RefusedError, as_message, letter_id
from tests.mail.makers import ID, a_letter

HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"]
MECHANICS = ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]


def test_a_letter_says_who_wrote_it_to_whom_and_that_nobody_need_answer() -> None:
    message = as_message(a_letter())
    assert [name for name in message if name not in MECHANICS] == HEADERS
    assert message["From"] == "Fingerpost <post@normal.example>"
    assert message["To"] == "keeper@kettle.example"
    assert message["Date"] == "Sat, 21 Nov 2026 12:00:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"


def test_sent_again_it_is_the_same_message() -> None:
    first, second = as_message(a_letter()), as_message(a_letter())
    assert first["Message-ID"] == second["Message-ID"] == f"<{ID}@normal.example>"
    assert first.as_bytes() == second.as_bytes()
    assert letter_id(str(first["Message-ID"])) == ID


@pytest.mark.parametrize("message_id", ["", "<>", "<1234@normal.example>", "keeper@kettle.example"])
def test_a_message_of_somebody_else_is_no_letter_of_ours(message_id: str) -> None:
    assert letter_id(message_id) is None


@pytest.mark.parametrize("text", ["Côr y Cwm – 2½ hours, “tea”", "x" * 3000, "-- \nFrom here\n.\n\n", ""])
def test_any_words_arrive_as_they_were_written(text: str) -> None:
    arrived = message_from_bytes(as_message(a_letter(subject=text, body=text)).as_bytes(), policy=SMTP)
    assert arrived.get_content().splitlines() == (text or "\n").splitlines()
    assert " ".join(str(arrived["Subject"]).split()) == " ".join(text.split())


@given(subject=st.text(), body=st.text(), name=st.text())
def test_nothing_that_is_written_adds_a_header_or_breaks_the_message(subject: str, body: str, name: str) -> None:
    sender = f'"{name.translate(str.maketrans("", "", chr(34) + chr(92)))}" <post@normal.example>'
    source = as_message(a_letter(subject=subject, body=body, sender=sender)).as_bytes()
    arrived = message_from_bytes(source, policy=SMTP)
    assert sorted(arrived.keys()) == sorted([*HEADERS, *MECHANICS])
    assert arrived["To"] == "keeper@kettle.example"


@pytest.mark.parametrize(
    "to",
    [
        *("", "keeper", "@kettle.example", "keeper@", "keeper@kettle.example\r\nBcc: all@normal.example"),
        *("keeper@kettle.example, all@normal.example", "Keeper <keeper@kettle.example>", "a b@kettle.example"),
        *("kéeper@kettle.example", "keeper@kettle..example", f"keeper@{'k' * 70}.example", "keeper@kettle.example\0"),
    ],
)
def test_what_is_no_address_is_refused(to: str) -> None:
    with pytest.raises(RefusedError):
        as_message(a_letter(to=to))


@given(to=st.one_of(st.text(), st.emails(), st.from_regex(r"[^@]+@[^@]+", fullmatch=True)))
def test_any_recipient_is_one_address_or_refused(to: str) -> None:
    try:
        message = as_message(a_letter(to=to))
    except RefusedError:
        return
    arrived = message_from_bytes(message.as_bytes(), policy=SMTP)
    assert len(arrived["To"].addresses) == 1
    assert sorted(arrived.keys()) == sorted([*HEADERS, *MECHANICS])


def test_a_host_may_be_written_in_any_script() -> None:
    assert as_message(a_letter(to="keeper@têbot.example"))["To"] == "keeper@xn--tbot-gpa.example"
