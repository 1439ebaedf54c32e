"""What the benchmarks need that is not installed with the program: the repository they lie in, and other engines."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from directory.errors import UnavailableError

REPOSITORY = Path(__file__).parents[3]


@contextmanager
def benchmarks() -> Iterator[None]:
    """Where the benchmarks can be imported.

    Raises:
        UnavailableError: they are not there, or a package that they need is not.
    """
    if not (REPOSITORY / "tests" / "benchmarks").is_dir():
        raise UnavailableError("The benchmarks are not installed with the program; run this in its repository")
    sys.path.insert(0, str(REPOSITORY))
    try:
        yield
    except ModuleNotFoundError as missing:
        raise UnavailableError(
            f"The benchmarks need {missing.name}: pip install --require-hashes -r requirements-bench.txt"
        ) from missing
