"""``fingerpost demo`` and ``fingerpost serve``, really started."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil
import pytest

from config import Settings
from directory.cli.serving import THREADS
from directory.factory import make_resources
from tests.commands import COMMAND, Ran, environment
from tests.homes import POSTCODES, share_file
from tests.mail.makers import write_letter
from tests.ports import free_port


@contextmanager
def started(home: Path, *words: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A running server: its address, and its process."""
    port = free_port()
    command = [str(COMMAND), *words, "--port", str(port)]
    with subprocess.Popen(
        command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            address = f"http://127.0.0.1:{port}"
            _until_answered(address, running)
            yield address, running
        finally:
            running.kill()


def _until_answered(address: str, running: subprocess.Popen[str]) -> None:
    for _ in range(2400):
        try:
            assert fetched(f"{address}/health")[0] == 200
        except URLError:
            assert running.poll() is None, running.communicate()
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server never answered")


def fetched(address: str) -> tuple[int, str]:
    try:
        with urlopen(address, timeout=60) as answer:  # noqa: S310 -- it is our own
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


@pytest.fixture
def new_home(full_file: Path, tmp_path: Path) -> Path:
    """The home of a new installation, which has nothing but the postcodes."""
    home = tmp_path / "home"
    home.mkdir()
    share_file(full_file, home / POSTCODES)
    return home


def test_the_demonstration_makes_everything_ready_and_serves_it(home: Path) -> None:
    made = make_resources(Settings(home=home))
    waits = write_letter(made.database)
    made.database.engine.dispose()
    with started(home, "demo") as (address, running):
        status, page = fetched(f"{address}/search?postcode=DL3+9AA&q=lonely")
        assert status == 200
        assert " services for “lonely”" in page
        assert "every group, telephone number and web address here is fictional" in page
        assert fetched(f"{address}/static/fingerpost.css")[0] == 200
        assert fetched(f"{address}/demonstration/outbox")[0] == 200
        assert fetched(f"{address}/nothing")[0] == 404
        _until((home / "outbox" / f"{waits}.eml").exists)  # letters leave in the background
        running.send_signal(signal.SIGINT)
        said, errors = running.communicate(timeout=120)
    assert (running.returncode, errors) == (0, "")
    assert "Loading the demonstration district" in said
    assert "services of a fictional district" in said
    assert "Try the postcode DL3 9AA" in said
    assert f"{address}/\n" in said
    assert (home / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_directory_without_services_is_served_too_and_alone_on_its_port(
    new_home: Path, fingerpost: Callable[..., Ran]
) -> None:
    with started(new_home, "serve") as (address, _):
        status, page = fetched(f"{address}/search?postcode=DL3+9AA")
        assert status == 200
        assert "Nothing found" in page
        assert "fictional" not in page
        assert fetched(f"{address}/demonstration/outbox")[0] == 404
        port = address.rpartition(":")[2]
        ran = fingerpost("serve", "--port", port, home=new_home)
    assert ran.code == 2
    assert f"Port {port} of 127.0.0.1 cannot be used: " in ran.err
    assert ran.err.rstrip().endswith("Choose another with --port.")


def children(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children()


def all_serve(process: subprocess.Popen[str]) -> bool:
    """Whether both processes have come as far as to have all their threads: before, they stop with less dignity."""
    there = children(process)
    return len(there) == 2 and all(each.num_threads() > THREADS for each in there)


def test_several_processes_share_the_port_and_one_that_dies_is_replaced(new_home: Path) -> None:
    with started(new_home, "serve", "--workers", "2") as (address, running):
        first = children(running)
        assert len(first) == 2
        first[0].kill()
        _until(lambda: first[0] not in children(running) and all_serve(running))
        assert all(fetched(f"{address}/health")[0] == 200 for _ in range(20))
        last = children(running)
        running.terminate()
        _, errors = running.communicate(timeout=120)
    assert (running.returncode, errors) == (0, "")
    assert not any(process.is_running() for process in last)


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(2400):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it never came to that")
