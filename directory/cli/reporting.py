"""A report of an import: for a script one document, for a person sentences."""

from collections.abc import Iterator
from dataclasses import asdict

from directory.actions.exchange import ImportReport
from directory.oruk.parts import PART

MOST_TOLD = 20
"""Things of a kind that are printed; ``--json`` has them all."""

_OF_FOLLOWED = ("record", "service", "name", "parts")


def document(report: ImportReport) -> dict[str, object]:
    """What scripts depend on. What listings said and say is left out: it tells what is not public."""
    followed = [{name: each[name] for name in _OF_FOLLOWED} for each in map(asdict, report.followed)]
    return {**asdict(report), "followed": followed}


def sentences(report: ImportReport, *, dry_run: bool) -> Iterator[str]:
    """What came of a feed, in words."""
    would = "Nothing was changed. This would be: " if dry_run else ""
    yield (
        f"{would}{report.read} read, {report.created} created, {report.updated} updated, "
        f"{report.unchanged} unchanged, {report.kept_out} kept out"
    )
    problems = (f"{each.record}: {each.field or 'record'}: {each.reason}" for each in report.problems[:MOST_TOLD])
    yield from _told("", problems, report.problem_count, "problems")
    if report.cleaned:
        yield "Put right:"
        yield from (f"  {what}: {count}" for what, count in sorted(report.cleaned.items()))
    if report.unread:
        yield f"Not read: {', '.join(f'{name} ({count})' for name, count in sorted(report.unread.items()))}"
    twins = (
        f"{each.record}: {each.called}, like {each.name} ({each.of}): {', '.join(each.reasons).lower()}"
        for each in report.duplicates[:MOST_TOLD]
    )
    yield from _told("Likely there twice, and not merged:", twins, report.duplicate_count, "of them")
    followed = (f"{each.record}: {_parts(each.parts)}" for each in report.followed[:MOST_TOLD])
    yield from _told("Changed by the feed:", followed, len(report.followed), "of them")
    kept = (f"{each.record}: {PART[each.part].label}" for each in report.kept[:MOST_TOLD])
    yield from _told("Changed here, so a moderator decides:", kept, len(report.kept), "of them")
    yield from _told("No longer in the feed, and kept:", iter(report.gone[:MOST_TOLD]), report.gone_count, "of them")


def _told(heading: str, things: Iterator[str], count: int, noun: str) -> Iterator[str]:
    if heading and count:
        yield heading
    yield from (f"  {thing}" for thing in things)
    if count > MOST_TOLD:
        yield f"  … and {count - MOST_TOLD} more {noun} (--json has them all)"


def _parts(names: tuple[str, ...]) -> str:
    return ", ".join(PART[name].label for name in names)
