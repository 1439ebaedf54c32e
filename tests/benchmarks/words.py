"""The words that listings and queries are made of.

Every one of them is its own stem, is no word that we leave out, and is said in small plain letters, so that all
engines see the same words, whatever they do with others (a test holds our analysis to it).
"""

from functools import cache
from itertools import product

import numpy as np

TOPICS = {
    "need:connect.lonely": "lonely chat tea friend visit lunch widow afternoon cuppa natter warmth sofa",
    "need:connect.befriend": "befriend visitor match pal chum letter pen porch dog walk post call",
    "need:connect.volunteer": "volunteering helper rota driver role shift lend hand stall spare skill shop",
    "need:mind.lowmood": "mood low stress panic counsel talk calm therapist mindful listen cope breath",
    "need:mind.bereaved": "grief loss widow mourn death lost tear park bench lunch talk letter",
    "need:mind.memory": "dementia forget sing fidget brain cog film song jigsaw past daft garden",
    "need:body.active": "gym swim sport yoga fitness stretch badminton squash run bowl jog boccia",
    "need:body.walk": "walk path boot stroll hill canal trail wood coast flask leader river",
    "need:body.alcohol": "alcohol drink drug sober detox bet smart harm heroin talk group link",
    "need:body.longterm": "pain heart stroke asthma lung symptom clinic self rehab ward breath rest",
    "need:body.falls": "fall strength chair hip bone frame rail stick grip seat stair grab",
    "need:create.arts": "art craft paint choir knit drama song sketch stitch band drum quilt",
    "need:create.garden": "garden plant seed compost shed orchard herb weed dig pond bulb crop",
    "need:create.digital": "laptop tablet internet email app wifi scam print web screen password keyboard",
    "need:create.english": "english grammar speak read spell accent tutor fluent talk polish form test",
    "need:money.debt": "debt bill budget bailiff loan credit plan bank bankrupt court fee creditor",
    "need:money.food": "food meal soup parcel kitchen bread cook tin breakfast fruit veg hamper",
    "need:home.housing": "housing rent landlord tenant damp evict flat repair deposit bond mould sublet",
    "need:work.job": "job work career interview cv boss recruit shift coach trade skill suit",
    "need:care.carer": "carer caring unpaid parent break sit kin allowance strain rest form tea",
    "need:care.parent": "mum dad toddler birth bump infant newborn pram twins cot song mother",
    "need:getabout.transport": "transport lift car driver taxi train wheel door ride pickup scooter passport",
    "need:safe.abuse": "safe control harm alarm freedom threat stalk shelter talk court lock plan",
    "need:life.older": "pension bingo retirement elder club luncheon seniors domino whist nan kinfolk gran",
    "need:life.young": "youth teen scout young camp boxing gaming cadet skate mentor den pool",
    "need:life.disab": "crutch hoist ramp limb aid blind adapt disab equip lift grip lamp",
    "need:life.autism": "autism quiet lego mask spectrum meltdown lamp calm den stim swing adhd",
    "need:life.veteran": "veteran legion soldier medal marin regiment fort squadron breakfast raf comrad shed",
    "need:life.refugee": "asylum visa migrant passport border kurdish home dari welcom form court bread",
    "need:life.faith": "faith church vicar hymn chapel imam worship parish psalm alpha monk sikh",
}
"""For each of thirty needs of ours the words that listings for it use, the commonest first."""

COMMON = tuple(
    """
    both via often along across usual six three among till toward four upon even past never though whether almost
    between twice behind although upward ought least less five might amid ten beneath hitherto neither unless seldom
    rather must against seven enough throughout
    """.split()
)
"""Small words that nearly every listing holds."""

GENERAL = tuple(
    """
    group room hall town club team staff park church school month street start join drop road meet talk third south form
    card train door book last warm lunch cake north step toilet gift friend term fun share adult man woman child girl
    trust fund worker link neighbour west desk phone full half small season film east event tour trip market winter
    spring cash cost ticket autumn summer main public first next soon open shut plain long short big fresh mix equal
    hat coat bag light heat fuel gas stamp box tool kit mat cup warden clerk member guest host panel forum council
    district borough region rural urban snack milk jam toast fish meat salad grill oven pan pot plate bowl spoon fork
    aunt son twin pet cat bird hen goat lamb van pass zone stand yard gate wall roof loft barn hut field lake farm
    museum hub attic floor corner block bed bath pitch board deck show fair map chart goal hope photo video blog mend
    fix build grow borrow swap lend bring sign mind health doctor ward music
    """.split()
)
"""What is said of groups of any kind, the commonest first."""

RARE = 20_000
"""How many words there are that few listings hold: names of people, streets and houses, which are made up here."""

_BEGINNINGS = tuple("b d f g h k l m n p r t v w br cr dr fl gr kl pl sk tr".split())
_VOWELS = "aiou"
_ENDINGS = tuple("b g k m p".split())


@cache
def _made_up() -> tuple[str, ...]:
    """Words that can be spoken. Their endings are none that a stemmer would take off."""
    pairs = ["".join(parts) for parts in product(_BEGINNINGS, _VOWELS)]
    every = [first + second + last for first, second, last in product(pairs, pairs, _ENDINGS)]
    return tuple(np.random.default_rng(7).permutation(every).tolist())


def rare_words() -> tuple[str, ...]:
    """Made-up words, the commonest first."""
    return _made_up()[:RARE]


def unheard_words() -> tuple[str, ...]:
    """Made-up words that no listing holds."""
    return _made_up()[RARE:]


def topic_words(need: int) -> list[str]:
    """The words of a need, the commonest first."""
    return list(TOPICS.values())[need].split()


def need_id(need: int) -> str:
    """Our own name for a need."""
    return list(TOPICS)[need]
