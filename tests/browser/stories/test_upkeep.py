"""A group is asked whether its listing is right, presses once on a telephone, and navigators read it at once."""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import update

from directory import clock
from directory.models import Organisation, Service
from directory.queries.upkeep import Rhythm
from tests.browser.people import Somebody
from tests.browser.serving import Site
from tests.browser.stories.conftest import Meeting

Listed = Callable[[int], tuple[Service, Organisation]]


def test_now_full_is_said_with_one_press_and_read_in_the_results(meet: Meeting, town: Site, listed: Listed) -> None:
    service, group = listed(0)
    asks(town, service)

    # The secretary reads the letter on her telephone, and presses "Now full".
    secretary = meet(group.email, phone=True, scripts=False)
    secretary.opens_letter(f"Is “{service.name}” still right?", link="?say=full")
    secretary.sees("Is this still right?")
    secretary.presses("Yes: now full")
    secretary.reads("You have said that it is full.")

    # A navigator with a client on the telephone reads it in the results.
    navigator = meet()
    reads_in_results(navigator, service.name, "Full (told today)")

    # In the afternoon there is a waiting list: the same letter will do.
    secretary.opens_letter(f"Is “{service.name}” still right?")
    secretary.types("About how many weeks do people wait?", "6")
    secretary.presses("There is a waiting list")
    reads_in_results(navigator, service.name, "Waiting list, about 6 weeks (told today)")


def asks(town: Site, service: Service) -> None:
    """Let one group be asked. All the others have confirmed theirs today."""
    with town.shared.database.writing() as session:
        session.exec(update(Service).values(confirmed_on=clock.today()))
        session.get_one(Service, service.id).confirmed_on = clock.today() - timedelta(days=80)
    assert town.shared.remind(Rhythm(90, 365), fresh_days=28).letters == 1
    town.shared.send_letters()


def reads_in_results(navigator: Somebody, name: str, words: str) -> None:
    navigator.opens(f"/search?postcode=DL3+9AA&radius=50&q={name}")
    card = navigator.page.get_by_role("article").filter(has=navigator.page.get_by_role("link", name=name, exact=True))
    assert words in card.first.inner_text()
