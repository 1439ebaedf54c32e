"""The pages on which a listing is changed."""

from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from directory.access import Grant
from directory.actions.editing import newest_number
from directory.actions.listing import ListingWriter
from directory.actions.moderation import withdraw_service
from directory.database import Database
from directory.models import IndexChange, Revision, Service
from directory.oruk.parts import PARTS, differing
from directory.oruk.records import ServiceRecord
from directory.queries.history import kept_record
from directory.queries.record import service_record
from directory.resources import Resources
from directory.vocabulary import CapacityStatus, ModerationStatus, RevisionState, Role
from tests.checking_client import CheckingClient
from tests.depth import examples
from tests.makers import a_full_record, make_organisation
from tests.pages import Page, press
from tests.people import sign_in_as
from tests.views.conftest import Publish

OLD_NAME = "Tuesday tea table"


@pytest.fixture
def listing(listed: Publish) -> UUID:
    """A listing of which everything is known."""
    return listed(a_full_record())[0]


@pytest.fixture
def said(web_database: Database, listing: UUID) -> Callable[[], ServiceRecord]:
    """What the listing says now."""

    def read() -> ServiceRecord:
        with web_database.reading() as session:
            return service_record(session, listing)

    return read


@pytest.fixture
def group(web_database: Database, listing: UUID) -> UUID:
    """Its group."""
    with web_database.reading() as session:
        return session.get_one(Service, listing).organisation_id


@pytest.fixture
def editor(client: CheckingClient, group: UUID) -> CheckingClient:
    """The browser of somebody who keeps it."""
    sign_in_as(client, "editor@normal.example", Grant(Role.GROUP_EDITOR, group, lead=True))
    return client


def part(client: CheckingClient, listing: UUID, name: str) -> Page:
    return Page(client.get(f"/listing/{listing}/edit/{name}"))


def test_every_part_is_shown_with_what_it_says(editor: CheckingClient, listing: UUID) -> None:
    page = Page(editor.get(f"/listing/{listing}/edit"))
    for each in PARTS:
        assert f"Change {each.label}" in page.links
    assert "Every Tuesday, 2pm to 4pm" in page.text


@pytest.mark.parametrize("name", [each.name for each in PARTS if each.name != "capacity"])
def test_what_is_sent_back_untouched_changes_nothing(
    editor: CheckingClient, listing: UUID, said: Callable[[], ServiceRecord], name: str
) -> None:
    before = said()
    page = press(editor, part(editor, listing, name), "Save")
    assert "nothing was changed" in page.source
    assert said() == before


def test_what_is_of_low_risk_is_in_force_at_once(
    editor: CheckingClient, listing: UUID, said: Callable[[], ServiceRecord]
) -> None:
    page = press(editor, part(editor, listing, "alert"), "Save", alert="No tea on Friday.")
    assert "Everybody sees it now" in page.source
    assert said().alert == "No tea on Friday."


def test_what_is_looked_at_first_waits_with_the_old_text_shown(
    editor: CheckingClient, listing: UUID, said: Callable[[], ServiceRecord]
) -> None:
    page = press(editor, part(editor, listing, "name"), "Save", name="Wednesday tea table")
    assert "goes to the moderators" in page.source
    assert "You have proposed this" in page.text
    assert said().name == OLD_NAME
    again = part(editor, listing, "name")
    assert again.form("Save")[1]["name"] == ["Wednesday tea table"]
    assert OLD_NAME in again.text
    page = press(editor, page, "Take my change back (Name)")
    assert "taken back" in page.source
    assert "proposed" not in page.text


def test_a_moderator_changes_everything_at_once(
    client: CheckingClient, listing: UUID, said: Callable[[], ServiceRecord]
) -> None:
    sign_in_as(client, "moderator@normal.example", Grant(Role.MODERATOR, area="X06000001"))
    press(client, part(client, listing, "name"), "Save", name="Wednesday tea table")
    assert said().name == "Wednesday tea table"


def test_who_decides_about_others_does_not_decide_about_their_own_group(
    client: CheckingClient, listing: UUID, group: UUID, said: Callable[[], ServiceRecord]
) -> None:
    grants = Grant(Role.MODERATOR, area="X06000001"), Grant(Role.GROUP_EDITOR, group)
    sign_in_as(client, "both@normal.example", *grants)
    press(client, part(client, listing, "name"), "Save", name="Wednesday tea table")
    assert said().name == OLD_NAME


