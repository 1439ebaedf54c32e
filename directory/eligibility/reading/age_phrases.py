"""How people write ages: each line is a way to say it, and what range its numbers make."""

from collections.abc import Callable

from directory.eligibility.ages import MONTHS_IN_A_YEAR, OLDEST, AgeRange
from directory.eligibility.reading.meanings import Age, Meaning, Said, Setting
from directory.eligibility.reading.people import BABIES, CALLINGS, ELDERS, FEMALE_WORDS, MALE_WORDS, PERSONS
from directory.eligibility.reading.phrasebook import prefixed

YOUNGEST_BARE = 13
"""A lower number with nothing beside it to say that it is an age more often counts things."""

_OLDEST_BARE = 105
_YOUNGEST_LIMIT = 16  # below it, "under 5s" and "over 8s" are the children that somebody brings
_WEEKS_IN_A_YEAR = 52


def _exactly(age: int) -> AgeRange:
    return AgeRange.exactly(age)


def _bare(age: int) -> AgeRange | None:
    return AgeRange.exactly(age) if age <= _OLDEST_BARE else None


def _grown_up(age: int) -> AgeRange | None:
    return AgeRange.exactly(age) if age >= YOUNGEST_BARE else None


def _from(age: int) -> AgeRange:
    return AgeRange(age)


def _from_grown_up(age: int) -> AgeRange | None:
    return AgeRange(age) if age >= _YOUNGEST_LIMIT else None


def _below(age: int) -> AgeRange | None:
    return AgeRange(0, age - 1) if age >= _YOUNGEST_LIMIT else None


def _up_to(age: int) -> AgeRange | None:
    return AgeRange(0, age) if age >= _YOUNGEST_LIMIT else None


def _between(low: int, high: int) -> AgeRange | None:
    return AgeRange(low, high) if low < high else None


def _bare_between(low: int, high: int) -> AgeRange | None:
    """A bare "18-25"; "9-5" and "10 to 12" are times."""
    return _between(low, high) if low >= 11 and high >= _YOUNGEST_LIMIT else None


