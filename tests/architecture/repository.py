"""The files of the repository, for tests that read what we wrote."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("directory", "search_index")

_FOLDERS = (*PACKAGES, "seed_data", "templates", "tests", "tools", ".ci", ".github")
_OF_OTHERS = {"vendor", "__pycache__", ".git"}
_TEXT = {"", ".css", ".csv", ".html", ".json", ".mako", ".md", ".py", ".svg", ".toml", ".txt", ".yaml", ".yml"}


def modules(*folders: str) -> list[Path]:
    """Every module of these folders."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if not _OF_OTHERS & set(path.parts)]


def texts() -> Iterator[Path]:
    """Every file that we wrote."""
    below = (path for folder in _FOLDERS for path in sorted((ROOT / folder).rglob("*")))
    for path in (*sorted(ROOT.iterdir()), *below):
        if path.is_file() and path.suffix in _TEXT and not _OF_OTHERS & set(path.relative_to(ROOT).parts):
            yield path


def named(path: Path) -> str:
    """A path as a person would call it."""
    return str(path.relative_to(ROOT))
