"""Two people of a group change the same words at once, and nobody's are lost."""

from collections.abc import Callable

from directory.access import Grant
from directory.models import Organisation, Service
from directory.vocabulary import Role
from tests.browser.stories.conftest import Meeting

BOX = "What should people do to join?"


def test_the_second_sees_both_texts(meet: Meeting, listed: Callable[[int], tuple[Service, Organisation]]) -> None:
    service, group = listed(1)
    first, second = (
        meet(f"{name}@normal.example", Grant(Role.GROUP_EDITOR, group.id, lead=True)) for name in ("first", "second")
    )
    # Both open the same page, and one saves.
    for each in (first, second):
        each.signs_in()
        each.opens(f"/listing/{service.id}/edit/joining")
    first.types(BOX, "Ring the hall and ask for the secretary.")
    first.presses("Save")
    first.reads("Ring the hall and ask for the secretary.")

    # The other is shown both texts: their own in the box, and what was saved beside it.
    second.types(BOX, "Just come. Bring a cup.")
    second.presses("Save")
    second.sees("How to join: somebody else has changed this while you were writing")
    second.reads("Ring the hall and ask for the secretary.")
    assert second.page.get_by_label(BOX).input_value() == "Just come. Bring a cup."

    # They put both together. What everybody reads has both, and the history has each.
    second.types(BOX, "Just come, or ring the hall. Bring a cup.")
    second.presses("Save mine")
    navigator = meet()
    navigator.opens(f"/listing/{service.id}")
    navigator.reads("Just come, or ring the hall. Bring a cup.")
    first.opens(f"/listing/{service.id}/history")
    first.reads("ask for the secretary")
