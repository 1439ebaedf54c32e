"""Finding the terms that records name: those of our lists, and those of other lists as they come."""

from sqlmodel import Session, col, select

from directory.actions.taxonomy import OURS
from directory.models import TaxonomyTerm
from directory.oruk.records import TermRecord
from directory.vocabulary import TermKind

OTHERS = "Other"
"""The name of a list that has none."""


class Terms:
    """The terms of one session. It remembers those it has been asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen: dict[tuple[str, str], TaxonomyTerm | None] = {}

    def find(self, record: TermRecord) -> TaxonomyTerm | None:
        """The term that a record names: one of our lists, or one of another list, which is made when it comes.

        What calls itself one of ours and is not is kept as one of another list by what it is called, if it is.
        """
        if record.kind is TermKind.FOREIGN:
            return self._known(record.taxonomy or OTHERS, record.code) or self._made(record)
        ours = self._known(OURS, record.code)
        if ours or not record.label:
            return ours
        return self.find(record.model_copy(update={"kind": TermKind.FOREIGN}))

    def _known(self, taxonomy: str, code: str) -> TaxonomyTerm | None:
        if (taxonomy, code) not in self._seen:
            wanted = select(TaxonomyTerm).where(col(TaxonomyTerm.taxonomy) == taxonomy, col(TaxonomyTerm.code) == code)
            self._seen[taxonomy, code] = self._session.exec(wanted).first()
        return self._seen[taxonomy, code]

    def _made(self, record: TermRecord) -> TaxonomyTerm:
        taxonomy, label = record.taxonomy or OTHERS, record.label.strip() or record.code
        made = TaxonomyTerm(kind=record.kind, taxonomy=taxonomy, code=record.code, label=label)
        self._seen[taxonomy, record.code] = made
        self._session.add(made)
        return made
