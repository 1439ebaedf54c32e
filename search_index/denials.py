"""What a query says is *not* wanted: "coffee morning, not church based". Those words are not searched for, and that is
said. Pure.

Most of what people deny is the trouble itself ("not coping", "no food in"), and the thesaurus has it as phrases. So
only what plainly turns an offer down counts: after "non"; where an article or "for" shows that a thing is named ("not
for children"); where it ends in "based" or "run"; or beside something else that is asked for ("company, not AA").
"""

from collections.abc import Sequence
from itertools import groupby

from search_index.phrases import Text
from search_index.thesaurus import Found, Thesaurus

NAMING = frozenset("a an the any another just for via through".split())
"""Between "not" and what is turned down."""

FOUNDED = frozenset("based run led related linked affiliated".split())
"""After it: whose it is not."""

OFTEN_DECLINED = frozenset({"need:life.faith"})
"""Of these even "nothing" turns them down: "nothing religious". Otherwise it tells what is lacking."""

ASKING = frozenset("want wants wanting like prefer prefers preferred looking seeking".split())


def without_denied(typed: list[str], thesaurus: Thesaurus) -> tuple[list[str], list[str]]:
    """The words of a query but those that say what is not wanted, and these, those together that follow each other."""
    if not {"not", "non", "nothing"}.intersection(typed):
        return typed, []
    text = Text.of(" ".join(typed))
    heard = [*thesaurus.needs_asked(text), *thesaurus.topics_asked(text)]
    denied = {place for found in heard for place in _denied(found, text.words, heard, thesaurus)}
    runs = groupby(enumerate(typed), lambda each: each[0] in denied)
    said = [(is_denied, [word for _, word in run]) for is_denied, run in runs]
    left = [word for is_denied, run in said if not is_denied for word in run]
    return left, [" ".join(run) for is_denied, run in said if is_denied]


def _denied(found: Found, words: Sequence[str], heard: Sequence[Found], thesaurus: Thesaurus) -> range:
    """The places from "not" to the end of what is denied; none where it is not."""
    first = found.start - 1
    if words[first : found.start] == ["nothing"] and OFTEN_DECLINED.intersection(dict(found.concepts)):
        return range(first, found.end)
    while first >= 0 and words[first] in NAMING:
        first -= 1
    if first < 0 or words[first] not in ("not", "non"):
        return range(0)
    is_founded = found.end < len(words) and words[found.end] in FOUNDED
    is_named = first < found.start - 1
    if is_founded or is_named or words[first] == "non" or _is_instead(found, first, words, heard, thesaurus):
        return range(first, found.end + is_founded)
    return range(0)


def _is_instead(found: Found, first: int, words: Sequence[str], heard: Sequence[Found], thesaurus: Thesaurus) -> bool:
    """Whether something else is asked for just before: "walking group, not gym", "wants company not AA"."""
    if words[found.start].endswith("ing"):
        return False
    before = [other for other in heard if other.end == first]
    is_offer = any(thesaurus.topics.get(id_) for other in before for id_, _ in other.concepts)
    return is_offer or bool(before and ASKING.intersection(words[:first]))
