"""Eligibility rules as they are kept; what they mean is in ``directory.eligibility``."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Relationship

from directory.models.base import Json, Part, owned_by, word
from directory.models.service import Service
from directory.oruk.records import OLDEST
from directory.vocabulary import RuleKind


class EligibilityRule(Part, table=True):
    """One rule. ``among`` holds the codes it speaks of: genders, circumstances, referrers, or areas."""

    __tablename__ = "eligibility_rule"
    __table_args__ = (
        CheckConstraint(f"minimum_age IS NULL OR minimum_age BETWEEN 0 AND {OLDEST}", name="minimum_age"),
        CheckConstraint(f"maximum_age IS NULL OR maximum_age BETWEEN 0 AND {OLDEST}", name="maximum_age"),
        # Less than a year between them may be right: "from 6 months to under 1 year" is 0.5 to 0.
        CheckConstraint("maximum_age IS NULL OR maximum_age > coalesce(minimum_age, 0) - 1", name="age_order"),
        CheckConstraint("kind <> 'age' OR minimum_age IS NOT NULL OR maximum_age IS NOT NULL", name="ages"),
        CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name="valid"),
    )

    service_id: UUID = owned_by("service")
    kind: RuleKind = Field(sa_type=word(RuleKind))
    strict: bool = Field(default=True, description="False: it says whom the service is meant for; others are welcome")
    excluded: bool = Field(default=False, description="the rule shuts out those of whom it speaks")
    minimum_age: float | None = None
    maximum_age: float | None = Field(default=None, description="whole years: 25 takes in all who are 25")
    among: list[str] = Field(default_factory=list, sa_type=Json)
    valid_from: date | None = None
    valid_to: date | None = None
    service: Service = Relationship(back_populates="rules")
