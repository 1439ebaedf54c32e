"""Pages in states that their addresses alone do not lead to: what has to be made or done first, then the page.

Each function makes one state and gives the answer that is looked at.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO

import pyotp
from flask import Flask
from sqlmodel import Session, col, select
from werkzeug.test import TestResponse

from directory import clock
from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.actions.exchange.jobs import Job, Jobs, JobState
from directory.actions.exchange.report import Followed, ImportReport
from directory.actions.moderation import move, withdraw_service
from directory.models import OutgoingLetter, SecondStep, Service
from directory.queries.moderation import seen_of
from directory.resources import Resources
from directory.vocabulary import ModerationStatus, Role
from tests.access.people import HERE, browser_of
from tests.access.things import Things, make_things
from tests.checking_client import CheckingClient
from tests.makers import a_record, make_organisation, make_service
from tests.people import sign_in_as
from tests.registering import Registering
from tests.waiting import make_claim, make_proposal, make_report, make_submitted, make_trouble


@dataclass
class Story:
    """Where a state is made.

    Attributes:
        session: to make rows in; what pages do is seen in it.
    """

    app: Flask
    session: Session
    shared: Resources

    @cached_property
    def things(self) -> Things:
        """What the table of access speaks of."""
        return make_things(self.session, self.shared)

    def who(self, name: str) -> CheckingClient:
        """The browser of one of those in the table of access."""
        things = self.things
        self.session.commit()
        return browser_of(self.app, things, name)

    def somebody(self, *grants: Grant, second_step: bool = True) -> CheckingClient:
        """The browser of somebody else."""
        self.session.commit()
        opened = self.app.test_client()
        assert isinstance(opened, CheckingClient)
        if grants:
            sign_in_as(opened, "somebody@normal.example", *grants, second_step=second_step)
        return opened

    def link(self, path: str) -> str:
        """The path of the link in the newest letter that has one which begins so."""
        self.session.expire_all()
        newest = select(OutgoingLetter.body).order_by(col(OutgoingLetter.created_at).desc())
        found = (re.search(rf"/{path}/\S+", body) for body in self.session.exec(newest))
        return next(hit.group() for hit in found if hit)


State = Callable[[Story], TestResponse]

STATES: list[State] = []
"""All of them, in the order of this page."""


def shown(state: State) -> State:
    """Have a state looked at."""
    STATES.append(state)
    return state


MODERATOR = Grant(Role.MODERATOR, area=HERE)
WORDS = "Two groups tell us that the number is wrong. Please ring the hall, and tell us who answers." * 2


@shown
def a_link_to_sign_in(story: Story) -> TestResponse:
    grant_role(story.session, email="somebody@normal.example", grant=Grant(Role.NAVIGATOR), by="a test")
    browser = story.somebody()
    browser.post("/sign-in", data={"email": "somebody@normal.example"})
    return browser.get(story.link("sign-in"))


@shown
def written_while_signed_out(story: Story) -> TestResponse:
    return story.somebody().post("/nominate", data={"name": "Kettle\0club", "what": "Tea\nand cards"})


def _begun(story: Story) -> tuple[CheckingClient, pyotp.TOTP]:
    browser = story.somebody(MODERATOR, second_step=False)
    browser.post("/second-step/begin")
    story.session.expire_all()
    return browser, pyotp.TOTP(story.session.exec(select(SecondStep.secret)).one())


@shown
def written_before_signing_out(story: Story) -> TestResponse:
    story.app.config["WTF_CSRF_ENABLED"] = True
    return story.somebody().post("/suggest-a-group", data={"name": "Chess", "words": f"Cards\n\0{WORDS}"})


@shown
def a_second_step_to_set_up(story: Story) -> TestResponse:
    browser, _ = _begun(story)
    return browser.get("/second-step/set-up")


@shown
def a_wrong_first_code(story: Story) -> TestResponse:
    browser, _ = _begun(story)
    return browser.post("/second-step/set-up", data={"code": "12\x00345"})


@shown
def recovery_codes(story: Story) -> TestResponse:
    browser, app = _begun(story)
    return browser.post("/second-step/set-up", data={"code": app.at(clock.now())})


@shown
def a_code_that_is_asked_for(story: Story) -> TestResponse:
    recovery_codes(story)
    return story.somebody(MODERATOR, second_step=False).get("/second-step?next=/moderation")


@shown
def two_groups_of_ones_own(story: Story) -> TestResponse:
    names = ("Harbour Kettle Club and its many friends on the quay", "Far Normal Walkers")
    groups = [make_organisation(story.session, name=name) for name in names]
    return story.somebody(*(Grant(Role.GROUP_EDITOR, each.id) for each in groups)).get("/groups")


@shown
def listings_that_are_not_shown(story: Story) -> TestResponse:
    group = make_organisation(story.session)
    made = [
        make_service(story.session, name=f"Tea {status.value}", status=status, organisation_id=group.id)
        for status in ModerationStatus
    ]
    editor = story.somebody(Grant(Role.GROUP_EDITOR, group.id, lead=True))
    return editor.post(f"/listing/{made[0].id}/room")


@shown
def an_invitation_to_keep_listings(story: Story) -> TestResponse:
    group = story.things.organisation
    editor = story.who("editor")
    editor.post(f"/groups/{group}/invite", data={"email": "second@normal.example", "lead": "y"})
    return story.somebody().get(story.link("keep"))


def _registered(story: Story) -> Registering:
    group = Registering(story.somebody())
    group.answers_all()
    group.answers(button="Send")
    return group


@shown
def an_address_to_confirm(story: Story) -> TestResponse:
    _registered(story)
    return story.somebody().get(story.link("register/confirm"))


@shown
def an_address_that_is_confirmed(story: Story) -> TestResponse:
    _registered(story)
    return story.somebody().post(story.link("register/confirm"), follow_redirects=True)


@shown
def everything_answered(story: Story) -> TestResponse:
    group = Registering(story.somebody())
    group.answers_all()
    return story.somebody().get(f"/register/{group.secret}/check")


def make_listed(story: Story) -> str:
    """The name of a listing that everybody can see."""
    service = make_submitted(story.session)
    move(story.session, service, ModerationStatus.PUBLISHED, actor="a test")
    story.session.commit()
    return service.name


@shown
def is_this_you(story: Story) -> TestResponse:
    group = Registering(story.somebody())
    group.answers({"name": make_listed(story)})
    assert group.page.heading == "Is this you?"
    return story.somebody().get(f"/register/{group.secret}/already-here")


@shown
def a_letter_about_what_was_taken_away(story: Story) -> TestResponse:
    letter = story.things.names["reminder"]
    asked = story.session.exec(select(Service).where(col(Service.confirmed_on).is_not(None))).one()
    withdraw_service(story.session, asked, actor="a test")
    return story.somebody().post(f"/upkeep/{letter}", data={"answer": "perhaps"})


@shown
def a_listing_that_was_sent(story: Story) -> TestResponse:
    return story.somebody().get(f"/register/{_registered(story).secret}")


def _decided(story: Story, status: ModerationStatus) -> TestResponse:
    secret = _registered(story).secret
    story.session.expire_all()
    sent = story.session.exec(select(Service).where(col(Service.name) == "Harbour tea table")).one()
    move(story.session, sent, status, actor=f"moderator {sent.id}", reason=f"Say when you meet.\n\n{WORDS}")
    return story.somebody().get(f"/register/{secret}")


@shown
def a_listing_that_needs_changes(story: Story) -> TestResponse:
    return _decided(story, ModerationStatus.CHANGES_ASKED)


@shown
def a_listing_that_was_declined(story: Story) -> TestResponse:
    return _decided(story, ModerationStatus.DECLINED)


@shown
def a_listing_that_was_published(story: Story) -> TestResponse:
    return _decided(story, ModerationStatus.PUBLISHED)


def _all_that_can_wait(story: Story) -> Service:
    """A listing of which everything waits, and more than one of each."""
    session, service = story.session, make_submitted(story.session, name="Tuesday tea table")
    submitted = make_submitted(session, name="Tuesday tea tables", email="lost@kettle.example")
    assert submitted
    move(session, service, ModerationStatus.PUBLISHED, actor="a test")
    for words in ("One long table", "Two long tables with supercalifragilisticexpialidocious-tablecloths-everywhere"):
        make_proposal(session, service, story.shared.gazetteer, description=words, name=f"{words} now")
        make_claim(session, service, evidence=WORDS)
        make_report(session, service, words=WORDS)
    make_report(session, service, answer_to="")
    make_trouble(session, "lost@kettle.example")
    session.commit()
    return service


@shown
def everything_that_can_wait(story: Story) -> TestResponse:
    service = _all_that_can_wait(story)
    return story.who("moderator").get(f"/moderation/{service.id}")


@shown
def a_full_queue(story: Story) -> TestResponse:
    _all_that_can_wait(story)
    for number in range(31):
        make_submitted(story.session, name=f"Quay choir {number}", place={"postcode": "ZZ1 2AA"})
    return story.who("moderator").get("/moderation")


@shown
def nothing_waits(story: Story) -> TestResponse:
    return story.somebody(MODERATOR).get("/moderation")


def _refused(story: Story, of: str, *, deed: str, prefix: str, **sent: str) -> TestResponse:
    return story.who("moderator").post(of, data={f"{prefix}-deed": deed, f"{prefix}-words": "", **sent})


@shown
def a_decision_without_words(story: Story) -> TestResponse:
    service = make_submitted(story.session)
    address, seen = f"/moderation/{service.id}/decide", seen_of(service, 0)
    return _refused(story, address, deed="ask", prefix=str(service.id), seen=seen)


@shown
def a_change_refused_without_words(story: Story) -> TestResponse:
    service = _all_that_can_wait(story)
    return _refused(story, f"/moderation/{service.id}/changes/2", deed="refuse", prefix="change-2")


@shown
def a_claim_refused_without_words(story: Story) -> TestResponse:
    claim = make_claim(story.session, service := make_submitted(story.session))
    return _refused(story, f"/moderation/{service.id}/claims/{claim.id}", deed="refuse", prefix=str(claim.id))


@shown
def a_report_without_an_answer(story: Story) -> TestResponse:
    report = make_report(story.session, name="Quay choir", place="Harbour", words=WORDS)
    return _refused(story, f"/moderation/reports/{report.id}", deed="answer", prefix=str(report.id))


@shown
def a_report_that_was_answered(story: Story) -> TestResponse:
    key = story.things.names["report"]
    sent = {f"{key}-deed": "answer", f"{key}-words": "Thank you"}
    story.who("moderator").post(f"/moderation/reports/{key}", data=sent)
    return story.who("moderator").get(f"/moderation/reports/{key}")


@shown
def somebody_was_quicker(story: Story) -> TestResponse:
    service = make_submitted(story.session)
    sent = {f"{service.id}-deed": "ask", f"{service.id}-words": f"\x07{WORDS}", "seen": "draft:0"}
    return story.who("moderator").post(f"/moderation/{service.id}/decide", data=sent)


@shown
def a_decision_that_can_be_undone(story: Story) -> TestResponse:
    service = make_submitted(story.session)
    sent = {f"{service.id}-deed": "publish", "seen": seen_of(service, 0)}
    moderator = story.who("moderator")
    moderator.post(f"/moderation/{service.id}/decide", data=sent)
    return moderator.get("/moderation")


@shown
def ones_own_group(story: Story) -> TestResponse:
    service = make_submitted(story.session)
    keeps = Grant(Role.GROUP_EDITOR, service.organisation_id)
    return story.somebody(MODERATOR, keeps).get(f"/moderation/{service.id}")


@shown
def a_feed_that_would_change_a_listing(story: Story) -> TestResponse:
    before, after = (a_record(description=said).model_dump(mode="json") for said in ("Tea for two", "Tea for three"))
    listing = story.things.names["service"]
    report = ImportReport(read=2, updated=2)
    report.followed = [
        Followed("s1", listing, "Tea table", ("description",), before, after),
        Followed("s2", listing, "Tea table", ("description", "times")),
    ]
    jobs = Jobs(story.shared.home / "feeds" / "handed-over")
    job = jobs.hand_over(Job(key="", feed="Neighbour", file="records.json"), BytesIO(b"[]"))
    jobs.keep(replace(job, state=JobState.TRIED, report=report.as_json()))
    return story.who("administrator").get(f"/feeds/handed-over/{job.key}")
