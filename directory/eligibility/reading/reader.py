"""From the words of a query to a client of whom these things are known, and to what is left to search for."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from directory.eligibility.ages import AgeRange
from directory.eligibility.client import Client
from directory.eligibility.reading.choosing import the_age, the_circumstances, the_gender
from directory.eligibility.reading.listener import Heard, Listener
from directory.eligibility.reading.pronouns import gathered_from_pronouns
from directory.eligibility.reading.rest import without
from directory.eligibility.reading.understood import Reading, Understood, key_of, label_of
from directory.eligibility.reading.words import Word, words_of
from directory.vocabulary import Circumstance, Gender

LONGEST_READ = 600
"""So many characters are listened to. A note that a navigator types is shorter; what is pasted may not be."""


def read_client(text: str, *, ignoring: AbstractSet[str] = frozenset()) -> Reading:
    """Read age, gender and circumstances out of the words of a query.

    Nothing is read rather than something doubtful: what is said of a husband, of children or of a kind of group is
    not said of the client. An age that is not given exactly is read as a range ("in her 70s" is 70 to 79).

    Args:
        text: any text; what lies beyond LONGEST_READ characters goes unread into the rest.
        ignoring: keys of what the navigator has taken back; their words return to the rest.
    """
    words = words_of(text, longest=LONGEST_READ)
    listener = Listener(words).listen()
    told = [*listener.heard, *gathered_from_pronouns(words, company_at=listener.company_at)]
    kept = [each for each in told if key_of(each.fact) not in ignoring]
    chosen = [*the_age(kept), *the_gender(kept), *the_circumstances(kept)]
    client = _client(each.fact for each in chosen)
    understood = tuple(_understood(each, words, text, client.ages) for each in sorted(chosen, key=_place))
    return Reading(client, understood, without(text, [(each.start, each.end) for each in understood if each.is_spent]))


def _client(facts: Iterable[AgeRange | Gender | Circumstance]) -> Client:
    ages: AgeRange | None = None
    gender: Gender | None = None
    has = set()
    for fact in facts:
        match fact:
            case AgeRange():
                ages = fact
            case Gender():
                gender = fact
            case Circumstance():
                has.add(fact)
    return Client(ages=ages, gender=gender, has=frozenset(has))


def _place(heard: Heard) -> tuple[int, int]:
    return heard.first, heard.end


def _understood(heard: Heard, words: Sequence[Word], text: str, ages: AgeRange | None) -> Understood:
    start, end = words[heard.first].start, words[heard.end - 1].end
    said = text[start:end]
    label = label_of(heard.fact, ages=ages, words=said)
    return Understood(heard.fact, label, said, start, end, heard.is_sure, heard.is_spent)
