"""``fingerpost doctor``."""

from collections.abc import Callable
from pathlib import Path

from tests.commands import Ran

Fingerpost = Callable[..., Ran]

PARTS = ["database", "gazetteer", "index", "outbox", "mail", "front end", "settings"]


def test_all_is_well(fingerpost: Fingerpost) -> None:
    ran = fingerpost("doctor", "--json")
    assert ran.code == 0
    assert [set(finding) for finding in ran.json] == [{"part", "well", "said"}] * len(PARTS)
    assert [finding["part"] for finding in ran.json] == PARTS
    assert all(finding["well"] is True for finding in ran.json)
    said = fingerpost("doctor")
    assert said.code == 0
    assert all(line.startswith("well ") for line in said.out.splitlines())
    assert "tables up to date" in said.out


def test_what_is_not_well_is_said_with_what_to_do(fingerpost: Fingerpost, withdrawn: Path) -> None:
    ran = fingerpost("doctor", home=withdrawn)
    assert ran.code == 1
    wrong = [line for line in ran.out.splitlines() if line.startswith("CHECK")]
    assert len(wrong) == 2
    assert all(line.endswith("Run: fingerpost deliver") for line in wrong)
    assert "1 change waits" in wrong[1]


def test_damaged_postcodes_are_found(fingerpost: Fingerpost, own_home: Path) -> None:
    file = own_home / "gazetteer.bin"
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    file.unlink()  # the file itself is shared
    file.write_bytes(whole)
    ran = fingerpost("doctor", "--json", home=own_home, shared=False)
    assert ran.code == 1
    [wrong] = [finding for finding in ran.json if not finding["well"]]
    assert wrong["part"] == "gazetteer"
    assert "is damaged" in wrong["said"]
