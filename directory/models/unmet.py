"""How often a need met no good answer: the need, the postcode district and the month, and nothing else."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class UnmetSearch(SQLModel, table=True):
    """So many searches of a month for a need, from a postcode district, were not answered well.

    What was typed is never kept: it may name a person, and no list tells names from other words.
    """

    __tablename__ = "unmet_search"
    __table_args__ = (
        CheckConstraint("searches > 0", name="searches"),
        CheckConstraint("length(need) > 0 AND length(outcode) > 0", name="told"),
    )

    need: str = Field(max_length=255, primary_key=True)
    outcode: str = Field(max_length=4, primary_key=True)
    month: date = Field(primary_key=True, description="its first day")
    searches: int
