"""How people say what is so in somebody's life. Plurals are missing on purpose: "carers" is a group that is sought."""

from directory.eligibility.reading.meanings import Company, Meaning, Said, Setting
from directory.eligibility.reading.phrasebook import prefixed
from directory.vocabulary import Circumstance, Gender

_SAID: dict[Circumstance, str] = {
    Circumstance.CARER: "carer | unpaid/family/sole/main carer | full time carer | caregiver",
    Circumstance.YOUNG_CARER: "young carer | young adult carer",
    Circumstance.PARENT: "parent | stay at home parent",
    Circumstance.LONE_PARENT: "single/lone parent",
    Circumstance.PREGNANT: """
        pregnant | heavily pregnant | # weeks/months/wks pregnant | parent to be
        pregnant with a/#? @little | expecting a/her/their? #? baby/twins/child
    """,
    Circumstance.VETERAN: """
        veteran | army/navy/raf/military/war/forces/falklands/gulf veteran | army vet | ex armed forces
        ex army/navy/raf/forces/military/services/marine/para/gurkha
        ex/former soldier/serviceman/servicewoman/squaddie/squaddy | ex service man/woman
        served/was in the? army/navy/raf/forces/military | left the? army/navy/raf/forces
    """,
    Circumstance.DISABLED: """
        disabled | registered/physically disabled | wheelchair user | in a wheelchair | uses a wheelchair
    """,
    Circumstance.LEARNING_DISABILITY: "learning disabled",
    Circumstance.AUTISTIC: "autistic | on the spectrum | on the autistic/autism spectrum",
    Circumstance.SIGHT_LOSS: """
        blind | registered blind | partially sighted | sight/vision/visually impaired
        lost/losing @whose? sight/eyesight
    """,
    Circumstance.HEARING_LOSS: """
        deaf | profoundly deaf | deafened | hard of hearing | hearing impaired | lost/losing @whose? hearing
    """,
    Circumstance.MENTAL_ILLNESS: "bipolar | schizophrenic | severely/clinically depressed",
    Circumstance.LONG_TERM_CONDITION: "diabetic | epileptic | asthmatic",
    Circumstance.CANCER: "cancer patient | having/had chemo/chemotherapy",
    Circumstance.STROKE: """
        has/have? had a? mini? stroke/strokes | stroke survivor | post stroke | after a/his/her? stroke
        recovering from a/his/her? stroke
    """,
    Circumstance.SUBSTANCE_USE: """
        alcoholic | addict | recovering alcoholic/addict | alcohol dependent | dependent on alcohol/drugs
        addicted to | drug user | heavy drinker | on methadone
        drinks/drinking too much | drinks/drinking heavily | uses/using heroin/cocaine/drugs/crack/cannabis
    """,
    Circumstance.BEREAVED: "bereaved | recently bereaved | widowed | recently widowed | grieving",
    Circumstance.HOMELESS: """
        homeless | street homeless | sofa surfing | sofa surfer | rough sleeper | sleeping/sleeps rough | nfa
        no fixed abode/address | living/lives/sleeping in @whose? car/tent/van
    """,
    Circumstance.LOW_INCOME: """
        low income | on a? low income/wage | on benefits | on universal/pension credit | on uc/esa/jsa
        on income support | gets universal/pension credit
    """,
    Circumstance.UNEMPLOYED: """
        unemployed | long term unemployed | out of work | jobless | between jobs | lost @whose? job
        made redundant
    """,
    Circumstance.REFUGEE: "refugee | asylum seeker | seeking asylum",
    Circumstance.LGBT: "gay | lesbian | bisexual | trans | transgender | queer",
    Circumstance.CARE_LEAVER: """
        care leaver | care experienced | left/leaving foster? care | grew up in care | been in care
        in foster care
    """,
    Circumstance.DOMESTIC_ABUSE: """
        fleeing domestic abuse/violence | fleeing dv/da | in a refuge
        abusive/violent partner/husband/ex/boyfriend/relationship/marriage
        survivor/victim of domestic abuse/violence | domestic abuse/violence survivor/victim
    """,
    Circumstance.EX_OFFENDER: """
        ex offender/prisoner/con | prison leaver | on probation | on licence | out of prison/jail
        released from prison/jail/custody | left/leaving prison
    """,
    Circumstance.TRAVELLER: "gypsy | romany | romany gypsy | irish/roma/gypsy traveller",
    Circumstance.STUDENT: "student | international/college/uni/university/phd student | at uni/university/college",
    Circumstance.LIVES_ALONE: """
        lives/living/live alone | lives/living/live by himself/herself/themselves/myself
        lives/living/live on @whose own
    """,
    Circumstance.HOUSEBOUND: """
        housebound | house bound | bedbound
        cant/cannot/doesnt/never/unable to? leave/leaves the/her/his/their house/home/flat
        cant/cannot/doesnt/never get/gets/goes/go out of the/her/his/their house/home/flat
    """,
    Circumstance.RECENT_HOSPITAL_STAY: """
        just? out of hospital | just? home from hospital | back/discharged from hospital | recently in hospital
        come/came/coming home/out from/of hospital | left/leaving hospital
    """,
}

