"""Lists of words as English says them."""

from collections.abc import Sequence


def either(words: Sequence[str]) -> str:
    """Join what is a choice: "carers, parents or students"."""
    return _joined(words, "or")


def every(words: Sequence[str]) -> str:
    """Join what all holds: "is a parent, lives alone and is homeless"."""
    return _joined(words, "and")


def _joined(words: Sequence[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
