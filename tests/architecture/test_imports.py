"""Whether the contracts of imports hold anything: each is crossed once, and has to say so."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.repository import PACKAGES, ROOT

CROSSINGS = {
    "The rooms of the application import downwards only": ("directory/queries/labels.py", "directory.actions.delivery"),
    "The search package uses nothing of the application's": ("search_index/queries.py", "directory.clock"),
    "Only the factory knows which search engine is used": ("directory/queries/labels.py", "search_index.whoosh_index"),
    "Whoosh is met where the index is on the disk, and for its stems": ("search_index/ranking.py", "whoosh.fields"),
    "The oracle of the search tests shares no arrays with the engine it checks": ("search_index/memory.py", "numpy"),
    "Pure rooms know neither pages nor tables": ("directory/eligibility/rules.py", "sqlmodel"),
    "Deeds, questions and tables know no request": ("directory/actions/nomination.py", "flask"),
    "Settings are handed down as plain values": ("directory/resources.py", "config"),
    "A query never does a deed": ("directory/models/feed.py", "directory.actions.moderation"),
}
"""For each contract a module and something that it may not import."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages and their contracts, to be spoilt."""
    folder = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("static", "__pycache__"))
    for file in ("config.py", "pyproject.toml"):
        shutil.copy(ROOT / file, folder)
    return folder


@pytest.fixture
def crossed(copy: Path) -> Iterator[Path]:
    """The copy with an import too many for each contract."""
    kept = {copy / module: (copy / module).read_text(encoding="utf-8") for module, _ in CROSSINGS.values()}
    for module, forbidden in CROSSINGS.values():
        with (copy / module).open("a", encoding="utf-8") as file:
            file.write(f"\nimport {forbidden}\n")
    yield copy
    for path, text in kept.items():
        path.write_text(text, encoding="utf-8")


def judged(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_is_crossed_here() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == set(CROSSINGS)


def test_all_of_them_are_kept(copy: Path) -> None:
    ran = judged(copy)
    assert ran.returncode == 0, ran.stdout


def test_a_contract_that_is_crossed_says_so_and_where(crossed: Path) -> None:
    ran = judged(crossed)
    assert ran.returncode == 1
    for contract, (module, forbidden) in CROSSINGS.items():
        crossing = module.removesuffix(".py").replace("/", ".") + " -> "
        crossing += forbidden if forbidden.startswith((*PACKAGES, "config")) else forbidden.partition(".")[0]
        assert f"{contract} BROKEN" in ran.stdout
        assert crossing in told_of(contract, ran.stdout)


def told_of(contract: str, told: str) -> str:
    """What is said of a contract below its heading."""
    below = told.partition(f"{contract}\n{'-' * len(contract)}\n")[2]
    return re.split(r"\n.+\n-{9,}\n", below)[0]
