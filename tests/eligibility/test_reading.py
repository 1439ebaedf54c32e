# ruff: noqa: E501 -- a case is one line, so that a column can be read down
"""What is read out of the words of a query: the text, the chips, and what is left to search for.

A question mark stands behind what is gathered rather than said; three dots for a rest that is the whole text.
"""

from types import EllipsisType

import pytest

from directory.eligibility import AgeRange, Client, read_client
from directory.eligibility.reading import LONGEST_READ
from directory.vocabulary import Circumstance, Gender, RuleKind

Case = tuple[str, str, str | EllipsisType]

# fmt: off
EXACT_AGES: list[Case] = [
    ("84 year old", "Aged 84", ""),
    ("84 yo", "Aged 84", ""),
    ("84y/o falls", "Aged 84", "falls"),
    ("78-year-old widow", "Aged 78; Woman; Is bereaved", "widow"),
    ("78yrs old", "Aged 78", ""),
    ("a 78 year old who is lonely", "Aged 78", "is lonely"),
    ("eighty four year old lady", "Aged 84; Woman", ""),
    ("aged seventy eight", "Aged 78", ""),
    ("aged: 70", "Aged 70", ""),
    ("gcse resit age 16", "Aged 16", "gcse resit"),
    ("client is 31 and anxious", "Aged 31", "client and anxious"),
    ("she's 72", "Woman?; Aged 72", ""),
    ("I'm 45 and lonely", "Aged 45", "lonely"),
    ("they are 30", "Aged 30", ""),
    ("just turned 65", "Aged 65", ""),
    ("turning 65 next month", "Aged 65", "next month"),
    ("girl of 16", "Girl; Aged 16", ""),
    ("widow of 82", "Woman; Is bereaved; Aged 82", "widow"),
    ("mother of 3", "Woman; Is a parent", "mother of 3"),
    ("veteran of 2 wars", "Has served in the armed forces", "veteran of 2 wars"),
    ("woman of 72", "Woman; Aged 72", ""),
    ("16 yr old lad", "Aged 16; Boy", ""),
    ("84F falls", "Aged 84?; Woman", "falls"),
    ("LGBTQ youth 15", "Aged 15", "LGBTQ youth"),
    ("45 M drinking", "Aged 45?; Man", "drinking"),
    ("78yo F falls", "Aged 78; Woman", "falls"),
    ("9 yr old m, shy", "Aged 9; Boy", "shy"),
    ("72 female low mood", "Aged 72?; Woman", "low mood"),
]
BARE_NUMBERS: list[Case] = [
    ("84, just out of hospital, cannot manage the stairs", "Aged 84?; Has just come home from hospital", "just out of hospital, cannot manage the stairs"),
    ("84 - lonely", "Aged 84?", "lonely"),
    ("84 / falls", "Aged 84?", "falls"),
    ("84 lives alone", "Aged 84?; Lives alone", "lives alone"),
    ("lonely, 84", "Aged 84?", "lonely"),
    ("lonely man, 84, likes gardening", "Man; Aged 84", "lonely, likes gardening"),
    ("man (64) lives alone", "Man; Aged 64; Lives alone", "lives alone"),
    ("my uncle 84", "Man; Aged 84", "my uncle"),
    ("girl, 9, selective mutism", "Girl; Aged 9", "selective mutism"),
    ("boy 9 anxious", "Boy; Aged 9", "anxious"),
    ("patient 67 T2DM", "Aged 67", "patient T2DM"),
    ("veteran 79 wants company", "Has served in the armed forces; Aged 79", "veteran wants company"),
    ("pregnant 16", "Is pregnant; Aged 16", "pregnant"),
    ("32", "Aged 32?", ""),
]
RANGES_OF_AGE: list[Case] = [
    ("aged 70+", "Aged 70 or over", ""),
    ("over 65s", "Aged 65 or over", ""),
    ("over-60s lunch club", "Aged 60 or over", "lunch club"),
    ("over sixties tai chi", "Aged 60 or over", "tai chi"),
    ("over the age of 50", "Aged 50 or over", ""),
    ("65 and over", "Aged 65 or over", ""),
    ("50 plus friendship", "Aged 50 or over", "friendship"),
    ("tai chi 65+", "Aged 65 or over", "tai chi"),
    ("pensioner on low income", "Aged 60 or over?; Is on a low income or benefits", ...),
    ("under 25s", "Under 25", ""),
    ("under the age of 18", "Under 18", ""),
    ("younger than 21", "Under 21", ""),
    ("18-25", "Aged 18 to 25", ""),
    ("18 – 25", "Aged 18 to 25", ""),
    ("16 to 19", "Aged 16 to 19", ""),
    ("aged between 18 and 25", "Aged 18 to 25", ""),
    ("16-25 year olds", "Aged 16 to 25", ""),
    ("16 and 17 year olds", "Aged 16 to 17", ""),
    ("holiday club for 7-11 year olds", "Aged 7 to 11", "holiday club"),
    ("mid-fifties", "Aged 53 to 57", ""),
    ("in her 70s", "Aged 70 to 79; Woman?", ""),
    ("lady in her late seventies", "Woman; Aged 75 to 79", ""),
    ("gentleman in his 80's", "Man; Aged 80 to 89", ""),
    ("couple in their 70s", "Aged 70 to 79", "couple"),
    ("neighbour, 80s, hoarding", "Aged 80 to 89", "neighbour, hoarding"),
    ("30-something", "Aged 30 to 39", ""),
    ("80ish", "Aged 78 to 82", ""),
    ("man about 75", "Man; Aged 73 to 77", ""),
    ("nearly 90 and lives alone", "Aged 88 to 89; Lives alone", "lives alone"),
    ("teenage girl", "Aged 13 to 19?; Woman", "teenage"),
    ("octogenarian", "Aged 80 to 89", ...),
    ("elderly gentleman housebound", "Aged 65 or over?; Man; Cannot easily leave home", "elderly housebound"),
    ("middle-aged man", "Aged 40 to 65?; Man", ""),
    ("pensioner, 84", "Aged 84", "pensioner"),
    ("aged 84, lunch club for over 60s", "Aged 84", "lunch club for over 60s"),
]
BABIES: list[Case] = [
    ("baby 6 months", "Aged 6 months", "baby"),
    ("6 month old not sleeping", "Aged 6 months", "not sleeping"),
    ("8 week old baby", "Aged 1 month", "baby"),
    ("18 month old playgroup", "Aged 18 months", "playgroup"),
    ("toddler", "Aged 1 to 3?", ...),
    ("toddler with speech delay", "Aged 1 to 3?", ...),
    ("24 months old", "Aged 2", ""),
]
GENDERS: list[Case] = [
    ("retired bloke", "Man", "retired"),
    ("dad", "Man?", ...),
    ("lonely older man", "Man", "lonely older"),
    ("nan keeps falling over", "Woman?", ...),
    ("my son 9 autistic", "Boy; Aged 9; Is autistic", "my son autistic"),
    ("my daughter 17 pregnant", "Girl; Aged 17; Is pregnant", "my daughter pregnant"),
    ("my mother-in-law, 87, confused", "Woman; Aged 87", "my mother-in-law, confused"),
    ("trans woman 30", "Woman; Is LGBTQ+; Aged 30", "trans woman"),
    ("non-binary 22", "Non-binary; Aged 22", "non-binary"),
    ("widower 79 lonely", "Man; Is bereaved; Aged 79", "widower lonely"),
    ("lost his wife", "Is bereaved; Man?", ...),
    ("her sister passed", "Woman?; Is bereaved", ...),
    ("she is lonely", "Woman?", ...),
    ("men and women", "", ...),
    ("husband and wife 80", "", ...),
    ("he lost his job and she is pregnant", "Is out of work; Is pregnant", ...),
]
SOMEBODY_ELSE: list[Case] = [
    ("looks after her husband with dementia", "Looks after someone; Woman?", ...),
    ("carer for mum 88", "Looks after someone", ...),
    ("carer for mum, 88", "Looks after someone", ...),
    ("carer for mum, 88, feels low", "Looks after someone", ...),
    ("84, carer for wife 82 with dementia", "Aged 84?; Looks after someone", "carer for wife 82 with dementia"),
    ("woman 58 caring for mother with dementia", "Woman; Aged 58; Looks after someone", "caring for mother with dementia"),
    ("i am a carer for my husband who has parkinsons", "Looks after someone", ...),
    ("I look after my mum", "Looks after someone", ...),
    ("mother of twins", "Woman; Is a parent", ...),
    ("mother of twins aged 3", "Woman; Is a parent", ...),
    ("mum of 2, 34", "Woman; Is a parent; Aged 34?", "mum of 2"),
    ("mum with 2 kids aged 3 and 5", "Woman?; Is a parent?", ...),
    ("single mum of 3, 24, anxious", "Woman; Is a lone parent; Aged 24?", "single mum of 3, anxious"),
    ("a single mother of two aged 28", "Woman; Is a lone parent; Aged 28", "single mother of two"),
    ("mum 34 with newborn feels low", "Woman?; Aged 34; Is a parent?", "mum with newborn feels low"),
    ("dad of 3, 35, depressed", "Man; Is a parent; Aged 35?", "dad of 3, depressed"),
    ("her son 14 self harming", "Woman?", ...),
    ("daughter 17 self harm", "", ...),
    ("2 sons aged 19 and 21", "", ...),
    ("disabled son 12", "", ...),
    ("wife with dementia needs day care", "", ...),
    ("my husband 82", "", ...),
    ("my partner drinks too much", "", ...),
    ("husband is an alcoholic", "", ...),
    ("his wife has dementia and he is struggling", "Man?", ...),
    ("lives with daughter, 81", "", ...),
    ("she lost her husband, he was 80", "Woman?; Is bereaved", ...),
    ("84 and wife 82", "Aged 84?", "wife 82"),
    ("mum and dad struggling", "", ...),
    ("parent of autistic child", "Is a parent", ...),
    ("pregnant girlfriend", "", ...),
    ("3 children under 5", "", ...),
    ("4 kids", "", ...),
]
CIRCUMSTANCES: list[Case] = [
    ("pregnant", "Is pregnant", ...),
    ("expecting twins", "Is pregnant", ...),
    ("young carer aged 12", "Is a young carer; Aged 12", "young carer"),
    ("unpaid carer needs a break", "Looks after someone", ...),
    ("veteran", "Has served in the armed forces", ...),
    ("ex army", "Has served in the armed forces", ...),
    ("ex-forces, 58, drinks too much", "Has served in the armed forces; Aged 58; Has trouble with alcohol or drugs", "ex-forces, drinks too much"),
    ("wheelchair user wants to swim", "Is disabled", ...),
    ("registered blind man", "Lives with sight loss; Man", "registered blind"),
    ("gentleman, 91, hard of hearing", "Man; Aged 91; Is deaf or lives with hearing loss", "hard of hearing"),
    ("lost her sight", "Lives with sight loss; Woman?", ...),
    ("autistic lad 19 wants friends", "Is autistic; Man; Aged 19", "autistic wants friends"),
    ("man with down's syndrome, 32", "Man; Has a learning disability; Aged 32", "down's syndrome"),
    ("recently diagnosed with cancer, 52", "Lives with cancer; Aged 52", "recently diagnosed with cancer"),
    ("had a stroke last year", "Has had a stroke", ...),
    ("lady with type 2 diabetes", "Woman; Lives with a long-term condition", "type 2 diabetes"),
    ("woman with anxiety and depression", "Woman; Lives with a mental health problem", "anxiety and depression"),
    ("suffers from anxiety", "Lives with a mental health problem", ...),
    ("has a drink problem", "Has trouble with alcohol or drugs", ...),
    ("my mum has dementia, respite", "Woman; Lives with dementia", ...),
    ("mum died, not coping", "Is bereaved", ...),
    ("lost a baby", "Is bereaved", ...),
    ("widowed", "Is bereaved", ...),
    ("homeless 19 year old", "Is homeless; Aged 19", "homeless"),
    ("sofa surfing", "Is homeless", ...),
    ("on universal credit", "Is on a low income or benefits", ...),
    ("made redundant at 58", "Is out of work", ...),
    ("asylum seeker", "Is a refugee or seeking asylum", ...),
    ("gay man 60", "Is LGBTQ+; Man; Aged 60", "gay"),
    ("18 year old care leaver", "Aged 18; Has been in care", "care leaver"),
    ("fleeing domestic violence", "Has lived with domestic abuse", ...),
    ("abusive ex", "Has lived with domestic abuse", ...),
    ("just out of prison", "Has been in prison or on probation", ...),
    ("irish traveller", "Is from a Gypsy, Roma or Traveller community", ...),
    ("student in debt", "Is a student", ...),
    ("lives alone, 78", "Lives alone; Aged 78", "lives alone"),
    ("living on her own since husband died", "Lives alone; Woman?; Is bereaved", ...),
    ("can't get out of the house", "Cannot easily leave home", ...),
    ("discharged from hospital, needs shopping", "Has just come home from hospital", ...),
]
DENIED: list[Case] = [
    ("not a carer", "", ...),
    ("isn't a veteran", "", ...),
    ("wants to be a parent", "", ...),
    ("not looking after himself", "Man?", ...),
    ("has a carer", "", ...),
    ("no carer at home", "", ...),
    ("looks after grandkids", "", ...),
    ("looks after her dog", "Woman?", ...),
]
SOUGHT: list[Case] = [
    ("carers group", "", ...),
    ("veterans breakfast", "", ...),
    ("women's aid", "", ...),
    ("mens shed", "", ...),
    ("men's mental health group", "", ...),
    ("dementia cafe", "", ...),
    ("people with dementia", "", ...),
    ("help with depression", "", ...),
    ("support for parents of autistic children", "", ...),
    ("young people", "", ...),
    ("older people's lunch", "", ...),
    ("teenage parents", "", ...),
    ("toddler group", "", ...),
    ("mum and baby yoga", "", ...),
    ("deaf club", "", ...),
    ("talking newspaper for the blind", "", ...),
    ("student counselling", "", ...),
    ("domestic abuse", "", ...),
    ("benefits advice", "", ...),
    ("refugee week", "", ...),
    ("female only gym", "", ...),
    ("male carer", "", ...),
    ("stroke club", "", ...),
    ("disabled toilet", "", ...),
    ("gay men's choir", "", ...),
]
FALSE_FRIENDS: list[Case] = [
    ("24 hour helpline", "", ...),
    ("24/7 crisis line", "", ...),
    ("7 days", "", ...),
    ("Age UK", "", ...),
    ("Open Age", "", ...),
    ("age 10k run", "", ...),
    ("girl guides", "", ...),
    ("boys brigade", "", ...),
    ("man and van", "", ...),
    ("five-a-side", "", ...),
    ("5 a side", "", ...),
    ("one to one", "", ...),
    ("1:1", "", ...),
    ("12 step", "", ...),
    ("step-free", "", ...),
    ("60 quid", "", ...),
    ("£20 voucher", "", ...),
    ("2nd hand furniture", "", ...),
    ("60th birthday", "", ...),
    ("DL3 9AA", "", ...),
    ("01325 384 556", "", ...),
    ("call 07700 90 01 23", "", ...),
    ("111", "", ...),
    ("over the moon", "", ...),
    ("over 2 miles", "", ...),
    ("over 100 people", "", ...),
    ("over 18 months", "", ...),
    ("under pressure", "", ...),
    ("under 30 minutes", "", ...),
    ("under 5s", "", ...),
    ("a level", "", ...),
    ("level 2 english", "", ...),
    ("year 6 pupil", "", ...),
    ("key stage 2", "", ...),
    ("may", "", ...),
    ("18 may 2026", "", ...),
    ("16-18 may", "", ...),
    ("9 to 5", "", ...),
    ("10-12", "", ...),
    ("19:30-20:30", "", ...),
    ("10.30 to 12", "", ...),
    ("bus 84", "", ...),
    ("84 high street", "", ...),
    ("20 stone", "", ...),
    ("smokes 20 a day", "", ...),
    ("man 50 years sober", "Man", "50 years sober"),
    ("married 60 years", "", ...),
    ("smoked for 40 years", "", ...),
    ("70s music", "", ...),
    ("born in 1942", "", ...),
    ("covid 19 jab", "", ...),
    ("type 2 diabetes", "", ...),
    ("couch to 5k", "", ...),
    ("25M pool", "", ...),
    ("addicted to gambling", "", ...),
    ("left care home", "", ...),
    ("father of the bride", "", ...),
    ("isle of man", "", ...),
]
# fmt: on

