"""The lists of needs, kinds of activity and access features, and what is linked to them."""

from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Relationship

from directory.models.base import Row, owned_by, word
from directory.models.service import Service
from directory.vocabulary import TermKind, TermOrigin

OTHERS = "Other"
"""The name of a list that has none."""


class TaxonomyTerm(Row, table=True):
    """A term of one of our lists (its ``code`` is "need:connect.lonely"), or of a list that came with a
    feed.
    """

    __tablename__ = "taxonomy_term"
    __table_args__ = (
        UniqueConstraint("taxonomy", "code"),
        CheckConstraint("length(code) > 0 AND length(trim(label)) > 0", name="named"),
    )

    kind: TermKind = Field(sa_type=word(TermKind), index=True)
    taxonomy: str = Field(max_length=120, description="the name of the list it is from")
    code: str = Field(max_length=255, index=True)
    label: str = Field(max_length=255)
    description: str = ""
    uri: str = Field(default="", max_length=2000, description="where its list says what it is, if it does")
    parent: str = Field(default="", max_length=255, description="the code of the broader term; empty at the top")
    position: int = Field(default=0, description="its place in the list")


class ServiceTerm(Row, table=True):
    """A service is linked to a term, because somebody said so or because its words suggest it."""

    __tablename__ = "service_term"
    __table_args__ = (UniqueConstraint("service_id", "term_id"),)

    service_id: UUID = owned_by("service")
    term_id: UUID = Field(foreign_key="taxonomy_term.id", index=True)
    origin: TermOrigin = Field(default=TermOrigin.STATED, sa_type=word(TermOrigin))
    service: Service = Relationship(back_populates="terms")
    term: TaxonomyTerm = Relationship()
