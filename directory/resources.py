"""The things a running application holds on to: database, gazetteer, thesaurus, search index."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import IO, Final

from directory import clock
from directory.actions.backup import Backup, Manifest, back_up, clear, put_back, writing_backup
from directory.actions.delivery import Posted, deliver, deliver_letters, is_any, is_most, rebuild
from directory.actions.letters import Stationery
from directory.actions.link_check import Checked, check_links
from directory.actions.taxonomy import load_taxonomy
from directory.actions.upkeep import Asking, Reminded, count_due, remind
from directory.database import Database
from directory.errors import UnreadableError
from directory.geography import FileGazetteer, ensure_gazetteer
from directory.mail import Mailer
from directory.migrations.runner import heads, known, migrate
from directory.queries.exchange import Reference
from directory.queries.indexing import documents
from directory.queries.labels import LabelBook, read_languages
from directory.queries.upkeep import Rhythm
from directory.signing import Signer
from directory.tally import Tally
from search_index.documents import Document, Point, Query
from search_index.port import Progress, SearchIndex
from search_index.thesaurus import Thesaurus

SEED_DATA = Path(__file__).parent.parent / "seed_data"
"""Taxonomies, thesaurus, areas, and the demonstration district."""

STATIC = Path(__file__).parent / "static"
"""Our own style sheet and icon, and what set-up copies beside them."""

SECRET: Final = "secret_key"  # noqa: S105 -- the name of a file
"""The file beside the database with the key that links are signed with."""

MAIL_RESTS = timedelta(minutes=1)
"""How long no page tries a mail server again that did not answer: each would wait for it."""

LETTERS_OF_A_PAGE = 5
"""How many letters one page sends at most; the rest leave with the next ones, or by ``fingerpost deliver``."""

Bar = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Shows the progress of long work: given its name and length, it gives a function to call with each step
done."""