CASES = [
    *EXACT_AGES,
    *BARE_NUMBERS,
    *RANGES_OF_AGE,
    *BABIES,
    *GENDERS,
    *SOMEBODY_ELSE,
    *CIRCUMSTANCES,
    *DENIED,
    *SOUGHT,
    *FALSE_FRIENDS,
]


@pytest.mark.parametrize(("text", "chips", "rest"), CASES, ids=[case[0] for case in CASES])
def test_a_query_says_of_the_client(text: str, chips: str, rest: str | EllipsisType) -> None:
    reading = read_client(text)
    labels = [each.label + ("" if each.sure else "?") for each in reading.understood]
    assert "; ".join(labels) == chips
    assert reading.rest == (text if rest is ... else rest)


@pytest.mark.parametrize("text", [case[0] for case in CASES if case[0] not in ("84F falls", "45 M drinking")])
def test_capitals_make_no_difference(text: str) -> None:
    for other in (text.title(), text.upper()):
        assert read_client(other).client_facts == read_client(text).client_facts


def test_what_is_read_makes_a_client() -> None:
    assert read_client("single mum, 31, in debt").client_facts == Client(
        ages=AgeRange.exactly(31), gender=Gender.FEMALE, has=frozenset([Circumstance.LONE_PARENT])
    )


