"""Text to words, and words to stems: the same way for listings, queries and the thesaurus."""

import re
import unicodedata
from functools import lru_cache

from whoosh.lang.porter import stem as _porter

READ_AT_MOST = 2_000
"""Characters of a query that are read; nobody says more on the telephone, and a longer text is an attack or
an accident."""

LONGEST_WORD = 40
"""Letters of a word that are read; longer ones are accidents of typing or of a feed."""

_WORD = re.compile(r"[^\W_]+")
_JOINED = str.maketrans({"'": None, "’": None, "‘": None, "`": None, "&": " and ", "+": " plus "})

STOP_WORDS = frozenset(
    """
    a about after again all am an and any are as at be because been before being but by can could did do
    does doing down during each else for from further had has have having he her here hers herself him
    himself his how i if in into is isnt it its itself just me more most my myself no nor not now of off
    on once only or other our ours out over own per she so some such than that the their theirs them
    themselves then there these they this those through to too under until up us very was we were what
    when where which while who whom why will with within without would you your yours yourself im ive hes
    shes theyre dont doesnt didnt cant cannot wont
    """.split()
)
"""Words that say nothing of what is sought. They still count inside the phrases of the thesaurus."""

FILLER = frozenset(
    """
    want wants wanted wanting need needs needed needing look looks looking help helps helping get gets
    getting got find finds finding someone somebody something somewhere anything anyone anybody like likes
    would love client patient person people service services please advice advise support supports supporting
    supported information local near nearby nearest around far area place places good really bit lot able keep
    keeps ask asks asking asked trying try new go going goes come coming make making since also still
    thing things know one two give gives week day days today tonight tomorrow every time times
    """.split()
)
"""Words that nearly every query and listing holds: they count for little, and never on their own."""


OF_ASKING = frozenset(
    """
    want wants wanted wanting need needs needed needing look looks looking find finds finding get gets getting got
    someone somebody something somewhere anything anyone anybody thing things like likes would please
    client patient person people keep keeps ask asks asking asked trying try around near nearby nearest far
    """.split()
)
"""Those of them that nobody ever looks for: "anything near" asks for all there is."""


def fold(text: str) -> str:
    """Lower case, without accents, apostrophes or compatibility forms: "Men’s Café" becomes "mens cafe"."""
    text = text.casefold().translate(_JOINED)
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text, folded, in their order; everything else parts words."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


KEPT = frozenset(
    """
    accommodation acting allowance animation animations arthuritis banding bedding birding books boxing caring
    cleaning conservation counceling councelling counciling councilling counsiling couples cycling decorating
    dependency drinking enabler expectant expecting fitness flooring forces fostering gaming gas hospitality
    housing immigration incomer lonely mindful mindfulness mobility orienteering plastering probate probation
    quite relaxation retirement rowing secondaries seniors sexuality stillness training transitioning twins
    useful using volunteering willing wills
    """.split()
)
KEPT_AS = {
    "adaptation": "adaptation",
    "adaptations": "adaptation",
    "advise": "advic",
    "advised": "advic",
    "advises": "advic",
    "ageing": "ageing",
    "aging": "ageing",
    "hearing": "hearing",
    "hearings": "hearing",
    "immigrant": "immigrant",
    "immigrants": "immigrant",
    "outing": "outing",
    "outings": "outing",
    "pensioner": "pensioner",
    "pensioners": "pensioner",
    "quitting": "quit",
    "separated": "separation",
    "separating": "separation",
    "separation": "separation",
    "traveler": "traveller",
    "travelers": "traveller",
    "traveller": "traveller",
    "travellers": "traveller",
    "universities": "university",
    "university": "university",
}
# Porter's stemmer would take these for forms of another word: "outings" for "out", "housing" for "house", "councilling"
# (a slip for counselling) for "council". "Advise" is written for "advice" every day.


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Porter's stem of a folded word, but for words that it would confuse with others."""
    return word if word in KEPT else KEPT_AS.get(word) or str(_porter(word))


def stems(text: str) -> list[str]:
    """The stems of all the words of a text."""
    return [stem(word) for word in words(text)]