@dataclass
class Resources:
    """What pages and commands share. Each thing is made when it is first asked for.

    Args:
        home: the folder of everything that is kept in files.
        make_index: makes the search index, given the thesaurus and where all documents come from.
        signer: makes and reads links and digests.
        stationery: how letters are made.
        mailer: how letters leave; None: they wait.
        sender: the address that letters come from, alone or after a name.
        wake: tells whoever sends letters in the background that there are some; None: pages send a few themselves.
    """

    home: Path
    database: Database
    make_index: Callable[[Thesaurus, Callable[[], Iterator[Document]]], SearchIndex]
    gazetteer_file: Path
    signer: Signer
    stationery: Stationery
    mailer: Mailer | None = None
    sender: str = ""
    wake: Callable[[], None] | None = field(default=None, init=False)
    _mail_rests_until: datetime = field(default=datetime.min.replace(tzinfo=UTC), init=False, repr=False)

    @cached_property
    def gazetteer(self) -> FileGazetteer:
        return FileGazetteer(self.gazetteer_file, areas=SEED_DATA / "areas.csv", places=SEED_DATA / "places.csv")

    @cached_property
    def thesaurus(self) -> Thesaurus:
        return Thesaurus.load(SEED_DATA)

    @cached_property
    def labels(self) -> LabelBook:
        return LabelBook(read_languages(SEED_DATA / "languages.csv"))

    @cached_property
    def reference(self) -> Reference:
        """What documents for others are written from."""
        languages = read_languages(SEED_DATA / "languages.csv")
        return Reference(self.gazetteer, seed_data=SEED_DATA, languages=languages)

    @cached_property
    def need_labels(self) -> list[str]:
        """What the needs are called, in alphabetical order."""
        return sorted(need.label for need in self.thesaurus.needs.values())

    @cached_property
    def index(self) -> SearchIndex:
        return self.make_index(self.thesaurus, self._all_documents)

    def _all_documents(self) -> Iterator[Document]:
        with self.database.reading() as session:
            yield from documents(session, self.gazetteer.district_name, now=clock.now())

    @cached_property
    def unmet(self) -> Tally:
        """Counts the searches that met no good answer."""
        return Tally(self.database.writing)

    def prepare(self, bar: Bar) -> None:
        """Make everything ready that is not: the folder, the tables, our lists, the gazetteer. Twice is
        harmless.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        with self.database.migrating() as connection:
            migrate(connection)
        with self.database.writing() as session:
            load_taxonomy(session, SEED_DATA)
        with bar("Finding every postcode of the UK", 100) as step:
            ensure_gazetteer(self.gazetteer_file, progress=in_hundredths(step))

    def back_up(self, stream: IO[bytes], progress: Progress = lambda _: None) -> Manifest:
        """Write all that the directory holds into a file, as it is at this moment; see `directory.actions.backup`."""
        (revision,) = heads()
        with self.database.reading() as session, writing_backup(stream, revision) as writer:
            back_up(session, writer, progress=progress)
            if self._secret.exists():
                writer.add_secret(self._secret.read_text(encoding="ascii"))
        return writer.manifest

    def restore(self, backup: Backup, bar: Bar) -> None:
        """Put back what a backup holds, all or nothing, into a directory that has nothing in it.

        Raises:
            InvalidTransitionError: there is something in it.
            UnreadableError: the backup is not what it says it is, or of a newer program.
        """
        manifest = backup.manifest
        if manifest.revision not in known():
            raise UnreadableError("This backup was made by a newer version of Fingerpost; install that one first")
        with self.database.migrating() as connection, bar("Putting rows back", manifest.rows) as step:
            clear(connection)
            migrate(connection, to=manifest.revision)
            put_back(connection, backup, progress=step)
            migrate(connection)
            if backup.secret:
                self._keep_secret(backup.secret)
        self.prepare(bar)
        with bar("Indexing", 0) as step:
            self.rebuild_index(step)

    def _keep_secret(self, key: str) -> None:
        """Keep a key in the place of the one that is there: whole, or not at all."""
        made = self._secret.with_suffix(".restored")
        made.unlink(missing_ok=True)
        made.touch(mode=0o600)
        made.write_text(key, encoding="ascii")
        made.replace(self._secret)

    @property
    def _secret(self) -> Path:
        """Where the key is kept that links are signed with, unless the settings have it."""
        return self.home / SECRET

    def warm(self) -> None:
        """Open everything now, so that nobody's first page waits for it."""
        self.gazetteer.warm()
        # Any question will do: it opens the index, makes it where there is none, and compiles what is not compiled yet.
        self.index.search(Query(now=clock.now(), text="help", near=Point(0, 0), limit=1))
        # Any letter will do: it orders the names.
        self.index.suggest("a")

    def deliver(self, progress: Progress = lambda _: None) -> int:
        """Bring what has changed into the index, then let a few letters leave; how many changes were brought in.

        Whatever is the matter with the mail, nobody who saved something sees an error for it, and where letters are
        sent in the background, nobody waits for it.
        """
        changes = self.bring_in(progress)
        if self.wake:
            self.wake()
        else:
            self.send_some_letters()
        return changes

    def send_some_letters(self) -> Posted:
        """Send a few letters, unless the mail server did not answer a moment ago."""
        if clock.now() < self._mail_rests_until:
            return Posted(down=True)
        return self.send_letters(most=LETTERS_OF_A_PAGE)

    def bring_in(self, progress: Progress = lambda _: None) -> int:
        """Bring what has changed into the index; how many changes were brought in."""
        database = self.database
        with database.reading() as session:
            if not is_any(session):
                # To open the index takes half a second, of which mostly the thesaurus is read.
                return 0
        return deliver(database.reading, database.writing, self.index, self.gazetteer.district_name, progress=progress)

    def bring_in_many(self, progress: Progress = lambda _: None, *, more: Iterable[object] = ()) -> None:
        """Bring in what has changed after much has, anew if that is quicker than one by one.

        Args:
            more: gives something whenever more may have changed, until nothing will.
        """
        coming = iter(more)
        for _ in coming:
            # To open it takes half a second, in which more comes.
            self.index  # noqa: B018
            if self._is_most():
                self.rebuild_index(progress, more=coming)
        if self._is_most():
            self.rebuild_index(progress)
        else:
            self.bring_in(progress)

    def _is_most(self) -> bool:
        with self.database.reading() as session:
            return is_most(session)

    def send_letters(self, *, most: int | None = None) -> Posted:
        """Send letters that are due, at most so many; none where no way was chosen."""
        if self.mailer is None:
            return Posted()
        posted = deliver_letters(self.database.writing, self.mailer, sender=self.sender, most=most)
        if posted.down:
            self._mail_rests_until = clock.now() + MAIL_RESTS
        return posted

    def remind(self, rhythm: Rhythm, *, fresh_days: int, progress: Progress = lambda _: None) -> Reminded:
        """Write the letters that ask groups whether their listings are still right, and put away what nobody confirms.

        Args:
            fresh_days: days until a statement of room is not known.
        """
        asking = Asking(rhythm, self.signer, self.stationery, fresh_days)
        return remind(self.database.reading, self.database.writing, asking, progress=progress)

    def count_due(self, rhythm: Rhythm) -> Reminded:
        """What `remind` would do now."""
        return count_due(self.database.reading, rhythm)

    def check_links(self, *, most: int, progress: Progress = lambda _: None) -> Checked:
        """Ask some web addresses of listings whether they answer. It takes up to half a minute each."""
        return check_links(self.database.reading, self.database.writing, most=most, progress=progress)

    def rebuild_index(self, progress: Progress = lambda _: None, *, more: Iterator[object] | None = None) -> None:
        """Make the index anew.

        Args:
            more: gives something whenever more may have come in, until nothing will.
        """
        opened, name_of = self.database, self.gazetteer.district_name
        rebuild(opened.reading, opened.writing, self.index, name_of, progress=progress, more=more)


def in_hundredths(step: Callable[[int], None]) -> Callable[[int, int], None]:
    """Turn "so much of so much is done" into steps of a hundredth."""
    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal told
        now = 100 * done // max(total, 1)
        step(now - told)
        told = now

    return progress
