"""What stands around a phrase, by which one tells whether it speaks of the client at all."""

from collections.abc import Sequence

from directory.eligibility.reading.people import CHILDREN, LITTLE_ONES, PLURALS, SIBLINGS, SPOUSES
from directory.eligibility.reading.words import BREAK, Word

# Before a phrase: it is not so, or not yet. That is not read either; what is denied is seldom the point.
_DENIALS = frozenset(
    """
    not no isnt arent wasnt never without non neither nor nobody doesnt hasnt be become becoming
    """.split()
)
_LINKS = frozenset("a an the who are is been yet".split())

# After a phrase: it names a kind of group or a thing, which is sought, not the client.
TOPICS = PLURALS | frozenset(
    """
    group groups club clubs class classes course courses session sessions support service services centre center
    charity charities organisation organisations network networks forum meeting meetings meetup cafe coffee lunch
    breakfast drop choir hostel hostels shelter shelters accommodation housing parking toilet toilets access
    facilities awareness training communities community friendly activities activity sport sports swimming swim
    yoga dance football cricket bowls discount card badge loan loans union fund finance grant grants helpline
    helplines line hub trust association society project programme scheme counselling counsellor therapy therapist
    befriending befriender respite assessment allowance break breaks rights advice officer week day equipment aid
    aids only youth team outreach worker workers room rooms space clothes clothing shop event events art arts
    theatre cinema gym exercise issues problems information wellbeing welfare nurse clinic bed beds food formula
    milk bank massage sensory signing play playgroup nursery school figure annexe volunteering cord
    """.split()
)

# After a number: it counts, measures or dates something.
_UNITS = frozenset(
    """
    mile miles mi km kms k m mm cm ft feet metre metres meter meters yard yards mph
    minute minutes min mins hour hours hr hrs day days week weeks wk wks month months mth mths year years yr yrs
    weekly am pm oclock st nd rd th night nights times time session sessions appointments
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept sep oct nov dec
    quid pound pounds p pence percent % stone kg lb lbs pints litres ml mg units unit degrees step steps
    people persons member members volunteers kids children child babies sons daughters boys girls brothers sisters
    grandchildren grandkids cat cats dog dogs pets cigs cigarettes fags
    place places seat seats seater bed beds bedroom bedrooms
    """.split()
)

# After a number that opens a query: what is said of somebody of that age.
_SAYINGS = frozenset(
    """
    just lives living lonely recently bereaved widowed widow widower isolated needs need wants want struggling
    struggles housebound with who cannot cant can has had have not unsteady frail feels feeling retired male female
    man woman lady gentleman bloke lad girl boy is was and loves likes enjoys looking but very going disabled
    pregnant homeless unemployed veteran carer falls falling gets getting still never no new moved keeps stuck alone
    anxious depressed dementia copd diabetic deaf blind husband wife hard poor on
    """.split()
)


class Surroundings:
    """Answers about the words at, before and after a place in a query."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words

    def text(self, at: int) -> str:
        """The word at a place; an empty one beyond either end."""
        return self._words[at].text if 0 <= at < len(self._words) else ""

    def number(self, at: int) -> int | None:
        """The number at a place; None where there is none, or nothing."""
        return self._words[at].number if 0 <= at < len(self._words) else None

    def is_breath(self, at: int) -> bool:
        """Whether the query begins, pauses or ends at a place."""
        return self.text(at) in ("", BREAK)

    def lets_number_be_age(self, end: int) -> bool:
        """Whether a number that ends here can be an age for all that follows: a breath, or a saying."""
        return self.is_breath(end) or self.text(end) in _SAYINGS

    def makes_number_count(self, end: int) -> bool:
        """Whether a number at the end of a phrase belongs to what follows: "over 20 miles", "10k"."""
        if self.number(end - 1) is None and self.text(end - 1) not in ("+", "plus"):
            return False
        following = self.text(end)
        is_glued = not self.is_breath(end) and self._words[end].start == self._words[end - 1].end
        return following in _UNITS or (is_glued and following not in ("male", "female"))

    def denies(self, first: int) -> bool:
        """Whether the words before say that it is not so, or so of several: "not a carer", "for the deaf"."""
        if self.text(first - 1) == "the" and self.text(first - 2) in ("for", "of", "with"):
            return True
        before = first - 1
        while self.text(before) in _LINKS:
            before -= 1
        return self.text(before) in _DENIALS or self.text(before) in PLURALS

    def names_topic(self, end: int) -> bool:
        """Whether the next word makes the phrase the name of something: "carer support", "deaf people"."""
        return self.text(end) in TOPICS

    def names_relative(self, end: int) -> bool:
        """Whether the next word is the relative of whom the phrase is said: "disabled son"."""
        return any(self.text(end) in relatives for relatives in (SPOUSES, SIBLINGS, CHILDREN, LITTLE_ONES))
