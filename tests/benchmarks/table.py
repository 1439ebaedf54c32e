"""The figures as a table of plain text, with what was promised beside what came out."""

from collections.abc import Iterator, Sequence
from math import log

import numpy as np

from tests.benchmarks.figures import Figures
from tests.benchmarks.peers import IN_FULL, OURS, family
from tests.benchmarks.plain import Order
from tests.benchmarks.targets import IN_FULL_AT_MOST, target

HEADINGS = (
    "engine",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "p50 ÷ ours",
    "p95 ÷ ours",
    "build s",
    "index MB",
    "memory MB",
    "of it own",
    "open s",
    "update ms",
    "wrong",
)

NOTES = """\
Milliseconds are the least of all rounds for each query, then percentiles over the queries. "÷ ours": so many times as
long as fingerpost; in brackets what is aimed at. "memory": of the process that searches, after searching; "own":
without the files it has mapped. "open": until the first answer of a new process. "update": until a changed listing is
found, the least, p50 and p95; most engines wait for the disk, which others may be using. "wrong": answers whose total
or counts of needs are not the oracle's.
"""


def lines(every: Sequence[Figures]) -> Iterator[str]:
    """The lines of all tables, one for each size and order, and what they come to."""
    sizes = sorted({figures.listings for figures in every})
    for size in sizes:
        here = [figures for figures in every if figures.listings == size]
        for order in Order:
            yield f"{size:,} listings, {order} first"
            yield from _aligned([HEADINGS, *(_cells(figures, order, here) for figures in here if not figures.why)])
            yield ""
        if remarks := list(_remarks(here)):
            yield from [*remarks, ""]
    if len(sizes) > 1:
        yield from _slopes(every)
    yield NOTES


def slope(every: Sequence[Figures], engine: str, order: Order, share: float) -> float | None:
    """The a of t ∝ Nᵃ, by least squares over all sizes; None where there are fewer than two."""
    points = [
        (log(figures.listings), log(figures.percentile(order, share)))
        for figures in every
        if figures.engine == engine and order in figures.best_ms
    ]
    if len(points) < 2:
        return None
    sizes, times = np.array(points).T
    return float(np.polyfit(sizes, times, 1)[0])


def _cells(figures: Figures, order: Order, here: Sequence[Figures]) -> tuple[str, ...]:
    built = figures.built
    updates = figures.updates_ms
    wrong = figures.wrong.get(order)
    return (
        figures.engine,
        *(_number(figures.percentile(order, share)) for share in (50, 95, 99)),
        *(_ratio(figures, order, here, share) for share in (50, 95)),
        _number(built.build_s) if built else "",
        _number(built.index_mb) if built else "",
        _number(figures.rss_mb),
        _number(figures.own_mb),
        _number(figures.open_s),
        " / ".join(_number(_percentile(updates, share)) for share in (0, 50, 95)) if updates else "",
        "n/a" if wrong is None else str(wrong),
    )


def _ratio(figures: Figures, order: Order, here: Sequence[Figures], share: float) -> str:
    ours = next((each for each in here if each.engine == OURS and order in each.best_ms), None)
    if ours is None or figures is ours:
        return ""
    ratio = figures.percentile(order, share) / ours.percentile(order, share)
    if figures.engine == IN_FULL:
        return f"{_number(ratio)} (≤ {IN_FULL_AT_MOST})"
    aim = target(figures.engine, figures.listings, order)
    least = aim and (aim.p50 if share == 50 else aim.p95)
    if not least or not _is_the_better(figures, order, here, share):
        return _number(ratio)
    return f"{_number(ratio)} (≥ {least:g})"


def _is_the_better(figures: Figures, order: Order, here: Sequence[Figures], share: float) -> bool:
    """Whether no variant of the same engine was quicker: only the quickest is what we are held against."""
    variants = [each for each in here if family(each.engine) == family(figures.engine) and order in each.best_ms]
    return min(variants, key=lambda each: each.percentile(order, share)) is figures


def _remarks(here: Sequence[Figures]) -> Iterator[str]:
    """Who did not run, and why; and whatever else the table does not show."""
    for figures in here:
        asked = max((len(times) for times in figures.best_ms.values()), default=0)
        if figures.why:
            yield f"{figures.engine}: not measured, {figures.why}"
            continue
        if asked < max(len(times) for each in here for times in each.best_ms.values()):
            yield f"{figures.engine}: only the first {asked} queries were asked"
        if figures.misplaced:
            yield f"{figures.engine}: {figures.misplaced} answers without the right hits"
        if figures.unsteady:
            yield f"{figures.engine}: {figures.unsteady} answers that changed from one round to another"
        if figures.why_no_updates:
            yield f"{figures.engine}: no updates were measured, {figures.why_no_updates}"


def _slopes(every: Sequence[Figures]) -> Iterator[str]:
    yield "How time grows with listings: the a of t ∝ Nᵃ"
    rows = [("engine", *(f"{order} p{share}" for order in Order for share in (50, 95)))]
    for engine in dict.fromkeys(figures.engine for figures in every):
        found = [slope(every, engine, order, share) for order in Order for share in (50, 95)]
        if any(each is not None for each in found):
            rows.append((engine, *("" if each is None else f"{each:.2f}" for each in found)))
    yield from _aligned(rows)
    yield ""


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()


def _number(value: float | None) -> str:
    """Three figures that count."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:#.3g}".rstrip(".")


def _percentile(values: Sequence[float], share: float) -> float:
    return float(np.percentile(values, share))
