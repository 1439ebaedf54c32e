"""What our own documents say beyond the standard, read back exactly."""

from directory.oruk.taking import Document, Taker


def own_parts(document: Document, taker: Taker) -> dict[str, object]:  # noqa: ARG001 -- nothing of our own is written yet
    """Fields of a record that a document of our own kind holds; none where another system wrote it."""
    return {}
