"""What has changed gets into the index after the commit: whenever, by whomever, and however often it is tried."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from sqlmodel import Session, func, select

from directory.actions.delivery import deliver, rebuild
from directory.actions.delivery import index as index_delivery
from directory.actions.moderation import note_change, withdraw_service
from directory.database import Database
from directory.models import IndexChange, Service
from directory.vocabulary import ModerationStatus
from search_index.documents import Document
from search_index.memory import MemoryIndex
from search_index.port import IndexBusyError
from search_index.thesaurus import Thesaurus
from tests.makers import make_organisation, make_service
from tests.search_index.makers import a_query, found


class BusyIndex(MemoryIndex):
    """An index that another process writes to; it may let one thing or the other through."""

    def __init__(self, thesaurus: Thesaurus, *, lets: str = "") -> None:
        super().__init__(thesaurus)
        self.lets = lets

    def put(self, documents: Iterable[Document], /) -> None:
        if self.lets != "put":
            raise IndexBusyError
        super().put(documents)

    def remove(self, ids: Iterable[str], /) -> None:
        if self.lets != "remove":
            raise IndexBusyError
        super().remove(ids)

    def replace_all(self, _documents: Iterable[Document], /, **_how: object) -> None:
        raise IndexBusyError


def name_of(_code: str) -> None:
    return None


def bring_in(database: Database, index: MemoryIndex) -> int:
    return deliver(database.reading, database.writing, index, name_of)


def waiting(database: Database) -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(IndexChange)).one()


def publish(database: Database, **values: object) -> str:
    """A published service and the change that waits for it; its key."""
    with database.writing() as session:
        return str(make_service(session, **values).id)  # type: ignore[arg-type]  # its own


def change(database: Database, key: str, **values: object) -> None:
    with database.writing() as session:
        service = the_service(session, key)
        for name, value in values.items():
            setattr(service, name, value)
        note_change(session, service)


def the_service(session: Session, key: str) -> Service:
    return next(service for service in session.exec(select(Service)) if str(service.id) == key)


def named(index: MemoryIndex, words: str) -> list[str]:
    return found(index.search(a_query(words)))


def test_what_waits_gets_into_the_index_and_waits_no_longer(database: Database, index: MemoryIndex) -> None:
    key = publish(database, name="Tea table")
    assert named(index, "tea") == []
    assert bring_in(database, index) == 1
    assert named(index, "tea") == [key]
    assert waiting(database) == 0


def test_with_nothing_to_do_nothing_is_done(database: Database, index: MemoryIndex) -> None:
    before = index.status().generation
    assert bring_in(database, index) == 0
    assert index.status().generation == before


def test_many_changes_of_one_service_are_one_document(database: Database, index: MemoryIndex) -> None:
    key = publish(database, name="Tea table")
    for name in ("Coffee table", "Cocoa table"):
        change(database, key, name=name)
    assert bring_in(database, index) == 3
    assert (named(index, "cocoa"), named(index, "tea"), index.status().documents) == ([key], [], 1)


def test_what_is_withdrawn_leaves_the_index(database: Database, index: MemoryIndex) -> None:
    key = publish(database)
    bring_in(database, index)
    with database.writing() as session:
        withdraw_service(session, the_service(session, key), actor="a group")
    bring_in(database, index)
    assert index.status().documents == 0


def test_what_is_deleted_leaves_the_index(database: Database, index: MemoryIndex) -> None:
    key = publish(database)
    bring_in(database, index)
    with database.writing() as session:
        service = the_service(session, key)
        note_change(session, service)
        session.delete(service)
    bring_in(database, index)
    assert (index.status().documents, waiting(database)) == (0, 0)


@pytest.mark.parametrize("status", [each for each in ModerationStatus if each is not ModerationStatus.PUBLISHED])
def test_what_is_not_published_never_gets_in(database: Database, index: MemoryIndex, status: ModerationStatus) -> None:
    with database.writing() as session:
        note_change(session, make_service(session, status=status))
    assert bring_in(database, index) == 1
    assert index.status().documents == 0


def test_a_change_of_something_that_never_was_is_struck_off(database: Database, index: MemoryIndex) -> None:
    with database.writing() as session:
        session.add(IndexChange(service_id=uuid4()))
    assert bring_in(database, index) == 1
    assert waiting(database) == 0


# What goes wrong.


@pytest.mark.parametrize("lets", ["", "put", "remove"])
def test_while_the_index_is_busy_changes_wait_and_nobody_sees_an_error(
    database: Database, index: MemoryIndex, thesaurus: Thesaurus, lets: str
) -> None:
    kept, gone = publish(database, name="Tea table"), publish(database, name="Gone table")
    bring_in(database, index)
    change(database, kept, name="Coffee table")
    with database.writing() as session:
        withdraw_service(session, the_service(session, gone), actor="a group")
    assert bring_in(database, BusyIndex(thesaurus, lets=lets)) == 0
    assert waiting(database) == 2
    assert bring_in(database, index) == 2
    assert (named(index, "coffee"), index.status().documents) == ([kept], 1)


def test_to_bring_in_twice_is_harmless(database: Database, index: MemoryIndex) -> None:
    key = publish(database, name="Tea table")

    def breaks() -> AbstractContextManager[Session]:
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        deliver(database.reading, breaks, index, name_of)
    assert (named(index, "tea"), waiting(database)) == ([key], 1)
    assert bring_in(database, index) == 1
    assert (named(index, "tea"), index.status().documents) == ([key], 1)


class WhileWriting(MemoryIndex):
    """An index during whose writing something else happens."""

    def __init__(self, thesaurus: Thesaurus, happens: Callable[[], None]) -> None:
        super().__init__(thesaurus)
        self._happens = happens

    def put(self, documents: Iterable[Document], /) -> None:
        super().put(documents)
        happens, self._happens = self._happens, lambda: None
        happens()

    def replace_all(self, documents: Iterable[Document], /, **_how: object) -> None:
        super().replace_all(documents)
        self._happens()


def test_a_change_that_comes_in_between_is_brought_in_too(database: Database, thesaurus: Thesaurus) -> None:
    key = publish(database, name="Tea table")
    index = WhileWriting(thesaurus, lambda: change(database, key, name="Coffee table"))
    assert bring_in(database, index) == 2
    assert (named(index, "coffee"), waiting(database)) == ([key], 0)


def test_a_change_that_comes_after_another_process_has_brought_in_the_same_is_not_lost(
    database: Database, index: MemoryIndex, thesaurus: Thesaurus
) -> None:
    """Two processes bring in the same changes; the slower one must not strike off what has come since."""
    key = publish(database, name="Tea table")

    def meanwhile() -> None:
        bring_in(database, index)
        change(database, key, name="Coffee table")

    slow = WhileWriting(thesaurus, meanwhile)
    bring_in(database, slow)
    assert named(slow, "coffee") == [key]


# Many.


def test_many_changes_are_brought_in_by_the_thousand(
    database: Database, index: MemoryIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_delivery, "AT_ONCE", 10)
    with database.writing() as session:
        group = make_organisation(session).id
        for number in range(25):
            make_service(session, organisation_id=group, name=f"Table {number}")
    steps: list[int] = []
    assert deliver(database.reading, database.writing, index, name_of, progress=steps.append) == 25
    assert steps == [10, 10, 5]
    assert index.status().documents == 25


# Anew.


def test_made_anew_the_index_holds_what_is_published_and_nothing_waits(
    database: Database, index: MemoryIndex, thesaurus: Thesaurus
) -> None:
    first, second = publish(database, name="Tea table"), publish(database, name="Walk")
    bring_in(database, index)
    change(database, first, name="Coffee table")
    with database.writing() as session:
        withdraw_service(session, the_service(session, second), actor="a group")
    steps: list[int] = []
    rebuild(database.reading, database.writing, index, name_of, progress=steps.append)
    assert (named(index, ""), named(index, "coffee"), sum(steps)) == ([first], [first], 1)
    assert waiting(database) == 0


def test_a_change_that_comes_while_it_is_made_anew_waits(own_database: Database, thesaurus: Thesaurus) -> None:
    key = publish(own_database, name="Tea table")
    index = WhileWriting(thesaurus, lambda: change(own_database, key, name="Coffee table"))
    rebuild(own_database.reading, own_database.writing, index, name_of, progress=lambda _: None)
    assert waiting(own_database) == 1
    bring_in(own_database, index)
    assert named(index, "coffee") == [key]


def test_a_smaller_number_that_is_committed_late_still_waits(own_database: Database, thesaurus: Thesaurus) -> None:
    """Numbers are given when a change is noted, not when it is committed."""
    key = publish(own_database, name="Tea table")

    def late() -> None:
        with own_database.writing() as session:
            smallest = session.exec(select(func.min(IndexChange.id))).one() or 1
            session.add(IndexChange(id=smallest - 1, service_id=the_service(session, key).id))

    index = WhileWriting(thesaurus, late)
    rebuild(own_database.reading, own_database.writing, index, name_of, progress=lambda _: None)
    assert waiting(own_database) == 1


def test_while_the_index_is_busy_it_is_not_made_anew_and_changes_wait(database: Database, thesaurus: Thesaurus) -> None:
    publish(database)
    with pytest.raises(IndexBusyError):
        rebuild(database.reading, database.writing, BusyIndex(thesaurus), name_of, progress=lambda _: None)
    assert waiting(database) == 1


# Anew, while more comes in.


def coming(*deeds: Callable[[], object]) -> Iterator[None]:
    """Does one thing after the other, each when what came before was taken."""
    for deed in deeds:
        deed()
        yield


def test_what_comes_in_while_it_is_made_anew_is_in_it_too(own_database: Database, thesaurus: Thesaurus) -> None:
    first = publish(own_database, name="Tea table")
    keys: list[str] = []

    def two_more() -> None:
        keys.extend(publish(own_database, name=f"Tea table {number}") for number in range(2))
        change(own_database, keys[0], name="Tea for two")

    index = MemoryIndex(thesaurus)
    more = coming(two_more, lambda: keys.append(publish(own_database, name="High tea")))
    rebuild(own_database.reading, own_database.writing, index, name_of, progress=lambda _: None, more=more)
    assert set(named(index, "tea")) == {first, *keys}
    assert waiting(own_database) == 0


def test_what_is_changed_after_it_was_read_waits(own_database: Database, thesaurus: Thesaurus) -> None:
    first = publish(own_database, name="Tea table")
    seen: list[str] = []
    more = coming(
        lambda: change(own_database, first, name="Coffee table"),
        lambda: seen.append(publish(own_database, name="Walk")),
        lambda: change(own_database, seen[0], name="Run"),
    )
    index = MemoryIndex(thesaurus)
    rebuild(own_database.reading, own_database.writing, index, name_of, progress=lambda _: None, more=more)
    assert (named(index, "tea"), named(index, "walk"), waiting(own_database)) == ([first], seen, 2)
    bring_in(own_database, index)
    assert (named(index, "coffee"), named(index, "run"), waiting(own_database)) == ([first], seen, 0)
