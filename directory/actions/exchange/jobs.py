"""Feeds that an administrator hands over on a page: kept in a folder each, tried first, and taken in when somebody says
so. Whoever works on one holds a lock that ends with their process, so that what was cut off is taken up again.
"""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Final, Self
from uuid import UUID, uuid4

from directory import clock
from directory.actions.exchange.report import ImportReport
from directory.errors import InvalidTransitionError, NotFoundError

KEPT: Final = 20
"""Feeds that were handed over of which the files are kept; of older ones the reports, too, are forgotten."""


class JobState(StrEnum):
    """Where a feed stands between being handed over and being taken in."""

    NEW = "new"
    TRIED = "tried"
    ASKED = "asked"
    DONE = "done"
    FAILED = "failed"


WORKED_ON: Final = {JobState.NEW, JobState.ASKED}
"""States in which something is to be done that nobody waits for."""


@dataclass(frozen=True, slots=True)
class Job:
    """A feed that was handed over.

    Attributes:
        key: names it in an address.
        feed: the name of the feed.
        address: where it is on the web; empty: its file was handed over.
        file: the name of the file in its folder.
        actor: who handed it over, a role and an id.
        began: when, as ISO 8601 has it.
        position, total: records that were read of how many, in the step that it is in.
        report: of the last step that was finished.
        trouble: why it failed.
    """

    key: str
    feed: str
    address: str = ""
    licence: str = ""
    file: str = ""
    publish: bool = False
    whole: bool = True
    actor: str = ""
    began: str = ""
    state: JobState = JobState.NEW
    position: int = 0
    total: int = 0
    trouble: str = ""
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def is_worked_on(self) -> bool:
        return self.state in WORKED_ON

    @property
    def told(self) -> ImportReport:
        """What came of it, or would."""
        return ImportReport.of(self.report)

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        return cls(**{**values, "state": JobState(values["state"])})


class Jobs:
    """The feeds that were handed over, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hand_over(self, job: Job, sent: IO[bytes] | None = None) -> Job:
        """Keep a feed that is to be tried.

        Args:
            sent: the file, where it is not on the web.
        """
        made = replace(job, key=str(uuid4()), began=clock.now().isoformat())
        self._of(made.key).mkdir(parents=True)
        if sent:
            with (self._of(made.key) / made.file).open("wb") as file:
                shutil.copyfileobj(sent, file)
        self.keep(made)
        self._forget_oldest()
        return made

    def job(self, key: UUID | str) -> Job:
        """A feed that was handed over.

        Raises:
            NotFoundError: there is none of this key, or it was forgotten.
        """
        try:
            return Job.of(json.loads((self._of(key) / "job.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            raise NotFoundError("There is no such feed, or it was handed over long ago") from None

    def all(self) -> list[Job]:
        """Those that are kept, the newest first."""
        found = []
        for folder in self._folder.glob("*/job.json"):
            with suppress(NotFoundError):
                found.append(self.job(folder.parent.name))
        return sorted(found, key=lambda job: (job.began, job.key), reverse=True)

    def apply(self, key: UUID) -> Job:
        """Let a feed that was tried be taken in.

        Raises:
            NotFoundError: there is no such feed.
            InvalidTransitionError: it has not been tried, or was taken in before.
        """
        job = self.job(key)
        if job.state is not JobState.TRIED:
            raise InvalidTransitionError("This feed is being read, or was taken in before")
        return self.keep(replace(job, state=JobState.ASKED, position=0))

    def keep(self, job: Job) -> Job:
        """Keep how a feed stands: whole, or as it was before."""
        folder = self._of(job.key)
        written = folder / "job.new"
        written.write_text(json.dumps(asdict(job)), encoding="utf-8")
        written.replace(folder / "job.json")
        return job

    def file(self, job: Job) -> Path:
        """The file that was handed over."""
        return self._of(job.key) / job.file

    @contextmanager
    def turn(self, job: Job) -> Iterator[bool]:
        """Whether it is ours to work on a feed: then nobody else does, until the end of the block or of the process."""
        with (self._of(job.key) / "lock").open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
            else:
                yield True

    def _of(self, key: UUID | str) -> Path:
        return self._folder / str(key)

    def _forget_oldest(self) -> None:
        for job in self.all()[KEPT:]:
            if not job.is_worked_on:
                shutil.rmtree(self._of(job.key), ignore_errors=True)
