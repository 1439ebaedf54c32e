"""Phrases that look as if they spoke of the client and do not, and those in which talk turns to somebody else."""

from directory.eligibility.reading.meanings import Company, Meaning, Nothing, Relative, SomebodyElse

_OLD = "year/years/yr/yrs/month/months/week/weeks old"

_NAMES_AND_THINGS = """
    age uk | age concern | open age | isle of man | man flu/cave/shed/sheds | best man | man and/with a? van
    cleaning/dinner/tea/lollipop/our lady | lady chapel | odd job man | lollipop/bin/delivery/repair/gas man
    girl/boy guide/guides/guiding/scout/scouts/band | guy fawkes | nan bread
    mum and dad | mother/mum/dad/father and son/daughter/me
    mother/mum/dad/father/parent/parents/carer and baby/babies/toddler/toddlers/tot/tots/child
    mother/father of the | mother of pearl | mother tongue | father christmas | baby/big/little sister/brother
    male/female gp/doctor/carer/driver/voice/instructor/cleaner/volunteer/teacher/mentor/trainer/staff
    left/leaving care home/work | addicted to gambling/gaming/shopping/screens/sugar | teenage pregnancy
    student union | veteran car/cars | gay pride | blind date | colour blind
"""

_SOMEBODY_CARES_FOR_THE_CLIENT = """
    has/have/had/having/with/needs/need/needing/wants/want/no/lost/get/getting/got/without a? new? carer
    her/his/their/my/our/another/new carer | carer comes/visits/calls/goes/left
    paid/home/professional/foster/kinship/respite carer | live in carer
"""

_NO_PERSON_IN_NEED_OF_CARE = """
    looks/looking/caring after/for @whose? own? himself/herself/themself/themselves/myself/yourself/itself
    looks/looking/caring after/for the/a/@whose? #? house/home/garden/dog/dogs/cat/cats/pet/pets/allotment
"""

_NO_AGE = """
    # weeks/months/years ago | for # years/months/weeks | year #
    # male pool/swim/swimming/sprint/run/race/away/walk
"""

_ANOTHER_ADULT = """
    her/his/their @adjective? @elder/@spouse/@sibling | lives/living/live/stays/staying with
    my/our @adjective? @spouse | # year/years/yr/yrs old? @spouse/@sibling | @spouse left/walked/leaving
"""

_LITTLE_ONES = f"""
    her/his/their #? @adjective? @child/@little | # @adjective? @little | @little
    her/his/their/with/has/have/got a? # {_OLD} | # {_OLD} @child
    looks/looking/caring after/for @whose? #? @little
    looks/looking/caring after/for @whose? @adjective? grandson/granddaughter/grandchild/nephew/niece
    has/have/with #? grandchildren/grandkids
"""

FALSE_FRIENDS: list[tuple[str, Meaning]] = [
    (_NAMES_AND_THINGS, Nothing()),
    (_SOMEBODY_CARES_FOR_THE_CLIENT, Nothing()),
    (_NO_PERSON_IN_NEED_OF_CARE, Nothing()),
    (_NO_AGE, Nothing()),
    (_ANOTHER_ADULT, SomebodyElse(Company.ADULT)),
    (_LITTLE_ONES, SomebodyElse(Company.CHILD)),
    ("my/our @adjective? @elder/@sibling/@child | my/our @elder/@sibling in law", Relative(is_mine=True)),
    ("@elder/@spouse/@sibling/@child | @elder/@sibling/@child in law", Relative()),
]
