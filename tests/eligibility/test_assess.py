# ruff: noqa: E501 -- a case is one line, so that a column can be read down
"""What each rule says of each client: rule, client, verdict, and the sentence that a navigator reads."""

from dataclasses import replace
from datetime import date

import pytest

from directory.eligibility import (
    NOTHING_SAID,
    AgeRange,
    AgeRule,
    AnyoneRule,
    CircumstanceRule,
    Client,
    GenderRule,
    Home,
    ReferrerRule,
    ResidenceRule,
    Rule,
    assess,
    verdict_of,
    worst,
)
from directory.vocabulary import Circumstance, Gender, Referrer, RuleKind, Verdict

TODAY = date(2026, 6, 1)
YES, ASK, NO = Verdict
WOMAN, MAN, NON_BINARY = Gender
SELF, PROFESSIONAL, GP = Referrer
BEREAVED = Circumstance.BEREAVED
CARER = Circumstance.CARER
DEMENTIA = Circumstance.DEMENTIA
DISABLED = Circumstance.DISABLED
HEARING_LOSS = Circumstance.HEARING_LOSS
HOUSEBOUND = Circumstance.HOUSEBOUND
LEARNING_DISABILITY = Circumstance.LEARNING_DISABILITY
LGBT = Circumstance.LGBT
LONE_PARENT = Circumstance.LONE_PARENT
PARENT = Circumstance.PARENT
SUBSTANCE_USE = Circumstance.SUBSTANCE_USE
VETERAN = Circumstance.VETERAN
YOUNG_CARER = Circumstance.YOUNG_CARER

ISLAND, FARLAND, SKERRY, WARD = "E06999991", "E07999992", "S12999993", "E05999994"
NAMES = {ISLAND: "Normal Island", FARLAND: "Farland", SKERRY: "Skerrymore", WARD: "Lighthouse ward"}
NOBODY = Client()

Case = tuple[Rule, Client, Verdict, str]


def aged(minimum: float | None = None, maximum: float | None = None) -> AgeRule:
    return AgeRule(minimum, maximum)


def only(*genders: Gender) -> GenderRule:
    return GenderRule(frozenset(genders))


def living_in(*areas: str) -> ResidenceRule:
    return ResidenceRule(frozenset(areas), tuple((area, NAMES[area]) for area in areas if area in NAMES))


def who(*circumstances: Circumstance) -> CircumstanceRule:
    return CircumstanceRule(frozenset(circumstances))


def without(*circumstances: Circumstance) -> CircumstanceRule:
    return CircumstanceRule(frozenset(circumstances), excluded=True)


def sent_by(*referrers: Referrer) -> ReferrerRule:
    return ReferrerRule(frozenset(referrers))


def aim(rule: Rule) -> Rule:
    return replace(rule, strict=False)


def age(lowest: float, highest: float | None = -1) -> Client:
    """A client of one age, or between two; None for "or over"."""
    return Client(ages=AgeRange.exactly(lowest) if highest == -1 else AgeRange(lowest, highest))


def parent(client: Client) -> Client:
    return replace(client, has=frozenset([PARENT]))


def home(
    *districts: str, outcodes: tuple[str, ...] = (), wards: tuple[str, ...] = (), others: tuple[str, ...] = ()
) -> Client:
    return Client(home=Home(frozenset(districts), frozenset(wards), frozenset(outcodes), frozenset(others)))


def has(*circumstances: Circumstance, not_: tuple[Circumstance, ...] = ()) -> Client:
    return Client(has=frozenset(circumstances), has_not=frozenset(not_))


def sender(referrer: Referrer) -> Client:
    return Client(referrer=referrer)


