"""The figures as a picture: milliseconds against listings, both on scales where a straight line is a power law."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from xml.sax.saxutils import escape

from tests.benchmarks.figures import Figures
from tests.benchmarks.plain import Order
from tests.benchmarks.table import slope

WIDTH, HEIGHT = 470, 380
LEFT, RIGHT, TOP, BOTTOM = 56, 165, 44, 46
LABEL_GAP = 14

COLOURS = ("#0b6e4f", "#3f9c7a", "#c1440e", "#6a4c93", "#9d7bc4", "#1f5fa8", "#5b97d6", "#8a6d00", "#555555", "#a03a5b")
"""Each on white with a contrast of at least three to one; ours are the greens."""

SHARES = (50, 95)
SUPERSCRIPTS = str.maketrans("-.0123456789", "⁻·⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to places on the page, by their logarithm."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value lies."""
        share = (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return self.start + share * (self.end - self.start)

    def decades(self) -> list[float]:
        """The powers of ten within it."""
        return [10.0**power for power in range(ceil(log10(self.low)), floor(log10(self.high)) + 1)]


@dataclass(frozen=True, slots=True)
class Line:
    """One engine in one panel."""

    label: str
    colour: str
    points: list[tuple[float, float]]


def svg(every: Sequence[Figures]) -> str:
    """The picture: a row of panels for each order, the median to the left, the 95th percentile to the right."""
    measured = [figures for figures in every if figures.best_ms]
    colours = dict(zip(dict.fromkeys(figures.engine for figures in measured), COLOURS * 2, strict=False))
    parts: list[str] = []
    for down, order in enumerate(Order):
        for across, share in enumerate(SHARES):
            lines = [_line(measured, engine, order, share, colour) for engine, colour in colours.items()]
            title = f"{'Median' if share == SHARES[0] else '95th percentile'}, {order} first"
            parts += [f'<g transform="translate({across * WIDTH} {down * HEIGHT})">', *_panel(title, lines), "</g>"]
    width, height = len(SHARES) * WIDTH, len(Order) * HEIGHT
    told = ", ".join(colours)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            f'aria-label="Milliseconds a query against listings, for {escape(told)}" '
            'font-family="Arial, Helvetica, sans-serif" font-size="12" fill="#222">',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _line(every: Sequence[Figures], engine: str, order: Order, share: float, colour: str) -> Line:
    mine = sorted((f for f in every if f.engine == engine and order in f.best_ms), key=lambda f: f.listings)
    growth = slope(every, engine, order, share)
    power = "" if growth is None else f"  N{f'{growth:.2f}'.translate(SUPERSCRIPTS)}"
    return Line(f"{engine}{power}", colour, [(f.listings, f.percentile(order, share)) for f in mine])


def _panel(title: str, lines: Sequence[Line]) -> Iterator[str]:
    every = [point for line in lines for point in line.points]
    across, up = _scales(every)
    yield f'<text x="{LEFT}" y="24" font-size="15" font-weight="bold">{escape(title)}</text>'
    yield from _axes(across, up, sorted({size for size, _ in every}))
    shown = [line for line in lines if line.points]
    labels = _spread([up.at(line.points[-1][1]) for line in shown])
    for line, label in zip(shown, labels, strict=True):
        yield from _drawn(line, label, across, up)


def _scales(points: Sequence[tuple[float, float]]) -> tuple[Scale, Scale]:
    """Room for all points. Where there is only one size, it stands in the middle."""
    sizes, times = zip(*points, strict=True) if points else ((1,), (1,))
    low, high = min(sizes), max(sizes)
    low, high = (low / 2, high * 2) if low == high else (low, high)
    across = Scale(low, high, LEFT + 8, WIDTH - RIGHT)
    up = Scale(min(times) / 1.6, max(times) * 1.6, HEIGHT - BOTTOM, TOP)
    return across, up


def _axes(across: Scale, up: Scale, sizes: Sequence[float]) -> Iterator[str]:
    bottom, end = HEIGHT - BOTTOM, WIDTH - RIGHT
    for time in up.decades():
        y = up.at(time)
        yield f'<path d="M{LEFT} {y:.1f}H{end}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{time:g} ms</text>'
    for size in sizes:
        x = across.at(size)
        yield f'<path d="M{x:.1f} {bottom}v5" stroke="#222"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{_short(size)}</text>'
    yield f'<path d="M{LEFT} {TOP}V{bottom}H{end}" fill="none" stroke="#222"/>'
    yield f'<text x="{(LEFT + end) / 2}" y="{bottom + 36}" text-anchor="middle">listings</text>'


def _drawn(line: Line, label: float, across: Scale, up: Scale) -> Iterator[str]:
    places = [(across.at(size), up.at(time)) for size, time in line.points]
    x, y = places[-1]
    path = "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in places)
    yield f'<path d="{path}" fill="none" stroke="{line.colour}" stroke-width="2"/>'
    yield from (f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{line.colour}"/>' for a, b in places)
    # A thin line leads to a label that had to make room for others.
    yield f'<path d="M{x + 4:.1f} {y:.1f}L{WIDTH - RIGHT + 12} {label:.1f}" stroke="{line.colour}" stroke-width="0.6"/>'
    text = f'<text x="{WIDTH - RIGHT + 16}" y="{label + 4:.1f}" fill="{line.colour}" font-weight="bold">'
    yield f"{text}{escape(line.label)}</text>"


def _spread(heights: Sequence[float]) -> list[float]:
    """Places for labels: as near to their lines as can be without one upon another."""
    order = sorted(range(len(heights)), key=lambda row: heights[row])
    placed = list(heights)
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + LABEL_GAP)
    lowest = float(HEIGHT - BOTTOM)
    for row in reversed(order):
        placed[row] = min(placed[row], lowest)
        lowest = placed[row] - LABEL_GAP
    return placed


def _short(size: float) -> str:
    return f"{size / 1000:g}k" if size >= 1000 else f"{size:g}"
