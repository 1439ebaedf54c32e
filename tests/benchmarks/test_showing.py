"""The table and the picture, of figures that were made up."""

from itertools import pairwise
from xml.etree import ElementTree as Tree

import numpy as np
import pytest

from tests.benchmarks.figures import Figures
from tests.benchmarks.picture import COLOURS, svg
from tests.benchmarks.plain import Order
from tests.benchmarks.store import Built
from tests.benchmarks.table import lines, slope
from tests.benchmarks.targets import target

SVG = "{http://www.w3.org/2000/svg}"


def figures(engine: str, listings: int, ms: float) -> Figures:
    """An engine that takes so long for every query."""
    return Figures(
        engine,
        listings,
        built=Built("1", 2.0, 3.0, 4.0),
        open_s=0.01,
        rss_mb=50.0,
        own_mb=20.0,
        best_ms={order: np.full(200, ms) for order in Order},
        wrong=dict.fromkeys(Order, 0),
        updates_ms=[1.0] * 20,
    )


@pytest.fixture
def every() -> list[Figures]:
    """Two sizes: ours grows with the square root of the listings, the others with their number."""
    made = [figures("fingerpost", 10_000, 0.05), figures("fingerpost", 100_000, 0.05 * 10**0.5)]
    made += [figures("lucene", size, size / 20_000) for size in (10_000, 100_000)]
    made += [figures("tantivy-range", 10_000, 2.0), figures("tantivy-cells", 10_000, 1.0)]
    return [*made, Figures("postgresql", 10_000, why="PostGIS is not installed")]


def test_the_table_sets_ratios_beside_what_is_aimed_at(every: list[Figures]) -> None:
    text = list(lines(every))
    [lucene] = [line for line in text[:10] if line.startswith("lucene")]
    assert "10.0 (≥ 8)" in lucene
    assert "10.0 (≥ 5)" in lucene


def test_of_two_variants_only_the_better_is_held_against_us(every: list[Figures]) -> None:
    rows = {line.split()[0]: line for line in list(lines(every))[1:9] if line}
    assert "≥" in rows["tantivy-cells"]
    assert "≥" not in rows["tantivy-range"]


def test_who_did_not_run_is_named_with_the_reason(every: list[Figures]) -> None:
    assert "postgresql: not measured, PostGIS is not installed" in lines(every)


def test_columns_stand_one_below_the_other(every: list[Figures]) -> None:
    headings, *rows = list(lines(every))[1:6]
    assert {line.index("wrong") + len("wrong") for line in [headings]} == {len(line) for line in rows}


def test_the_slope_is_the_power_of_the_law(every: list[Figures]) -> None:
    assert slope(every, "fingerpost", Order.BEST, 50) == pytest.approx(0.5)
    assert slope(every, "lucene", Order.NEAREST, 95) == pytest.approx(1.0)
    assert slope(every, "tantivy-range", Order.BEST, 50) is None


def test_targets_are_those_of_the_size_and_the_order() -> None:
    near, best = target("lucene", 100_000, Order.NEAREST), target("lucene", 100_000, Order.BEST)
    assert near
    assert best
    assert (near.p50, near.p95, best.p50, best.p95) == (5, 1.1, 7, 2)
    assert target("tantivy-cells", 200_000, Order.BEST) == target("tantivy-range", 200_000, Order.NEAREST)
    assert target("lucene", 12_345, Order.BEST) is None


def test_the_picture_names_every_engine_in_every_panel(every: list[Figures]) -> None:
    drawn = Tree.fromstring(svg(every))  # noqa: S314 -- our own
    panels = drawn.findall(f"{SVG}g")
    assert len(panels) == 4
    for panel in panels:
        texts = [text.text or "" for text in panel.findall(f"{SVG}text")]
        for engine in ("fingerpost", "lucene", "tantivy-range", "tantivy-cells"):
            assert sum(text.split()[0] == engine for text in texts) == 1
        assert "lucene  N¹·⁰⁰" in texts


def test_labels_do_not_lie_upon_each_other(every: list[Figures]) -> None:
    close = [figures(f"engine-{number}", 10_000, 1 + number / 100) for number in range(8)]
    drawn = Tree.fromstring(svg([*every, *close]))  # noqa: S314
    for panel in drawn.findall(f"{SVG}g"):
        heights = sorted(float(text.get("y", "0")) for text in panel.findall(f"{SVG}text") if text.get("fill"))
        assert len(heights) == 12
        assert min(below - above for above, below in pairwise(heights)) > 13


def test_the_picture_can_be_drawn_of_one_size_and_of_nothing(every: list[Figures]) -> None:
    for these in (every[:1], [], every[-1:]):
        assert Tree.fromstring(svg(these)).tag == f"{SVG}svg"  # noqa: S314


@pytest.mark.parametrize("colour", COLOURS)
def test_colours_can_be_told_from_white(colour: str) -> None:
    """WCAG 2.2, success criterion 1.4.11: three to one, by its formula of relative luminance."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 3
