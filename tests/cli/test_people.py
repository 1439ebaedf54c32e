"""``fingerpost people``: who may do what."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Ran

Fingerpost = Callable[..., Ran]


def test_roles_are_granted_listed_and_taken_away(fingerpost: Fingerpost, home: Path) -> None:
    assert "Nobody yet" in fingerpost("people", "list", home=home).out
    granted = fingerpost("people", "grant", "Lead@Normal.example", "moderator", "--area", "E06000005", home=home)
    assert granted.out == "lead@normal.example is now moderator in E06000005.\n"
    fingerpost("people", "grant", "lead@normal.example", "moderator", "--area", "E06000005", home=home)
    held = json.loads(fingerpost("people", "list", "--json", home=home).out)
    assert held == [
        {"email": "lead@normal.example", "role": "moderator", "area": "E06000005", "group": "", "lead": False}
    ]
    assert (
        fingerpost("people", "revoke", "lead@normal.example", "moderator", "--area", "E06000005", home=home).code == 0
    )
    assert json.loads(fingerpost("people", "list", "--json", home=home).out) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["grant", "nobody", "navigator"], "Enter an e-mail address, like name@example.org.\n"),
        (["grant", "a@b.example", "moderator"], "A moderator needs an area, by its ONS code.\n"),
        (["grant", "a@b.example", "moderator", "--area", "Darlington"], "Darlington is no ONS code of an area; they"),
        (["grant", "a@b.example", "group_editor"], "A group editor is one of a group, and nobody else is.\n"),
        (["grant", "a@b.example", "group_editor", "--group", "Nobody's"], "No groups are called Nobody's"),
        (["revoke", "a@b.example", "navigator"], "Nobody with this address has an account.\n"),
        (["forget-second-step", "a@b.example"], "Nobody with this address has an account.\n"),
    ],
)
def test_what_cannot_be_granted_is_said_in_a_sentence(
    fingerpost: Fingerpost, home: Path, words: list[str], said: str
) -> None:
    ran = fingerpost("people", *words, home=home)
    assert ran.code == 1
    assert ran.err.startswith(said)


def test_a_role_that_there_is_not_is_a_misuse(fingerpost: Fingerpost, home: Path) -> None:
    assert fingerpost("people", "grant", "a@b.example", "king", home=home).code == 2
