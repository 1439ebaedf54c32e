"""Colours that somebody chose, and whether words can be read in them (WCAG 2.2, 1.4.3 Contrast)."""

import re
from dataclasses import dataclass
from typing import Final

READABLE: Final = 4.5
"""The least contrast of words and what is behind them, level AA."""

BLACK, WHITE = "#000000", "#ffffff"
"""On any ground one of the two can be read."""

_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours in which everything can be read, each as "#0b0c0c".

    Attributes:
        ground: behind everything.
        ink: of words on it.
        accent: of the button.
        on_accent: of words on the button.
        link: of links.
    """

    ground: str = WHITE
    ink: str = "#0b0c0c"
    accent: str = "#1d5b79"
    on_accent: str = WHITE
    link: str = "#1d5b79"


def parse(typed: str) -> str | None:
    """A colour, as it is written in style sheets; None if it is none."""
    found = _HEX.fullmatch(typed.strip())
    if found is None:
        return None
    digits = found[1].lower()
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(2 * digit for digit in digits)


def contrast(a: str, b: str) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black and white).

    Source: WCAG 2.2, definition of contrast ratio.
    """
    lighter, darker = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_colours(ground: str = "", ink: str = "", accent: str = "") -> Colours:
    """The colours that were typed, as far as they are colours, and black or white in place of what cannot be read."""
    usual = Colours()
    behind = parse(ground) or usual.ground
    button = parse(accent) or usual.accent
    words = _readable(parse(ink) or usual.ink, behind)
    return Colours(behind, words, button, _readable(WHITE, button), button if _can_be_read(button, behind) else words)


def _readable(colour: str, behind: str) -> str:
    if _can_be_read(colour, behind):
        return colour
    return max((BLACK, WHITE), key=lambda each: contrast(each, behind))


def _can_be_read(colour: str, behind: str) -> bool:
    return contrast(colour, behind) >= READABLE


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
