"""The benchmark of the feed writes every listing, and counts what it wrote."""

from contextlib import nullcontext
from pathlib import Path

from tests.benchmarks.feed import measured
from tests.homes import share_file

LISTINGS = 12


def test_every_listing_is_written_and_counted(tmp_path: Path, full_file: Path) -> None:
    share_file(full_file, tmp_path / "gazetteer.bin")
    figures = measured(tmp_path, LISTINGS, rounds=1, bar=lambda _label, _length: nullcontext(lambda _: None))
    assert figures.services == LISTINGS
    assert figures.bytes_each > 1_000
    assert min(figures.per_second, figures.waited_per_second, figures.first_per_second) > 0