# fmt: off
ANYONE: list[Case] = [
    (AnyoneRule(), NOBODY, YES, "Anyone can come"),
    (AnyoneRule(), age(84), YES, "Anyone can come"),
    (aim(AnyoneRule()), age(84), YES, "Anyone can come"),
]
AGES: list[Case] = [
    (aged(60), age(72), YES, "Your client is 72; this group is for people aged 60 and over"),
    (aged(60), age(60), YES, "Your client is 60; this group is for people aged 60 and over"),
    (aged(60), age(59), NO, "Your client is 59; this group is for people aged 60 and over"),
    (aged(60), age(58), NO, "Your client is 58; this group is for people aged 60 and over"),
    (aged(60), NOBODY, ASK, "This group is for people aged 60 and over; we do not know your client's age"),
    (aged(60), age(70, None), YES, "Your client is 70 or over; this group is for people aged 60 and over"),
    (aged(60), age(60, None), YES, "Your client is 60 or over; this group is for people aged 60 and over"),
    (aged(60), age(55, None), ASK, "Your client is 55 or over; this group is for people aged 60 and over, so ask"),
    (aged(60), age(0, 24), NO, "Your client is under 25; this group is for people aged 60 and over"),
    (aged(60), age(70, 79), YES, "Your client is between 70 and 79; this group is for people aged 60 and over"),
    (aged(60), age(53, 57), NO, "Your client is between 53 and 57; this group is for people aged 60 and over"),
    (aged(60), age(50, 59), NO, "Your client is between 50 and 59; this group is for people aged 60 and over"),
    (aged(60), age(55, 64), ASK, "Your client is between 55 and 64; this group is for people aged 60 and over, so ask"),
    (aged(60), age(0.5), NO, "Your client is 6 months old; this group is for people aged 60 and over"),
    (aged(16, 25), age(16), YES, "Your client is 16; this group is for young people aged 16 to 25"),
    (aged(16, 25), age(25), YES, "Your client is 25; this group is for young people aged 16 to 25"),
    (aged(16, 25), age(26), NO, "Your client is 26; this group is for young people aged 16 to 25"),
    (aged(16, 25), age(15), NO, "Your client is 15; this group is for young people aged 16 to 25"),
    (aged(16, 25), age(13, 19), ASK, "Your client is between 13 and 19; this group is for young people aged 16 to 25, so ask"),
    (aged(16, 25), age(18, 25), YES, "Your client is between 18 and 25; this group is for young people aged 16 to 25"),
    (aged(16, 25), NOBODY, ASK, "This group is for young people aged 16 to 25; we do not know your client's age"),
    (aged(18, 64), age(64), YES, "Your client is 64; this group is for people aged 18 to 64"),
    (aged(18, 64), age(65), NO, "Your client is 65; this group is for people aged 18 to 64"),
    (aged(None, 25), age(25), YES, "Your client is 25; this group is for people aged 25 and under"),
    (aged(None, 25), age(26), NO, "Your client is 26; this group is for people aged 25 and under"),
    (aged(None, 17), age(17), YES, "Your client is 17; this group is for children and young people under 18"),
    (aged(None, 17), age(18), NO, "Your client is 18; this group is for children and young people under 18"),
    (aged(5, 11), age(11), YES, "Your client is 11; this group is for children aged 5 to 11"),
    (aged(5, 11), age(12), NO, "Your client is 12; this group is for children aged 5 to 11"),
    (aged(11, 17), age(9), NO, "Your client is 9; this group is for young people aged 11 to 17"),
    (aged(0, 4), age(4), YES, "Your client is 4; this group is for children under 5"),
    (aged(0, 4), age(5), NO, "Your client is 5; this group is for children under 5"),
    (aged(0, 4), age(0.5), YES, "Your client is 6 months old; this group is for children under 5"),
    (aged(0.5, 1), age(0.5), YES, "Your client is 6 months old; this group is for babies from 6 months to under 2 years"),
    (aged(0.5, 1), age(5 / 12), NO, "Your client is 5 months old; this group is for babies from 6 months to under 2 years"),
    (aged(0.5, 1), age(1), YES, "Your client is 1 year old; this group is for babies from 6 months to under 2 years"),
    (aged(0.5, 1), age(2), NO, "Your client is 2; this group is for babies from 6 months to under 2 years"),
    (aged(0.5, 1), age(0), ASK, "Your client is under 1 year old; this group is for babies from 6 months to under 2 years, so ask"),
    (aged(0.5, 0), age(11 / 12), YES, "Your client is 11 months old; this group is for babies from 6 months to under 1 year"),
    (aged(0.5, 0), age(1), NO, "Your client is 1 year old; this group is for babies from 6 months to under 1 year"),
    (aged(None, 1), age(1.5), YES, "Your client is 18 months old; this group is for babies under 2 years"),
    (aged(None, 1.5), age(1.5), YES, "Your client is 18 months old; this group is for babies up to 18 months"),
    (aged(None, 1.5), age(19 / 12), NO, "Your client is 19 months old; this group is for babies up to 18 months"),
    (aged(None, 0), age(0.25), YES, "Your client is 3 months old; this group is for babies under 1 year"),
    (aged(1.5, 4), age(2), YES, "Your client is 2; this group is for children from 18 months to under 5 years"),
    (aged(16, 16), age(16), YES, "Your client is 16; this group is for young people aged 16"),
    (aged(0), NOBODY, YES, "This group is for people of any age"),
    (aged(0), age(84), YES, "Your client is 84; this group is for people of any age"),
    (aged(None, 125), age(84), YES, "Your client is 84; this group is for people aged 125 and under"),
    (aim(aged(50)), age(50), YES, "Your client is 50; this group is meant for people aged 50 and over"),
    (aim(aged(50)), age(44), ASK, "Your client is 44; this group is meant for people aged 50 and over, but others are welcome, so ask"),
    (aim(aged(50)), NOBODY, ASK, "This group is meant for people aged 50 and over, but others are welcome; we do not know your client's age"),
    (aim(aged(50)), age(48, 52), ASK, "Your client is between 48 and 52; this group is meant for people aged 50 and over, but others are welcome, so ask"),
    (aim(aged(0.5, 1)), age(34), ASK, "Your client is 34; this group is meant for babies from 6 months to under 2 years, but others are welcome, so ask"),
]
PARENTS: list[Case] = [
    (aged(0, 4), age(34), NO, "Your client is 34; this group is for children under 5"),
    (aged(0, 4), parent(age(34)), ASK, "Your client is 34 and a parent; this group is for children under 5, so ask"),
    (aged(0, 4), replace(age(34), has=frozenset([LONE_PARENT])), ASK, "Your client is 34 and a parent; this group is for children under 5, so ask"),
    (aged(11, 17), parent(age(40, 49)), ASK, "Your client is between 40 and 49 and a parent; this group is for young people aged 11 to 17, so ask"),
    (aged(16, 25), parent(age(34)), NO, "Your client is 34; this group is for young people aged 16 to 25"),
    (aged(60), parent(age(34)), NO, "Your client is 34; this group is for people aged 60 and over"),
    (aim(aged(0, 4)), parent(age(34)), ASK, "Your client is 34 and a parent; this group is meant for children under 5, but others are welcome, so ask"),
]
GENDERS: list[Case] = [
    (only(WOMAN), Client(gender=WOMAN), YES, "Your client is a woman; this group is for women and girls"),
    (only(WOMAN), Client(gender=MAN), NO, "Your client is a man; this group is for women and girls"),
    (only(WOMAN), Client(gender=NON_BINARY), ASK, "Your client is non-binary; this group is for women and girls, so ask"),
    (only(WOMAN), NOBODY, ASK, "This group is for women and girls; we do not know your client's gender"),
    (only(WOMAN), replace(age(9), gender=WOMAN), YES, "Your client is a girl; this group is for women and girls"),
    (only(MAN), replace(age(9), gender=MAN), YES, "Your client is a boy; this group is for men and boys"),
    (only(MAN), replace(age(13, 19), gender=MAN), YES, "Your client is a man; this group is for men and boys"),
    (only(MAN), Client(gender=WOMAN), NO, "Your client is a woman; this group is for men and boys"),
    (only(WOMAN, NON_BINARY), Client(gender=NON_BINARY), YES, "Your client is non-binary; this group is for women and girls or non-binary people"),
    (only(WOMAN, NON_BINARY), Client(gender=MAN), NO, "Your client is a man; this group is for women and girls or non-binary people"),
    (only(NON_BINARY), Client(gender=WOMAN), NO, "Your client is a woman; this group is for non-binary people"),
    (only(*Gender), NOBODY, YES, "This group is for women and girls, men and boys or non-binary people"),
    (only(*Gender), Client(gender=MAN), YES, "Your client is a man; this group is for women and girls, men and boys or non-binary people"),
    (aim(only(WOMAN)), Client(gender=WOMAN), YES, "Your client is a woman; this group is meant for women and girls"),
    (aim(only(WOMAN)), Client(gender=MAN), ASK, "Your client is a man; this group is meant for women and girls, but others are welcome, so ask"),
    (aim(only(WOMAN)), Client(gender=NON_BINARY), ASK, "Your client is non-binary; this group is meant for women and girls, but others are welcome, so ask"),
    (aim(only(WOMAN)), NOBODY, ASK, "This group is meant for women and girls, but others are welcome; we do not know your client's gender"),
]
HOMES: list[Case] = [
    (living_in(ISLAND), home(ISLAND), YES, "Your client lives in the area; this group is for people who live in Normal Island"),
    (living_in(ISLAND), home(FARLAND), NO, "Your client lives outside the area; this group is for people who live in Normal Island"),
    (living_in(ISLAND), home(ISLAND, FARLAND), ASK, "This group is for people who live in Normal Island; a full postcode would tell whether your client does"),
    (living_in(ISLAND), NOBODY, ASK, "This group is for people who live in Normal Island; we do not know where your client lives"),
    (living_in(ISLAND), Client(home=Home()), ASK, "This group is for people who live in Normal Island; we do not know where your client lives"),
    (living_in(ISLAND), home(outcodes=("ZZ3",)), ASK, "This group is for people who live in Normal Island; we cannot tell whether your client does"),
    (living_in(ISLAND, FARLAND), home(ISLAND, FARLAND), YES, "Your client lives in the area; this group is for people who live in Farland or Normal Island"),
    (living_in(ISLAND, FARLAND), home(SKERRY), NO, "Your client lives outside the area; this group is for people who live in Farland or Normal Island"),
    (living_in(SKERRY), home(ISLAND), NO, "Your client lives outside the area; this group is for people who live in Skerrymore"),
    (living_in("ZZ3"), home(ISLAND, outcodes=("ZZ3",)), YES, "Your client lives in the area; this group is for people who live in ZZ3"),
    (living_in("ZZ3"), home(ISLAND, outcodes=("ZZ4",)), NO, "Your client lives outside the area; this group is for people who live in ZZ3"),
    (living_in("ZZ3"), home(ISLAND, outcodes=("ZZ3", "ZZ4")), ASK, "This group is for people who live in ZZ3; a full postcode would tell whether your client does"),
    (living_in("ZZ3"), home(ISLAND), ASK, "This group is for people who live in ZZ3; we cannot tell whether your client does"),
    (living_in(WARD), home(ISLAND), ASK, "This group is for people who live in Lighthouse ward; we cannot tell whether your client does"),
    (living_in(WARD), home(ISLAND, wards=(WARD,)), YES, "Your client lives in the area; this group is for people who live in Lighthouse ward"),
    (living_in(WARD), home(ISLAND, wards=("E05999995",)), NO, "Your client lives outside the area; this group is for people who live in Lighthouse ward"),
    (living_in(ISLAND, "ZZ3"), home(FARLAND, outcodes=("ZZ3",)), YES, "Your client lives in the area; this group is for people who live in Normal Island or ZZ3"),
    (living_in(ISLAND, "ZZ3"), home(FARLAND, outcodes=("ZZ9",)), NO, "Your client lives outside the area; this group is for people who live in Normal Island or ZZ3"),
    (living_in(ISLAND, "ZZ3"), home(FARLAND), ASK, "This group is for people who live in Normal Island or ZZ3; a full postcode would tell whether your client does"),
    (living_in("E92000001"), home(ISLAND, FARLAND), YES, "Your client lives in the area; this group is for people who live in England"),
    (living_in("E92000001"), home(SKERRY), NO, "Your client lives outside the area; this group is for people who live in England"),
    (living_in("E92000001"), home(ISLAND, SKERRY), ASK, "This group is for people who live in England; a full postcode would tell whether your client does"),
    (living_in("K04000001"), home(SKERRY), NO, "Your client lives outside the area; this group is for people who live in England and Wales"),
    (living_in("K03000001"), home(SKERRY), YES, "Your client lives in the area; this group is for people who live in Great Britain"),
    (living_in("K03000001"), home("N09999996"), NO, "Your client lives outside the area; this group is for people who live in Great Britain"),
    (living_in("K02000001"), home("N09999996"), YES, "Your client lives in the area; this group is for people who live in the United Kingdom"),
    (living_in("K02000001"), home("M99999999"), NO, "Your client lives outside the area; this group is for people who live in the United Kingdom"),
    (living_in("E12000001"), home(ISLAND), ASK, "This group is for people who live in the group's area; we cannot tell whether your client does"),
    (living_in("E12000001"), home(ISLAND, others=("E12000001",)), YES, "Your client lives in the area; this group is for people who live in the group's area"),
    (living_in("E12000001"), home(ISLAND, others=("E12000002",)), NO, "Your client lives outside the area; this group is for people who live in the group's area"),
    (living_in("E06999998"), home(ISLAND), NO, "Your client lives outside the area; this group is for people who live in the group's area"),
    (living_in("X01"), home("X01"), YES, "Your client lives in the area; this group is for people who live in the group's area"),
    (living_in("X01"), home("X02"), NO, "Your client lives outside the area; this group is for people who live in the group's area"),
    (living_in(ISLAND, "E06999998"), home(ISLAND), YES, "Your client lives in the area; this group is for people who live in Normal Island or elsewhere in the group's area"),
    (aim(living_in(ISLAND)), home(ISLAND), YES, "Your client lives in the area; this group is meant for people who live in Normal Island"),
    (aim(living_in(ISLAND)), home(FARLAND), ASK, "Your client lives outside the area; this group is meant for people who live in Normal Island, but others are welcome, so ask"),
    (aim(living_in(ISLAND)), home(ISLAND, FARLAND), ASK, "This group is meant for people who live in Normal Island, but others are welcome; a full postcode would tell whether your client does"),
    (aim(living_in(ISLAND)), NOBODY, ASK, "This group is meant for people who live in Normal Island, but others are welcome; we do not know where your client lives"),
]
CIRCUMSTANCES: list[Case] = [
    (who(CARER), has(CARER), YES, "Your client looks after someone; this group is for carers"),
    (who(CARER), has(YOUNG_CARER), YES, "Your client looks after someone; this group is for carers"),
    (who(CARER), has(not_=(CARER,)), NO, "Your client does not look after anyone; this group is for carers"),
    (who(CARER), has(PARENT), ASK, "This group is for carers; we do not know whether your client looks after someone"),
    (who(CARER), NOBODY, ASK, "This group is for carers; we do not know whether your client looks after someone"),
    (who(YOUNG_CARER), has(CARER), ASK, "This group is for young carers; we do not know whether your client is a young carer"),
    (who(YOUNG_CARER), has(not_=(CARER,)), NO, "Your client is not a young carer; this group is for young carers"),
    (who(CARER, PARENT), has(PARENT), YES, "Your client is a parent; this group is for carers or parents"),
    (who(CARER, PARENT), has(PARENT, CARER), YES, "Your client looks after someone and is a parent; this group is for carers or parents"),
    (who(CARER, PARENT), has(PARENT, not_=(CARER,)), YES, "Your client is a parent; this group is for carers or parents"),
    (who(CARER, PARENT), has(not_=(CARER,)), ASK, "This group is for carers or parents; we do not know whether your client is a parent"),
    (who(CARER, PARENT), has(not_=(CARER, PARENT)), NO, "Your client does not look after anyone and is not a parent; this group is for carers or parents"),
    (who(CARER, PARENT), NOBODY, ASK, "This group is for carers or parents; we do not know whether your client looks after someone or is a parent"),
    (who(VETERAN), NOBODY, ASK, "This group is for people who have served in the armed forces; we do not know whether that applies to your client"),
    (who(CARER, VETERAN), NOBODY, ASK, "This group is for carers or people who have served in the armed forces; we do not know whether your client looks after someone or has served in the armed forces"),
    (who(LGBT), NOBODY, ASK, "This group is for LGBTQ+ people; we do not know whether that applies to your client"),
    (who(DEMENTIA), NOBODY, ASK, "This group is for people living with dementia; we do not know whether that applies to your client"),
    (who(HEARING_LOSS), NOBODY, ASK, "This group is for people who are deaf or have hearing loss; we do not know whether your client is deaf or lives with hearing loss"),
    (who(DISABLED), has(LEARNING_DISABILITY), YES, "Your client is disabled; this group is for disabled people"),
    (aim(who(BEREAVED)), has(BEREAVED), YES, "Your client is bereaved; this group is meant for people who have been bereaved"),
    (aim(who(BEREAVED)), has(not_=(BEREAVED,)), ASK, "Your client has not been bereaved; this group is meant for people who have been bereaved, but others are welcome, so ask"),
    (aim(who(BEREAVED)), NOBODY, ASK, "This group is meant for people who have been bereaved, but others are welcome; we do not know whether that applies to your client"),
    (without(SUBSTANCE_USE), has(SUBSTANCE_USE), NO, "Your client has trouble with alcohol or drugs; this group is not for people who have trouble with alcohol or drugs"),
    (without(SUBSTANCE_USE), has(not_=(SUBSTANCE_USE,)), YES, "Your client does not have trouble with alcohol or drugs; this group is not for people who have trouble with alcohol or drugs"),
    (without(SUBSTANCE_USE), NOBODY, ASK, "This group is not for people who have trouble with alcohol or drugs; we do not know whether that applies to your client"),
    (without(DEMENTIA, HOUSEBOUND), has(HOUSEBOUND), NO, "Your client cannot easily leave home; this group is not for people living with dementia or people who cannot easily leave home"),
    (without(DEMENTIA, HOUSEBOUND), has(not_=(DEMENTIA,)), ASK, "This group is not for people living with dementia or people who cannot easily leave home; we do not know whether that applies to your client"),
    (without(DEMENTIA, HOUSEBOUND), has(not_=(DEMENTIA, HOUSEBOUND)), YES, "Your client does not have dementia and can leave home without much trouble; this group is not for people living with dementia or people who cannot easily leave home"),
    (aim(without(DEMENTIA)), has(DEMENTIA), ASK, "Your client lives with dementia; this group may not suit people living with dementia, so ask"),
    (aim(without(DEMENTIA)), has(not_=(DEMENTIA,)), YES, "Your client does not have dementia; this group may not suit people living with dementia"),
    (aim(without(DEMENTIA)), NOBODY, ASK, "This group may not suit people living with dementia; we do not know whether that applies to your client"),
]
REFERRERS: list[Case] = [
    (sent_by(SELF), NOBODY, YES, "Your client can refer themselves"),
    (sent_by(SELF), sender(GP), YES, "Your client can refer themselves"),
    (sent_by(SELF, GP), sender(PROFESSIONAL), YES, "Your client can refer themselves"),
    (sent_by(PROFESSIONAL), sender(PROFESSIONAL), YES, "A professional is referring; this group takes referrals only from professionals"),
    (sent_by(PROFESSIONAL), sender(GP), YES, "A GP practice is referring; this group takes referrals only from professionals"),
    (sent_by(PROFESSIONAL), sender(SELF), NO, "Your client would refer themselves; this group takes referrals only from professionals"),
    (sent_by(PROFESSIONAL), NOBODY, ASK, "This group takes referrals only from professionals; we do not know who is referring"),
    (sent_by(GP), sender(GP), YES, "A GP practice is referring; this group takes referrals only from GP practices"),
    (sent_by(GP), sender(PROFESSIONAL), NO, "A professional is referring; this group takes referrals only from GP practices"),
    (sent_by(GP), sender(SELF), NO, "Your client would refer themselves; this group takes referrals only from GP practices"),
    (sent_by(GP), NOBODY, ASK, "This group takes referrals only from GP practices; we do not know who is referring"),
    (sent_by(GP, PROFESSIONAL), sender(PROFESSIONAL), YES, "A professional is referring; this group takes referrals only from professionals"),
    (aim(sent_by(PROFESSIONAL)), sender(PROFESSIONAL), YES, "A professional is referring; this group mostly takes referrals from professionals"),
    (aim(sent_by(PROFESSIONAL)), sender(SELF), ASK, "Your client would refer themselves; this group mostly takes referrals from professionals, but others are welcome, so ask"),
    (aim(sent_by(GP)), NOBODY, ASK, "This group mostly takes referrals from GP practices, but others are welcome; we do not know who is referring"),
]
# fmt: on

