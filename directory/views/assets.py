"""Addresses of our own files, which change when the files do, so that a browser may keep them."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import url_for

from directory.resources import STATIC


def static_address(name: str) -> str:
    """The address of a file of ``directory/static``, with a mark of its content."""
    return url_for("static", filename=name, v=_mark(STATIC / name))


@lru_cache(maxsize=100)
def _mark(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:10]
