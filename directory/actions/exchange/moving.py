"""Whether what a feed brings is shown: what it no longer offers is taken away, and what it offers again comes back."""

from sqlalchemy import exists
from sqlmodel import Session, col, select

from directory.actions.moderation import (
    ALLOWED_TRANSITIONS,
    publish_service,
    submit_service,
    who_decided,
    withdraw_service,
)
from directory.actions.reports import report_problem
from directory.models import Report, RoleGrant, Service
from directory.oruk.records import ServiceRecord
from directory.vocabulary import ModerationStatus, ReportStatus

NOT_ACTIVE = "The feed says that it is not active"


class Moving:
    """Moves the listings of one feed.

    Args:
        name: what the feed is called.
        publish: let everybody see at once what is new, or comes back; otherwise it waits for a moderator.
    """

    def __init__(self, name: str, *, publish: bool) -> None:
        self._name, self._actor, self._publish = name, f"feed {name}", publish

    def first(self, record: ServiceRecord) -> tuple[ModerationStatus, str]:
        """The status that a new record begins with, and why."""
        if not record.active:
            return ModerationStatus.WITHDRAWN, NOT_ACTIVE
        return (ModerationStatus.PUBLISHED if self._publish else ModerationStatus.SUBMITTED), ""

    def move(self, session: Session, service: Service, record: ServiceRecord) -> None:
        """Take away what the feed no longer offers, and bring back what it does. What somebody else has taken away
        stays away, and what a group keeps itself is its own to close: a moderator is told.
        """
        if not record.active:
            self._take_away(session, service)
        elif service.status is ModerationStatus.WITHDRAWN and who_decided(session, service) == self._actor:
            decide = publish_service if self._publish else submit_service
            decide(session, service, actor=self._actor)

    def _take_away(self, session: Session, service: Service) -> None:
        if ModerationStatus.WITHDRAWN not in ALLOWED_TRANSITIONS[service.status]:
            return
        if service.status is ModerationStatus.PUBLISHED and _has_editors(session, service):
            words = f"The feed “{self._name}” says that this is no longer offered. Its group keeps it, so it is shown."
            if not _is_reported(session, service, words):
                report_problem(session, service.id, words=words)
        else:
            withdraw_service(session, service, actor=self._actor, reason=NOT_ACTIVE)


def _is_reported(session: Session, service: Service, words: str) -> bool:
    """Whether a moderator has been told so already, and not answered yet."""
    same = (col(Report.service_id) == service.id, col(Report.words) == words)
    return bool(session.exec(select(exists().where(*same, col(Report.status) == ReportStatus.WAITING))).one())


def _has_editors(session: Session, service: Service) -> bool:
    of_group = col(RoleGrant.organisation_id) == service.organisation_id
    return bool(session.exec(select(exists().where(of_group, col(RoleGrant.revoked_at).is_(None)))).one())
