"""Whether README says what is so: every setting with its default, every command."""

import re
from typing import Any

import click
import pytest
from pydantic import SecretStr

from config import Settings
from directory.cli.main import COMMANDS
from tests.architecture.repository import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| *`(FINGERPOST_[A-Z_]+)` *\| *`?([^|`]*?)`? *\| *(.*?) *\|$", re.MULTILINE)


def written(default: Any) -> str:
    """A default as README writes it: nothing for what is empty."""
    if isinstance(default, SecretStr):
        return default.get_secret_value()
    return "" if default == () else str(default)


def test_the_settings_of_readme_are_those_of_the_program() -> None:
    told = {name: (default, description) for name, default, description in ROW.findall(README)}
    true = {
        f"FINGERPOST_{name.upper()}": (written(field.default), field.description)
        for name, field in Settings.model_fields.items()
    }
    assert told == true


def all_commands() -> list[str]:
    """Every command as it is typed."""
    names = []
    for command in COMMANDS:
        if isinstance(command, click.Group):
            names += [f"{command.name} {each}" for each in command.commands]
        else:
            names.append(str(command.name))
    return names


@pytest.mark.parametrize("name", all_commands())
def test_every_command_is_named(name: str) -> None:
    assert re.search(rf"`(fingerpost )?{name}\b", README), f"README does not say what `{name}` does"


def test_no_command_is_named_that_is_not_there() -> None:
    known = {command.name for command in COMMANDS}
    told = set(re.findall(r"`fingerpost ([a-z]+)", README))
    assert told - known == set()