# A condition is read of a person who has it. Alone it is a topic, as in "dementia café".
_HAD: dict[Circumstance, str] = {
    Circumstance.DEMENTIA: "dementia | alzheimers | alzheimers disease | lewy body dementia",
    Circumstance.CANCER: """
        cancer | breast/bowel/lung/prostate/skin/blood/throat/ovarian/secondary cancer | leukaemia | lymphoma
        brain tumour
    """,
    Circumstance.SIGHT_LOSS: "sight loss | macular degeneration | visual impairment | sight impairment",
    Circumstance.HEARING_LOSS: "hearing loss | hearing impairment",
    Circumstance.AUTISTIC: "autism | aspergers | asd | asc",
    Circumstance.LEARNING_DISABILITY: "learning disability/disabilities | down/downs syndrome",
    Circumstance.DISABLED: "disability | disabilities | physical disability/disabilities",
    Circumstance.MENTAL_ILLNESS: """
        depression | anxiety | anxiety and depression | depression and anxiety | postnatal depression
        schizophrenia | bipolar | bipolar disorder | psychosis | ptsd | ocd | bpd | eupd
        eating disorder | anorexia | bulimia | mental illness
        mental health problem/problems/issue/issues/condition/conditions/difficulties
    """,
    Circumstance.LONG_TERM_CONDITION: """
        diabetes | type # diabetes | copd | ms | multiple sclerosis | parkinsons | parkinsons disease
        arthritis | rheumatoid arthritis | fibromyalgia | epilepsy | mnd | motor neurone disease | asthma
        heart failure/disease/condition | long covid | chronic pain/fatigue | lupus | crohns | colitis
        kidney disease | long term/standing condition/conditions/illness
    """,
    Circumstance.SUBSTANCE_USE: "drink/alcohol/drug/drinking problem/addiction | addiction",
}

VERB_CLASSES = {
    "@has": frozenset("has have having got".split()),
    "@suffers": frozenset("living lives live diagnosed suffering suffers struggling struggles".split()),
    "@quite": frozenset(
        "a an mild severe early terminal chronic advanced vascular mixed bad suspected onset stage bit of".split()
    ),
    "@lately": frozenset("has have had just recently suddenly is sadly".split()),
    "@died": frozenset("died dies passed dead".split()),
}


_MOTHER = "mum/mother/mam/mom/mummy"
_FATHER = "dad/father/daddy"


def _conditions() -> list[tuple[str, Said]]:
    return [
        row
        for circumstance, phrases in _HAD.items()
        for row in (
            (prefixed("@has @quite? @quite?", phrases), Said((circumstance,))),
            (prefixed("@suffers with/from @quite? @quite?", phrases), Said((circumstance,))),
            (prefixed("with @quite? @quite?", phrases), Said((circumstance,), setting=Setting.AFTER_A_PERSON)),
        )
    ]


def _parents() -> list[tuple[str, Said]]:
    """Parents and those about to be. Their children are spoken of next, and are not the client."""
    rows = [("parent of | parent to #/twins/triplets/a", Said((Circumstance.PARENT,), then=Company.CHILD))]
    for words, gender in ((_MOTHER, Gender.FEMALE), (_FATHER, Gender.MALE)):
        parent = (gender, Circumstance.PARENT)
        rows += [
            (f"{words} of | {words} to #/twins/triplets/a", Said(parent, then=Company.CHILD)),
            (f"new/young {words} | first time {words} | stay at home {words}", Said(parent)),
            (f"single/lone {words}", Said((gender, Circumstance.LONE_PARENT))),
        ]
    has_children = Said((Circumstance.PARENT,), is_sure=False, then=Company.CHILD)
    with_children = Said(has_children.facts, is_sure=False, then=Company.CHILD, setting=Setting.AFTER_A_PERSON)
    return [
        *rows,
        (f"{_MOTHER} to be | expectant/pregnant {_MOTHER}", Said((Gender.FEMALE, Circumstance.PREGNANT))),
        (f"{_FATHER} to be | expectant {_FATHER}", Said((Gender.MALE,))),
        ("has/have/got a/#? @adjective? @little/@child", has_children),
        ("with a/#? @adjective? @little/@child", with_children),
    ]


_CARING = "looks/looking after | cares/caring for | i/we look after | i/we care for | carer for/of/to"
_LOSS = """
    @whose? @adjective? @relative @lately? @lately? @died | lost/losing a/@whose? @adjective? @relative
    loss/death of a/@whose? @adjective? @relative
"""

CIRCUMSTANCES: list[tuple[str, Meaning]] = [
    ("deafblind", Said((Circumstance.SIGHT_LOSS, Circumstance.HEARING_LOSS))),
    ("widow", Said((Gender.FEMALE, Circumstance.BEREAVED))),
    ("widower", Said((Gender.MALE, Circumstance.BEREAVED))),
    (_CARING, Said((Circumstance.CARER,), then=Company.ADULT)),
    ("young carer for/of/to", Said((Circumstance.YOUNG_CARER,), then=Company.ADULT)),
    (_LOSS, Said((Circumstance.BEREAVED,), then=Company.ADULT)),
    *((phrases, Said((circumstance,))) for circumstance, phrases in _SAID.items()),
    *_conditions(),
    *_parents(),
]
