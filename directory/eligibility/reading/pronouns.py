"""The gender that "he" and "her" let one gather."""

from collections.abc import Sequence

from directory.eligibility.reading.listener import Heard
from directory.eligibility.reading.people import HE, LITTLE_ONES, POSSESSIVES, RELATIVES, SHE
from directory.eligibility.reading.words import Word
from directory.vocabulary import Gender


def gathered_from_pronouns(words: Sequence[Word], *, company_at: tuple[int, int] | None) -> list[Heard]:
    """The pronouns that can only mean the client, each as a gender that is not sure.

    From where somebody else is spoken of, "she" may be either of them. "Looks after her husband" still says that the
    client is a woman, because "her" stands before the husband; "looks after her" does not.

    Args:
        words: the query.
        company_at: the first and the end of the words in which somebody else is first spoken of.
    """
    last = len(words) if company_at is None else company_at[1]
    places = [at for at in range(last) if words[at].text in HE or words[at].text in SHE]
    if last < len(words) and _belongs_to_relative(words, last):
        places.append(last)
    return [_gender(words, at) for at in places]


def _belongs_to_relative(words: Sequence[Word], at: int) -> bool:
    following = words[at + 1].text if at + 1 < len(words) else ""
    return words[at].text in POSSESSIVES and (following in RELATIVES or following in LITTLE_ONES)


def _gender(words: Sequence[Word], at: int) -> Heard:
    return Heard(Gender.MALE if words[at].text in HE else Gender.FEMALE, at, at + 1, is_sure=False, is_spent=False)
