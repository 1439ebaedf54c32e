"""Letters that leave with a page: a few, and whatever is the matter with the mail, nobody waits or sees an error."""

from collections.abc import Callable
from datetime import datetime

import pytest

from directory import clock
from directory.actions.delivery import Posted
from directory.mail import Letter, MailDownError
from directory.resources import LETTERS_OF_A_PAGE, MAIL_RESTS, Resources
from tests.mail.makers import RecordingMailer, write_letter


@pytest.fixture
def mailer(resources: Resources) -> RecordingMailer:
    resources.mailer = made = RecordingMailer()
    return made


def test_a_page_sends_a_few_and_a_command_the_rest(resources: Resources, mailer: RecordingMailer) -> None:
    for _ in range(LETTERS_OF_A_PAGE + 2):
        write_letter(resources.database)
    resources.deliver()
    assert len(mailer.sent) == LETTERS_OF_A_PAGE
    assert resources.send_letters() == Posted(sent=2)


def test_where_no_way_was_chosen_letters_wait(resources: Resources) -> None:
    write_letter(resources.database)
    resources.deliver()
    assert resources.send_letters() == Posted()
    resources.mailer = mailer = RecordingMailer()
    resources.deliver()
    assert len(mailer.sent) == 1


def test_while_mail_is_down_pages_do_not_wait_for_it(
    resources: Resources, set_clock: Callable[[datetime], None]
) -> None:
    tried: list[Letter] = []

    def down(letter: Letter) -> None:
        tried.append(letter)
        raise MailDownError("Refused")

    resources.mailer = RecordingMailer(down)
    for times in (1, 1):
        write_letter(resources.database)
        assert resources.deliver() == 0
        assert len(tried) == times
    set_clock(clock.now() + MAIL_RESTS)
    resources.deliver()
    assert len(tried) == 2
