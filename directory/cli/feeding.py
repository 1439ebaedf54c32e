"""What `serve` does with feeds that were handed over on a page: they are tried, and taken in, while nobody waits."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from config import Settings
from directory.actions.exchange import FeedFile, ImportReport, Source, fetch_feed, read_feed, try_feed
from directory.actions.exchange.jobs import Job, Jobs, JobState
from directory.actions.exchange.waiting import WaitingFiles
from directory.cli.context import visitor
from directory.errors import DirectoryError
from directory.resources import Resources

LOOKS_SECONDS: Final = 2.0
"""Seconds between two looks whether something was handed over."""

GONE_WRONG: Final = "Something went wrong that should not; whoever runs this directory finds more in its log"


class Feeding:
    """Works on the feeds that were handed over; a process that dies is followed by another, which goes on."""

    def __init__(self, opened: Resources, chosen: Settings) -> None:
        self._opened, self._chosen = opened, chosen
        self._jobs = Jobs(chosen.handed_over)
        self._waiting = WaitingFiles(chosen.waiting_files)

    def __call__(self) -> bool:
        self._waiting.forget_old()
        return self._do_all() > 0

    def _do_all(self) -> int:
        return sum(self._do(job) for job in reversed(self._jobs.all()) if job.is_worked_on)

    def _do(self, job: Job) -> bool:
        with self._jobs.turn(job) as ours:
            # Somebody may have done it between our look and our turn.
            job = self._jobs.job(job.key)
            if ours and job.is_worked_on:
                self._step(job)
            return ours

    def _step(self, job: Job) -> None:
        try:
            self._jobs.keep(self._worked(job))
        except DirectoryError as refusal:
            self._jobs.keep(replace(job, state=JobState.FAILED, trouble=str(refusal)))
        except Exception:
            # Whatever it was, the page that is waited at says so, and nobody tries the same again; it is raised on.
            self._jobs.keep(replace(job, state=JobState.FAILED, trouble=GONE_WRONG))
            raise

    def _worked(self, job: Job) -> Job:
        file = FeedFile(self._file(job))
        file.check_size(self._chosen.import_megabytes)
        job = replace(job, file=file.path.name)
        job = self._jobs.keep(replace(job, total=file.count()))
        if job.state is JobState.NEW:
            report, after = self._read(try_feed, file, job), JobState.TRIED
        else:
            report, after = self._read(read_feed, file, job), JobState.DONE
            self._opened.bring_in_many()
        return replace(job, state=after, position=job.total, report=report.as_json())

    def _read(self, deed: Callable[..., ImportReport], file: FeedFile, job: Job) -> ImportReport:
        done = 0

        def progress(count: int) -> None:
            nonlocal done
            done += count
            self._jobs.keep(replace(job, position=done))

        source = Source(
            job.feed,
            file.digest(job.publish, not job.whole),
            job.address,
            job.licence,
            publish=job.publish,
            actor=job.actor,
            whole=job.whole,
        )
        opening = self._opened.database.writing
        return deed(opening, file.readings(), source=source, gazetteer=self._opened.gazetteer, progress=progress)

    def _file(self, job: Job) -> Path:
        """The file that was handed over. What is on the web is brought in once, so that what is taken in is what was
        shown.
        """
        kept = self._jobs.file(job)
        if not job.address or (job.file and kept.exists()):
            return kept
        found = fetch_feed(visitor(self._chosen), job.address, self._chosen.feeds)
        named = self._jobs.keep(replace(job, file=found.name))
        return Path(shutil.copyfile(found, self._jobs.file(named)))