def _months(months: int) -> AgeRange:
    """Whole months below two years; from there on years say enough."""
    is_under_two = months < 2 * MONTHS_IN_A_YEAR
    return AgeRange.exactly(months / MONTHS_IN_A_YEAR if is_under_two else months // MONTHS_IN_A_YEAR)


def _weeks(weeks: int) -> AgeRange:
    return _months(weeks * MONTHS_IN_A_YEAR // _WEEKS_IN_A_YEAR)


def _about(age: int) -> AgeRange | None:
    return AgeRange(age - 2, age + 2) if YOUNGEST_BARE <= age <= OLDEST - 2 else None


def _nearly(age: int) -> AgeRange | None:
    return AgeRange(age - 2, age - 1) if age > _YOUNGEST_LIMIT else None


def _decade(first: int, last: int) -> Callable[[int], AgeRange | None]:
    """A part of somebody's fifties and so on; the parts overlap, because nobody says exactly where "mid" ends."""

    def ages(decade: int) -> AgeRange | None:
        is_decade = decade % 10 == 0 and 20 <= decade <= 100
        return AgeRange(decade + first, decade + last) if is_decade else None

    return ages


_SOMEBODY = MALE_WORDS | FEMALE_WORDS | PERSONS | CALLINGS
_YEARS = "year/years/yr/yrs"
_OLD = f"{_YEARS} old/olds/young | {_YEARS} of age | yo | y o | y / o | y , o ,?"
_MONTHS = "month/months/mth/mths"
_WEEKS = "week/weeks/wk/wks"
_AND_OVER = "and/or over/above/older/up/upwards"

_EXACT: list[tuple[str, Age]] = [
    (f"aged/age # {_YEARS}?", Age(_exactly)),
    (prefixed("a/an? aged/age? #", _OLD), Age(_exactly)),
    ("i am # | im # | he/she is # | hes/shes/whos # | they are # | theyre #", Age(_grown_up, Setting.BEFORE_A_BREATH)),
    ("is/now #", Age(_grown_up, Setting.BEFORE_A_BREATH)),
    ("just/recently? turned/turning # | about to turn #", Age(_grown_up)),
    ("of #", Age(_exactly, after=_SOMEBODY)),
    (f"# | # {_YEARS}/y", Age(_bare, Setting.ALONE, is_sure=False)),
    (f"a/an? aged/age? # {_MONTHS}/mo old/olds | aged # {_MONTHS}", Age(_months)),
    (f"# {_MONTHS}", Age(_months, after=BABIES)),
    (f"a/an? aged? # {_WEEKS} old/olds | aged # {_WEEKS}", Age(_weeks)),
    (f"# {_WEEKS}", Age(_weeks, after=BABIES)),
]

_FROM: list[tuple[str, Age]] = [
    (f"aged/age/ages # {_YEARS}? +/plus | aged/age/ages # {_YEARS}? {_AND_OVER}", Age(_from)),
    ("aged/age over/from # | over/above/from the age of #", Age(_from)),
    (f"# {_YEARS}? +/plus | # {_YEARS}? {_AND_OVER} | # {_YEARS}? upwards", Age(_from_grown_up)),
    (f"# {_YEARS} old/olds {_AND_OVER} | the? over/overs # | the? over ## | older than #", Age(_from_grown_up)),
    (prefixed("over/above #", _OLD), Age(_from_grown_up)),
]

_BELOW: list[tuple[str, Age]] = [
    ("the? under # | the? under ## | aged/age under # | under/below the age of # | younger than #", Age(_below)),
    (prefixed("under #", _OLD), Age(_below)),
    (f"# {_YEARS}? and/or under/below/younger", Age(_up_to)),
    ("aged? up to age? #", Age(_up_to, Setting.BEFORE_A_BREATH)),
]

_BETWEEN: list[tuple[str, Age]] = [
    (f"aged/age/ages between? # -/to # {_YEARS}? | aged/age/ages? between # and # {_YEARS}?", Age(_between)),
    (f"# -/to/and/or # {_YEARS} old/olds | # -/to # {_YEARS}", Age(_between)),
    ("# -/to # | # -/to ##", Age(_bare_between)),
]

_ROUGHLY: list[tuple[str, Age]] = [
    ("in @whose? ## | # something", Age(_decade(0, 9))),
    ("##", Age(_decade(0, 9), Setting.ALONE, is_sure=False)),
    ("in? @whose? early ##", Age(_decade(0, 4))),
    ("in? @whose? early to mid ##", Age(_decade(0, 7))),
    ("in? @whose? mid/middle ##", Age(_decade(3, 7))),
    ("in? @whose? mid to late ##", Age(_decade(3, 9))),
    ("in? @whose? late ##", Age(_decade(5, 9))),
    ("# ish | # year ish | aged about/around/approx/approximately/roughly #", Age(_about)),
    ("about/around/approx/approximately/roughly #", Age(_about, Setting.BEFORE_A_BREATH)),
    ("nearly/almost/approaching/pushing # | coming up to? #", Age(_nearly, Setting.BEFORE_A_BREATH)),
]

# 60 is the lowest that groups mean by pensioner: a rule that the range only overlaps is asked about, not refused.
_WORDS: list[tuple[str, Said]] = [
    ("septuagenarian", Said((AgeRange(70, 79),))),
    ("octogenarian", Said((AgeRange(80, 89),))),
    ("nonagenarian", Said((AgeRange(90, 99),))),
    ("centenarian", Said((AgeRange(100),))),
    ("pensioner | oap | senior citizen", Said((AgeRange(60),), is_sure=False)),
    ("elderly", Said((AgeRange(65),), is_sure=False, before=_SOMEBODY | frozenset(ELDERS) | {"couple"})),
    ("middle aged", Said((AgeRange(40, 65),), is_sure=False, is_spent=True, before=_SOMEBODY | {"couple"})),
    ("teenager | teenage | teen", Said((AgeRange(13, 19),), is_sure=False)),
    ("toddler", Said((AgeRange(1, 3),), is_sure=False, setting=Setting.BEFORE_A_BREATH)),
]

AGES: list[tuple[str, Meaning]] = [*_EXACT, *_FROM, *_BELOW, *_BETWEEN, *_ROUGHLY, *_WORDS]
