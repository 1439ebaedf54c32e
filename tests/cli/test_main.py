"""What all commands have in common: help, how they end, and settings that cannot be used."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from directory.cli.main import COMMANDS
from tests.commands import COMMAND, Ran, environment

Fingerpost = Callable[..., Ran]


def all_commands(commands: tuple[click.Command, ...], before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for command in commands:
        words = (*before, command.name or "")
        yield words
        if isinstance(command, click.Group):
            yield from all_commands(tuple(command.commands.values()), words)


EVERY = sorted(all_commands(COMMANDS))


class TestHelp:
    @pytest.mark.parametrize("words", EVERY, ids=" ".join)
    def test_every_command_explains_itself(self, fingerpost: Fingerpost, words: tuple[str, ...]) -> None:
        ran = fingerpost(*words, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"Usage: fingerpost {' '.join(words)} ")
        purpose = ran.out.splitlines()[2].strip()
        assert purpose[0].isupper()

    def test_the_program_names_every_command(self, fingerpost: Fingerpost) -> None:
        ran = fingerpost("--help")
        assert ran.code == 0
        for command in COMMANDS:
            assert f"\n  {command.name} " in ran.out

    def test_what_the_contract_names_is_there(self) -> None:
        contract = {"demo", "serve", "search", "batch", "import", "index", "gazetteer", "deliver", "doctor"}
        assert contract <= {command.name for command in COMMANDS}
        assert {("index", "rebuild"), ("index", "status"), ("gazetteer", "lookup")} <= set(EVERY)

    @pytest.mark.parametrize("words", [("frobnicate",), ("index", "frobnicate"), ("--frobnicate",), ("search",)])
    def test_what_it_does_not_understand_is_misuse(self, fingerpost: Fingerpost, words: tuple[str, ...]) -> None:
        ran = fingerpost(*words)
        assert (ran.code, ran.out) == (2, "")
        assert "Usage: fingerpost" in ran.err

    @pytest.mark.parametrize("words", [(), ("index",), ("gazetteer",)])
    def test_nothing_asked_is_answered_with_help(self, fingerpost: Fingerpost, words: tuple[str, ...]) -> None:
        ran = fingerpost(*words)
        assert ran.code == 2
        assert "Commands:" in ran.out + ran.err


class TestSettings:
    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("PROXIES", "9", "Setting FINGERPOST_PROXIES: Input should be less than or equal to 5."),
            ("PROXIES", "many", "Setting FINGERPOST_PROXIES: Input should be a valid integer"),
            ("RADIUS_MILES", "0", "Setting FINGERPOST_RADIUS_MILES: Input should be greater than 0."),
            ("CAPACITY_FRESH_DAYS", "-1", "Setting FINGERPOST_CAPACITY_FRESH_DAYS: Input should be greater than"),
            ("DEMONSTRATION", "perhaps", "Setting FINGERPOST_DEMONSTRATION: Input should be a valid boolean"),
            ("DATABASE_URL", "nonsense", "FINGERPOST_DATABASE_URL is not the address of a database"),
            ("DATABASE_URL", "oracle9i://x", "FINGERPOST_DATABASE_URL is not the address of a database"),
            ("DATABASE_URL", "sqlite:////none/of/this/exists.sqlite", "The database cannot be used: unable to open"),
        ],
    )
    def test_one_that_cannot_be_used_is_named_in_one_sentence(
        self, fingerpost: Fingerpost, monkeypatch: pytest.MonkeyPatch, home: Path, name: str, value: str, said: str
    ) -> None:
        monkeypatch.setenv(f"FINGERPOST_{name}", value)
        ran = fingerpost("index", "status", home=home)
        assert ran.code in {1, 2}
        assert ran.out == ""
        assert ran.err.startswith(said)
        assert len(ran.err.splitlines()) == 1

    def test_a_secret_is_not_repeated(self, fingerpost: Fingerpost, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FINGERPOST_DATABASE_URL", "oracle9i://user:hush@host/name")
        assert "hush" not in fingerpost("index", "status").err

    def test_a_home_that_cannot_be_one_is_named(self, fingerpost: Fingerpost, tmp_path: Path) -> None:
        file = tmp_path / "a file"
        file.touch()
        ran = fingerpost("index", "status", home=file / "home")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == f"{file}/home cannot be used: Not a directory.\n"


def test_neither_a_poor_terminal_nor_a_reader_who_leaves_stops_it_with_a_trace(own_home: Path) -> None:
    words = f"{COMMAND} search 'DL3 9AA' --limit 500 | head -1"
    poor = environment(own_home, PYTHONIOENCODING="latin-1")
    ran = subprocess.run(["sh", "-c", words], env=poor, capture_output=True, check=False, timeout=300)
    assert ran.stdout.endswith(b" services within 10 miles of DL3 9AA\n")
    assert ran.stderr == b""