CASES = [*ANYONE, *AGES, *PARENTS, *GENDERS, *HOMES, *CIRCUMSTANCES, *REFERRERS]


@pytest.mark.parametrize(("rule", "client", "verdict", "sentence"), CASES)
def test_a_rule_says_of_a_client(rule: Rule, client: Client, verdict: Verdict, sentence: str) -> None:
    assessment = assess([rule], client, on=TODAY)
    assert (assessment.verdict, assessment.reasons[0].sentence) == (verdict, sentence)


@pytest.mark.parametrize(("rule", "client", "verdict", "_"), CASES)
def test_the_verdict_without_words_is_the_same(rule: Rule, client: Client, verdict: Verdict, _: str) -> None:
    assert verdict_of(rule, client) is verdict


def test_a_group_that_has_said_nothing_is_asked() -> None:
    assessment = assess([], age(84), on=TODAY)
    assert assessment.verdict is ASK
    assert assessment.reasons == (NOTHING_SAID,)
    assert assessment.reasons[0].sentence == "The group has not said who can come"


def test_all_rules_have_to_hold() -> None:
    woman_of_58 = Client(ages=AgeRange.exactly(58), gender=WOMAN)
    assert assess([aged(50), only(WOMAN)], woman_of_58, on=TODAY).verdict is YES
    assert assess([aged(60), only(WOMAN)], woman_of_58, on=TODAY).verdict is NO
    assert assess([aged(50), who(CARER)], woman_of_58, on=TODAY).verdict is ASK


