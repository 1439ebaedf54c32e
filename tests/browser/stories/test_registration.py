"""A group adds itself on a telephone, a moderator looks at it, and a navigator finds it."""

from directory.access import Grant
from directory.vocabulary import Role
from tests.browser.people import Somebody, Volunteer
from tests.browser.registering import registers
from tests.browser.stories.conftest import Meeting
from tests.browser.whole import whole

NAME = "Quarry whittling bench"
DARLINGTON = "E06000005"


def test_from_a_telephone_without_scripts_to_a_client_who_is_told_of_it(meet: Meeting) -> None:
    # A volunteer has a telephone that runs no scripts, and five minutes.
    volunteer = Volunteer(meet(phone=True, scripts=False).page, email="bench@quarry.example")
    registers(volunteer, NAME)
    volunteer.is_asked("We have your listing")
    assert (volunteer.pages, volunteer.fields) == (19, 21)
    # At two signs a second, five seconds for each page and three for each field, that is less than five minutes.
    assert volunteer.keys / 2 + 5 * volunteer.pages + 3 * volunteer.fields < 5 * 60
    volunteer.opens_letter(f"We have your listing: {NAME}")
    volunteer.presses("Yes, this is my address")

    # Nobody finds it before a moderator has looked at it.
    navigator = meet()
    looks_for(navigator, "whittling")
    assert NAME not in navigator.results()
    moderator = meet("moderator@normal.example", Grant(Role.MODERATOR, area=DARLINGTON))
    moderator.signs_in()
    moderator.follows("What waits for a decision")
    moderator.sets_up_a_second_step()
    moderator.follows(NAME)
    moderator.sees(NAME)
    moderator.reads("Tea, cards and a chat for anybody who is lonely.")
    moderator.presses("Publish")
    moderator.is_told(f"“{NAME}” is published")

    # A navigator with a client on the telephone finds it, and reads out what the group has said.
    looks_for(navigator, "whittling")
    navigator.follows(NAME)
    navigator.sees(NAME)
    for told in ("Every Tuesday, 2pm to 4pm", "Quarry Hall", "Step-free entrance", "01632 960001", "Anyone can come"):
        navigator.reads(told)
    assert volunteer.email not in whole(navigator.page).content()

    # The group can change it from now on.
    volunteer.signs_in()
    volunteer.reads(f"Group editor: {NAME} (may invite others)")


def looks_for(navigator: Somebody, need: str) -> None:
    """As somebody does who has a client on the telephone."""
    navigator.opens("/")
    navigator.types("Postcode or place", "DL3 9AA")
    navigator.types("What does the person need?", need)
    navigator.presses("Search")