def test_an_editor_who_decides_reaches_others_only_with_a_second_step(
    client: CheckingClient, listing: UUID, web_database: Database
) -> None:
    with web_database.writing() as session:
        elsewhere = Grant(Role.GROUP_EDITOR, make_organisation(session, name="Far Normal Walkers").id)
    grants = elsewhere, Grant(Role.MODERATOR, area="X06000001")
    sign_in_as(client, "both@normal.example", *grants, second_step=False)
    assert client.get(f"/listing/{listing}/edit").status_code == 404


def test_a_refused_answer_is_kept_on_the_page(editor: CheckingClient, listing: UUID) -> None:
    page = press(editor, part(editor, listing, "name"), "Save", name="")
    assert page.status == 422
    assert page.title.startswith("Error: ")
    page = press(editor, part(editor, listing, "places"), "Save", **{"postcode-0": "ZZ7 7ZZ"})
    assert "We do not know this postcode" in page.text
    assert page.form("Save")[1]["postcode-0"] == ["ZZ7 7ZZ"]


def test_one_of_several_is_changed_added_and_taken_away(
    editor: CheckingClient, listing: UUID, said: Callable[[], ServiceRecord]
) -> None:
    before = said().costs
    page = part(editor, listing, "costs")
    page = press(editor, page, "Save and add another", **{"option-2": "Lunch", "amount-2": "£4"})
    assert [cost.option for cost in said().costs] == [*(cost.option for cost in before), "Lunch"]
    page = press(editor, page, "Save", **{"gone-0": "y", "amount-2": "4.50"})
    assert [(cost.option, str(cost.amount)) for cost in said().costs] == [("", "None"), ("Lunch", "4.50")]


def test_a_time_that_the_boxes_can_say_is_changed_and_others_stay(
    editor: CheckingClient, listing: UUID, said: Callable[[], ServiceRecord]
) -> None:
    typed: dict[str, str | list[str]] = {"opens-0": "1pm", "days-0": ["TU", "FR"]}
    press(editor, part(editor, listing, "times"), "Save", **typed)
    first, second = said().times
    assert first.recurrence
    assert first.recurrence.in_words() == "Every Tuesday and Friday, 1pm to 4pm"
    assert second.description == "and on May Day"


def test_room_is_said_by_one_press(
    editor: CheckingClient, listing: UUID, group: UUID, said: Callable[[], ServiceRecord]
) -> None:
    page = press(editor, Page(editor.get(f"/groups/{group}")), "Full")
    assert "Full" in page.text
    stated = said().capacity
    assert stated
    assert stated.status is CapacityStatus.FULL
    page = press(editor, page, "Waiting list", weeks="6")
    assert "Waiting list, about 6 weeks" in page.text
    page = press(editor, page, "Waiting list", weeks="many")
    assert page.status == 422
    assert "Enter a number of weeks" in page.text


def test_room_reaches_the_search_at_once(
    editor: CheckingClient, listing: UUID, group: UUID, web_database: Database
) -> None:
    press(editor, Page(editor.get(f"/groups/{group}")), "Full")
    found = Page(editor.get("/search?postcode=ZZ1+1AA&q=tea"))
    assert "Full" in found.text
    with web_database.reading() as session:
        assert not session.exec(select(IndexChange)).all()


def test_a_listing_that_has_ended_is_closed_and_shown_again(
    editor: CheckingClient, listing: UUID, web_database: Database
) -> None:
    page = press(editor, Page(editor.get(f"/listing/{listing}/close")), "Yes, it has ended")
    assert editor.get(f"/listing/{listing}").status_code == 404
    page = press(editor, page, "It goes on: show it again")
    assert "is shown again" in page.source
    assert editor.get(f"/listing/{listing}").status_code == 200
    assert editor.post(f"/listing/{listing}/send", data=page_token(editor, listing)).status_code == 409


def test_what_a_moderator_took_away_is_looked_at_before_it_is_shown_again(
    editor: CheckingClient, listing: UUID, web_database: Database
) -> None:
    with web_database.writing() as session:
        withdraw_service(session, session.get_one(Service, listing), actor="moderator 1")
    page = press(editor, Page(editor.get(f"/listing/{listing}/edit")), "Send it to the moderators")
    assert "is before the moderators now" in page.source
    with web_database.reading() as session:
        assert session.get_one(Service, listing).status is ModerationStatus.SUBMITTED


def test_a_change_is_undone_and_that_too(
    editor: CheckingClient, listing: UUID, said: Callable[[], ServiceRecord]
) -> None:
    press(editor, part(editor, listing, "alert"), "Save", alert="")
    page = Page(editor.get(f"/listing/{listing}/history"))
    page = press(editor, page, "Undo this change (number 2)")
    assert said().alert == "No tea on Boxing Day."
    press(editor, page, "Undo this change (number 3)")
    assert said().alert == ""