def test_a_text_that_says_nothing_makes_a_client_of_whom_nothing_is_known() -> None:
    for text in ("", " ", "lunch club", "'; DROP TABLE--", "🎨 ٣٣ ½"):
        assert read_client(text).client_facts == Client()


def test_a_chip_knows_its_words_and_where_they_stand() -> None:
    text = "Lonely bloke, aged 70+"
    gender, age = read_client(text).understood
    assert (gender.kind, gender.value, gender.words) == (RuleKind.GENDER, Gender.MALE, "bloke")
    assert (age.kind, age.value, age.words) == (RuleKind.AGE, AgeRange(70), "aged 70+")
    assert text[age.start : age.end] == "aged 70+"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("84 yo", "age:84"),
        ("70+", "age:70-"),
        ("in his 70s", "age:70-79"),
        ("under 25s", "age:0-24"),
        ("baby 6 months", "age:0.5"),
        ("bloke", "gender:male"),
        ("ex-army", "circumstance:veteran"),
    ],
)
def test_a_chip_has_a_key_for_an_address(text: str, key: str) -> None:
    assert key in [each.key for each in read_client(text).understood]


def test_the_words_of_a_chip_that_is_taken_back_return_to_the_rest() -> None:
    text = "lonely bloke aged 70+"
    assert read_client(text).rest == "lonely"
    reading = read_client(text, ignoring={"age:70-"})
    assert reading.rest == "lonely bloke aged 70+".replace(" bloke", "")
    assert [each.key for each in reading.understood] == ["gender:male"]


def test_what_was_gathered_comes_up_when_what_was_said_is_taken_back() -> None:
    assert [each.key for each in read_client("pensioner, 84", ignoring={"age:84"}).understood] == ["age:60-"]


def test_curly_and_straight_apostrophes_are_the_same() -> None:
    assert read_client("she’s 72").client_facts == read_client("she's 72").client_facts
    assert read_client("women’s aid").understood == ()


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    far = "x " * (LONGEST_READ // 2)
    assert read_client(f"aged 70 {far}").client_facts.ages == AgeRange.exactly(70)
    reading = read_client(f"{far} aged 70")
    assert reading.understood == ()
    assert reading.rest.endswith("aged 70")


def test_a_word_that_the_limit_cuts_through_is_not_read() -> None:
    text = "x" * (LONGEST_READ - 8) + " aged 701"
    assert text[:LONGEST_READ].endswith("aged 70")
    assert read_client(text).understood == ()
