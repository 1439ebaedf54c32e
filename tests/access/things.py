"""What the addresses of the table speak of: one of each kind, in the moderator's district, of the editor's group."""

from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID

from sqlmodel import Session

from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.actions.drafts import begin_draft
from directory.actions.editing import Trust, change_listing, newest_number
from directory.actions.exchange.jobs import Job, Jobs, JobState
from directory.actions.invitation import LETTER
from directory.actions.merging import merge
from directory.actions.registration import CONFIRMING
from directory.models import Feed, OutgoingLetter, Steward
from directory.oruk.keys import at_location_key, taxonomy_key, term_key
from directory.oruk.writer import OURS
from directory.queries.record import service_record
from directory.resources import Resources
from directory.vocabulary import Role
from tests.makers import make_organisation, make_place, make_service
from tests.upkeep import MAILBOX, make_asked
from tests.waiting import make_claim, make_moderator, make_report
from tests.wards import make_nomination


@dataclass(frozen=True)
class Things:
    """Keys and secrets of what was made."""

    organisation: UUID
    other_organisation: UUID
    names: dict[str, str]

    def address(self, template: str) -> str:
        """An address of the table with the things it speaks of: "/listing/<service>"."""
        for name, value in self.names.items():
            template = template.replace(f"<{name}>", value)
        assert "<" not in template, f"there is no such thing in {template}"
        return template


def make_things(session: Session, resources: Resources) -> Things:
    """Make one of each."""
    service, twin, gone = (make_service(session) for _ in range(3))
    place, *_ = [make_place(session, each) for each in (service, twin, gone)]
    link = at_location_key(str(service.id), str(place.id))
    other = make_organisation(session, name="Far Normal Walkers")
    administrator = make_moderator(session, Grant(Role.ADMINISTRATOR), email="first@normal.example")
    merged = merge(session, service.id, gone.id, person=administrator, gazetteer=resources.gazetteer)
    held = grant_role(session, email="held@normal.example", grant=Grant(Role.NAVIGATOR), by="a test")
    steward = Steward(organisation_id=service.organisation_id, email="keeper@private.example")
    session.add(steward)
    session.flush()
    editor = grant_role(
        session,
        email="editor@normal.example",
        grant=Grant(Role.GROUP_EDITOR, service.organisation_id, lead=True),
        by="a test",
    )
    second = grant_role(
        session,
        email="second@normal.example",
        grant=Grant(Role.GROUP_EDITOR, service.organisation_id),
        by="a test",
    )
    _make_changes(session, resources, service.id, f"{Role.GROUP_EDITOR.value} {editor.id}")
    rows = {
        "editor": second,
        "service": service,
        "twin": twin,
        "merge": merged,
        "claim": make_claim(session, service),
        "report": make_report(session, service),
        "grant": held.grants[0],
    }
    return Things(
        organisation=service.organisation_id,
        other_organisation=other.id,
        names={
            "service": str(service.id),
            "feed": str(_feed(session)),
            "job": _job(resources),
            "secret": "no-such-secret",
            "reminder": _upkeep_link(session, resources),
            "letter": resources.signer.sign(LETTER, str(make_nomination(session).id)),
            "draft": begin_draft(session, resources.signer, "registration", {"name": {"name": ["Tea"]}}),
            "signed": resources.signer.sign(CONFIRMING, str(steward.id)),
            "organisation": str(service.organisation_id),
            "link": link,
            "taxonomy": taxonomy_key(OURS),
            "term": term_key(OURS, "need:connect"),
            **{name: str(row.id) for name, row in rows.items()},
        },
    )


def _feed(session: Session) -> UUID:
    feed = Feed(name="Neighbour")
    session.add(feed)
    session.flush()
    return feed.id


def _job(resources: Resources) -> str:
    """A feed that was handed over, and tried."""
    jobs = Jobs(resources.home / "feeds" / "handed-over")
    handed = jobs.hand_over(Job(key="", feed="Neighbour", file="records.json"), BytesIO(b"[]"))
    return jobs.keep(replace(handed, state=JobState.TRIED)).key


def _make_changes(session: Session, resources: Resources, service_id: UUID, actor: str) -> None:
    """Let an editor have made a change, number 2, and have proposed one, number 3."""
    record = service_record(session, service_id)
    changed = change_listing(
        session,
        service_id,
        record.model_copy(update={"times_note": "Not in August", "name": "Wednesday tea table"}),
        actor=actor,
        based_on=newest_number(session, service_id),
        trust=Trust.LOW_RISK,
        gazetteer=resources.gazetteer,
    )
    assert changed.number == 3


def _upkeep_link(session: Session, resources: Resources) -> str:
    """What stands in the link of a letter about a listing; whoever has it need not be signed in."""
    service = make_asked(session)
    key = f"remind:{service.id}:2026-09-02:1:0"
    session.add(
        OutgoingLetter(
            recipient=MAILBOX, about="remind", subject="Still right?", body="", key=key, service_id=service.id
        )
    )
    return resources.signer.sign("upkeep", key)
