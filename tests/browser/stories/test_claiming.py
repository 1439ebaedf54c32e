"""A group begins to register, is told that it is here already, and takes its listing over."""

from collections.abc import Callable

from directory.models import Organisation, Service
from tests.browser.stories.conftest import Meeting
from tests.browser.whole import whole


def test_a_second_entry_is_stopped_at_the_first_field(
    meet: Meeting, listed: Callable[[int], tuple[Service, Organisation]]
) -> None:
    service, group = listed(2)
    # Somebody new in the group does not know that it was listed years ago.
    newcomer = meet("newcomer@normal.example", phone=True, scripts=False)
    newcomer.opens("/register")
    newcomer.types("Name", service.name)
    newcomer.presses()
    newcomer.sees("Is this you?")
    newcomer.page.get_by_role("button", name="This is us").first.click()
    newcomer.sees("Is this your group?")
    newcomer.types("Your e-mail address", newcomer.email)
    newcomer.presses("This is us")
    newcomer.sees("Look into the group’s mailbox")
    assert group.email not in whole(newcomer.page).content(), "whose mailbox it is, is nobody's business"

    # A letter lies in the mailbox by which the group has always been known.
    mailbox = meet(group.email, phone=True, scripts=False)
    mailbox.opens_letter(f"Do you speak for {group.name}?")
    mailbox.sees(f"Keep the listings of {group.name}")
    mailbox.presses("Keep these listings")

    # From now on they keep it.
    mailbox.signs_in()
    mailbox.reads(f"Group editor: {group.name}")
