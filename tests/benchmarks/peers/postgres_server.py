"""A PostgreSQL server of one's own in a folder: a socket and no network, and its data safe as in production."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.port import MissingPartError

USER = "fingerpost"

_SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "2GB",
    "effective_cache_size": "8GB",
    "work_mem": "128MB",
    "maintenance_work_mem": "1GB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
}
"""Room for everything in memory, an even price for every page, and no start of anything within a query."""


class PostgresServer:
    """The server of a folder, which is made if there is none in it yet.

    Settings: FINGERPOST_PG_BIN names the folder of PostgreSQL's programs, if they are not where Debian puts them.

    Raises:
        MissingPartError: there is no PostgreSQL, or its data cannot be kept there.
    """

    def __init__(self, folder: Path) -> None:
        self._data = folder / "cluster"
        self._programs = find_programs()
        # As root it refuses to run, so there it runs as somebody who may do nothing else.
        self._who = _somebody() if os.geteuid() == 0 else {}
        # The name of a socket may not be long, and folders for measuring often are.
        self.socket = Path(tempfile.mkdtemp(prefix="fingerpost-pg-"))
        self._own(self.socket)

    def __enter__(self) -> "PostgresServer":
        if not (self._data / "PG_VERSION").exists():
            self._data.mkdir(parents=True, exist_ok=True)
            self._own(self._data)
            self._run("initdb", "-D", self._data, "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C")
        self._own(self._data)
        if (self._data / "postmaster.pid").exists():  # from a run that was cut off
            with suppress(MissingPartError):
                self._stop("immediate")
        settings = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        self._run(
            "pg_ctl", "-w", "-D", self._data, "-l", self.socket / "log", "-o", f"-k {self.socket} {settings}", "start"
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._stop("fast")
        shutil.rmtree(self.socket, ignore_errors=True)

    def _stop(self, mode: str) -> None:
        self._run("pg_ctl", "-w", "-D", self._data, "-m", mode, "stop")

    @property
    def address(self) -> str:
        """What psycopg connects to."""
        return f"host={self.socket} user={USER} dbname=postgres"

    def _own(self, folder: Path) -> None:
        """Give a folder to whoever the server runs as; nobody else may even look into it."""
        if self._who:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self._who["user"], self._who["group"], follow_symlinks=False)
        folder.chmod(0o700)

    def _run(self, program: str, *options: object) -> None:
        words = [str(self._programs / program), *map(str, options)]
        # The server goes on writing to what it inherits, so that its words go nowhere; they are in its log.
        done = subprocess.run(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", check=False, **self._who
        )
        if done.returncode:
            raise MissingPartError(f"PostgreSQL's {program} failed; can its user read {self._data.parent}?")


def find_programs() -> Path:
    """The folder of the newest PostgreSQL on this machine."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    named = os.environ.get("FINGERPOST_PG_BIN")
    for folder in ([Path(named)] if named else []) + installed[::-1]:
        if (folder / "initdb").exists():
            return folder
    raise MissingPartError("PostgreSQL is not installed (on Debian: apt install postgresql postgresql-15-postgis-3)")


def _somebody() -> dict[str, Any]:
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise MissingPartError("PostgreSQL does not run as root, and there is nobody else on this machine")