def test_a_group_does_not_undo_what_a_moderator_has_put_right(
    editor: CheckingClient, listing: UUID, said: Callable[[], ServiceRecord]
) -> None:
    other = editor.application.test_client()
    assert isinstance(other, CheckingClient)
    sign_in_as(other, "moderator@normal.example", Grant(Role.MODERATOR, area="X06000001"))
    press(other, part(other, listing, "name"), "Save", name="Tea table")
    page = Page(editor.get(f"/listing/{listing}/history"))
    assert "Undo this change" not in page.text
    assert editor.post(f"/listing/{listing}/changes/2/undo", data=page_token(editor, listing)).status_code == 403
    press(other, Page(other.get(f"/listing/{listing}/history")), "Undo this change (number 2)")
    assert said().name == OLD_NAME


def test_what_a_feed_changed_meanwhile_is_no_conflict_for_who_has_seen_it(
    editor: CheckingClient,
    listing: UUID,
    web_database: Database,
    resources: Resources,
    said: Callable[[], ServiceRecord],
) -> None:
    press(editor, part(editor, listing, "alert"), "Save", alert="Bring a cup.")
    with web_database.writing() as session:
        row = session.get_one(Service, listing)
        fed = service_record(session, listing).model_copy(update={"alert": "From the feed."})
        ListingWriter(session, resources.gazetteer, said_by="a feed").write_service(fed, row.organisation, row)
    press(editor, part(editor, listing, "alert"), "Save", alert="From the group.")
    assert said().alert == "From the group."
    assert "From the feed." in Page(editor.get(f"/listing/{listing}/history")).text


POSTED = st.dictionaries(
    st.sampled_from(
        "name url areas note status often-0 days-0 first-0 postcode-0 amount-0 gone-0 gone-1 phone-0".split()
    ),
    st.text(max_size=12) | st.sampled_from(["ZZ1 1AA", "full", "y", "TU", "\0", "9" * 400, "monthly"]),
)
NUMBERS = st.sampled_from(["", "0", "1", "2", "7", "-3", "9" * 40, "²"])


@pytest.mark.parametrize("name", [each.name for each in PARTS])
@given(posted=POSTED, based_on=NUMBERS, begun=NUMBERS)
@examples(3)
def test_whatever_is_posted_is_answered_and_no_text_is_lost(
    editor: CheckingClient,
    listing: UUID,
    web_database: Database,
    name: str,
    posted: dict[str, str],
    based_on: str,
    begun: str,
) -> None:
    editor.application.config["WTF_CSRF_ENABLED"] = False
    with web_database.reading() as session:
        before, number = service_record(session, listing), newest_number(session, listing)
    values = {**posted, "based_on": based_on, "begun": begun}
    assert editor.post(f"/listing/{listing}/edit/{name}", data=values).status_code in {302, 409, 422}
    with web_database.reading() as session:
        changed = differing(before, service_record(session, listing)) != ()
        kept = [kept_record(each) for each in session.exec(select(Revision))]
        # A statement of room is new each time it is made, and older ones are kept with the listing.
        assert not changed or newest_number(session, listing) > number
        assert not changed or any(not differing(each, before) for each in kept)


def test_there_is_no_page_of_a_part_that_there_is_not(editor: CheckingClient, listing: UUID) -> None:
    assert editor.get(f"/listing/{listing}/edit/stewards").status_code == 404


def test_nothing_is_kept_of_a_page_that_is_only_looked_at(
    editor: CheckingClient, listing: UUID, web_database: Database
) -> None:
    for each in PARTS:
        part(editor, listing, each.name)
    with web_database.reading() as session:
        assert not session.exec(select(Revision)).all()


def test_the_keepers_of_a_group_stay_when_it_is_changed(
    editor: CheckingClient, listing: UUID, said: Callable[[], ServiceRecord], web_database: Database
) -> None:
    press(editor, part(editor, listing, "organisation"), "Save", phone="01632 960009")
    with web_database.reading() as session:
        waiting = session.exec(select(Revision).where(col(Revision.state) == RevisionState.PROPOSED)).one()
        assert "keeper@private.example" not in str(waiting.record)
    assert said().organisation.stewards == ("keeper@private.example",)


def page_token(client: CheckingClient, listing: UUID) -> dict[str, list[str]]:
    """What proves that a form is ours."""
    sent = part(client, listing, "alert").form("Save")[1]
    return {"csrf_token": sent["csrf_token"]}
