"""Words for people: by gender, by family, by how many."""

from collections.abc import Iterable, Mapping

from directory.vocabulary import Gender


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _by_gender(*, male: str = "", female: str = "", either: str = "") -> Mapping[str, Gender | None]:
    genders: Iterable[tuple[str, Gender | None]] = [
        (male, Gender.MALE),
        (female, Gender.FEMALE),
        (either, None),
    ]
    return {word: gender for words, gender in genders for word in words.split()}


MALE_WORDS = _words("man male gentleman gent bloke guy chap fella fellow lad boy")
FEMALE_WORDS = _words("woman female lady lass lassie girl")

# Elders are the ones a caller rings up about: "nan keeps falling" is about nan.
ELDERS = _by_gender(
    male="dad daddy father grandad granddad grandpa grandfather uncle stepdad stepfather",
    female="mum mam mom mummy mother nan nana nanna gran granny grandma grandmother aunt aunty auntie stepmum",
)

# With a couple it may be either who is the client, even if the caller says "my".
SPOUSES = _by_gender(male="husband hubby boyfriend", female="wife girlfriend", either="partner spouse")

# With these two it is the client only if the caller says "my".
SIBLINGS = _by_gender(male="brother", female="sister", either="sibling cousin")
CHILDREN = _by_gender(
    male="son grandson nephew stepson",
    female="daughter granddaughter niece stepdaughter",
    either="grandchild stepchild",
)
RELATIVES = {**ELDERS, **SPOUSES, **SIBLINGS, **CHILDREN}

# Little ones whom a client has or brings; never the client, unless an age follows.
LITTLE_ONES = _words(
    "child children kid kids baby babies newborn infant toddler toddlers twins triplets sons daughters boys girls "
    "grandchildren grandkids bairn bairns"
)
BABIES = _words("baby newborn infant toddler child bairn boy girl") | frozenset(CHILDREN)
YOUNG_PEOPLE = _words("boy girl lad lass lassie") | frozenset(CHILDREN)

# Whom a note speaks of without giving a gender; a number after one of these is an age.
PERSONS = _words("client patient pt person resident tenant neighbour friend pensioner customer individual youth")

# "Widow of 82" is an age too; "mother of 3" has three children.
CALLINGS = _words("widow widower student retiree")

# Before or after a phrase: it says whom a group is for, which is sought, not who the client is.
PLURALS = _words(
    "people peoples adults men mens women womens ladies gentlemen families parents carers children childrens kids "
    "couples folk folks persons patients individuals residents veterans students mums dads boys girls lads youths "
    "teenagers volunteers those somebody someone anyone anybody everyone others"
)

ADJECTIVES = _words(
    "elderly old older younger young little disabled autistic late ill sick adult own new ex teenage small eldest "
    "youngest oldest frail dear"
)

HE = _words("he his him himself hes")
SHE = _words("she her hers herself shes")
POSSESSIVES = _words("his her")

PEOPLE_CLASSES = {
    "@elder": frozenset(ELDERS),
    "@spouse": frozenset(SPOUSES),
    "@sibling": frozenset(SIBLINGS),
    "@child": frozenset(CHILDREN),
    "@relative": frozenset(RELATIVES) | _words("friend baby child"),
    "@little": LITTLE_ONES,
    "@adjective": ADJECTIVES,
    "@whose": _words("her his their my our"),
}
