"""A councillor adds a group that she has heard of, and the group takes it over from its letter."""

from directory.access import Grant
from directory.vocabulary import Role
from tests.browser.stories.conftest import Meeting

NAME = "Firthmoor Patchwork Circle"
DARLINGTON = "E06000005"


def test_a_group_takes_over_what_a_councillor_has_written(meet: Meeting) -> None:
    # She types four things between two cups of tea.
    councillor = meet("ward@normal.example", Grant(Role.COUNCILLOR, area=DARLINGTON), phone=True)
    councillor.signs_in()
    councillor.follows("Add a group you know of")
    councillor.types("What is the group called?", NAME)
    councillor.types("Where is it?", "DL1 4AA")
    councillor.types("What is it for?", "Patchwork and company for widows")
    councillor.page.get_by_label("How can we reach the group?").fill("circle@patchwork.example")
    councillor.presses("Add this group")
    councillor.is_told(f"{NAME} is added")

    # The group reads its letter, and takes the listing over. There is no password.
    group = meet("circle@patchwork.example", phone=True, scripts=False)
    group.opens_letter(f"{NAME}: people are looking for groups like yours")
    group.sees("Is this your group?")
    group.presses("Yes, take the listing over")
    group.sees("The listing is yours")
    group.opens_letter("Your link to sign in to Fingerpost")
    group.presses("Sign in")

    # It puts right what she could not know.
    group.opens("/groups")
    group.follows(NAME)
    group.page.get_by_role("link", name="Change How to join").click()
    group.types("What should people do to join?", "Bring needles if you have some.")
    group.presses("Save")
    group.sees(f"Change {NAME}")
    group.reads("Bring needles if you have some.")

    # She sees that it is in good hands.
    councillor.opens("/ward")
    councillor.reads("The group keeps its own listing")
