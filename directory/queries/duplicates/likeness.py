"""How likely it is that two listings are one, and why. Pure: it knows no tables.

Two questions are asked one after the other, because two services of one group are not duplicates, and neither are two
branches of one body: *is it the same group*, and *is it the same thing that it offers*. Signs of a group (its name,
register number, mail, telephone, web site) answer the first, names, texts, places, kinds and days of the services the
second. Each sign has a weight (`duplicates.weights`); what is not known of one of the two counts nothing. The score is
the product of both likelihoods.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.geography import distance_km
from directory.queries.duplicates.described import Described
from directory.queries.duplicates.names import NOTHING, NameMatch, match_names
from directory.queries.duplicates.weights import GROUP, SERVICE, TELLING, likelihood, on_scale

FEWEST_WORDS = 6
"""Texts with fewer long words than this are not compared: all of them look alike."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two listings are one.

    Attributes:
        score: 0 to 1.
        reasons: what speaks for it, the strongest first; never the values themselves.
    """

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sign:
    """Something that speaks for, or against, with a sentence if it is worth telling."""

    weight: float
    reason: str = ""


def likeness(one: Described, other: Described, *, least: float = 0.0) -> Likeness:
    """How likely two descriptions are of one service; the order of them makes no difference.

    Args:
        least: what is less likely than this need not be told exactly: then it is no likelier than what is said.
    """
    towns = one.towns | other.towns
    service = list(_of_service(one, other, towns))
    one_entry = bool(one.organisation_id) and one.organisation_id == other.organisation_id
    if one_entry:
        service.append(_Sign(SERVICE.one_entry))
    same_service = likelihood(SERVICE.prior + sum(sign.weight for sign in service))
    if same_service < least:
        return Likeness(same_service, ())
    group = list(_of_group(one, other, towns))
    same_group = 1.0 if one_entry else likelihood(GROUP.prior + sum(sign.weight for sign in group))
    telling = sorted((*group, *service), key=lambda sign: -sign.weight)
    reasons = dict.fromkeys(sign.reason for sign in telling if sign.reason and sign.weight > 0)
    return Likeness(same_group * same_service, tuple(reasons))


def _of_group(one: Described, other: Described, towns: frozenset[str]) -> Iterator[_Sign]:
    yield _keys(one.numbers, other.numbers, GROUP.same_number, GROUP.other_number, "The same charity or company number")
    yield _keys(one.emails, other.emails, GROUP.same_email, 0.0, "The same email address")
    yield _keys(one.phones, other.phones, GROUP.same_phone, GROUP.other_phone, "The same telephone number")
    yield _keys(one.sites, other.sites, GROUP.same_site, 0.0, "The same website")
    yield _group_name(one, other, towns)
    apart = distance_apart(one, other)
    if apart is not None:
        yield _Sign(on_scale(GROUP.place, apart))


def _of_service(one: Described, other: Described, towns: frozenset[str]) -> Iterator[_Sign]:
    yield _service_name(one, other, towns)
    yield _keys(one.kinds, other.kinds, SERVICE.same_kinds, SERVICE.other_kinds)
    yield _keys(one.days, other.days, SERVICE.same_days, SERVICE.other_days, "On the same days")
    if min(len(one.words), len(other.words)) >= FEWEST_WORDS:
        overlap = len(one.words & other.words) / min(len(one.words), len(other.words))
        yield _Sign(on_scale(SERVICE.text, overlap), "Much the same description")
    apart = distance_apart(one, other)
    if apart is not None:
        yield _Sign(on_scale(SERVICE.place, apart), "At the same place")


def _keys(one: frozenset[str], other: frozenset[str], same: float, different: float, reason: str = "") -> _Sign:
    """A sign of keys of which two may have some in common."""
    if not one or not other:
        return _Sign(0.0)
    return _Sign(same, reason) if one & other else _Sign(different)


def _group_name(one: Described, other: Described, towns: frozenset[str]) -> _Sign:
    """The names of the groups; or a group's and a service's, where that is all there is, or a feed mixes them up."""
    pairs = [(one.organisation, other.organisation), (one.organisation, other.name), (one.name, other.organisation)]
    if not (one.organisation and other.organisation):
        pairs.append((one.name, other.name))
    found = max((match_names(a, b, towns) for a, b in pairs if a and b), key=_how_alike, default=NOTHING)
    if found is NOTHING and not (one.organisation and other.organisation):
        return _Sign(0.0) if not (one.name and other.name) else _Sign(GROUP.name[-1][1])
    same = found.agreement >= GROUP.name[0][0]
    return _Sign(
        _name_weight(found, on_scale(GROUP.name, found.agreement)), "The same name" if same else "A similar name"
    )


def _service_name(one: Described, other: Described, towns: frozenset[str]) -> _Sign:
    if not (one.name and other.name):
        return _Sign(0.0)
    found = match_names(one.name, other.name, towns)
    if found.rivals:
        return _Sign(SERVICE.rival_names)
    weight = _name_weight(found, on_scale(SERVICE.name, found.agreement))
    if weight < 0 and (_is_the_groups(one.name, other, towns) or _is_the_groups(other.name, one, towns)):
        # Who has typed no more than a name may have meant the group's.
        weight = max(weight, SERVICE.named_for_group) if one.organisation and other.organisation else 0.0
    same = found.agreement >= SERVICE.name[0][0]
    return _Sign(weight, "The same name" if same else "A similar name")


def _is_the_groups(name: str, other: Described, towns: frozenset[str]) -> bool:
    return bool(other.organisation) and match_names(name, other.organisation, towns).agreement >= SERVICE.name[1][0]


def _how_alike(match: NameMatch) -> tuple[float, float]:
    return match.agreement, match.shared


def _name_weight(match: NameMatch, weight: float) -> float:
    """What a match counts: that names differ in full, that they agree only as far as their words say something."""
    return weight * min(1.0, (0.5 + match.shared) / TELLING) if weight > 0 else weight


def distance_apart(one: Described, other: Described) -> float | None:
    """Kilometres between the places of two that are nearest to each other; None where one of them has none."""
    pairs = [(a, b) for a in one.spots for b in other.spots]
    if any(a.postcode and a.postcode == b.postcode for a, b in pairs):
        return 0.0
    return min((distance_km(a.point, b.point) for a, b in pairs if a.point and b.point), default=None)