def test_one_no_outweighs_any_number_of_others() -> None:
    assert assess([AnyoneRule(), who(CARER), aged(60), aged(50)], age(58), on=TODAY).verdict is NO


def test_each_rule_in_force_gives_one_reason_in_its_order() -> None:
    assessment = assess([only(WOMAN), aged(60), AnyoneRule()], age(58), on=TODAY)
    assert [(reason.kind, reason.verdict) for reason in assessment.reasons] == [
        (RuleKind.GENDER, ASK),
        (RuleKind.AGE, NO),
        (RuleKind.ANYONE, YES),
    ]


def test_the_deciding_reasons_are_those_of_the_verdict() -> None:
    assessment = assess([only(WOMAN), aged(60)], age(58), on=TODAY)
    assert [reason.sentence for reason in assessment.deciding] == [
        "Your client is 58; this group is for people aged 60 and over"
    ]


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (date(2026, 4, 30), ASK),
        (date(2026, 5, 1), NO),
        (date(2026, 5, 31), NO),
        (date(2026, 6, 1), ASK),
    ],
)
def test_a_rule_holds_from_its_first_day_to_its_last(day: date, verdict: Verdict) -> None:
    in_may = replace(aged(60), valid_from=date(2026, 5, 1), valid_to=date(2026, 5, 31))
    assert assess([in_may], age(58), on=day).verdict is verdict


def test_a_rule_that_is_over_is_not_mentioned() -> None:
    over = replace(aged(60), valid_to=date(2026, 5, 31))
    assert assess([over, AnyoneRule()], age(58), on=TODAY).reasons[0].sentence == "Anyone can come"


def test_the_worst_verdict_is_the_last_of_the_list() -> None:
    assert worst([YES, ASK]) is ASK
    assert worst([NO, YES]) is NO
    assert worst([YES]) is YES
