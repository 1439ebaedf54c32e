"""Every number on a page is what pressing it gives: of each filter, and of what was left out."""

import random
from collections import Counter
from collections.abc import Callable

import pytest
from werkzeug.datastructures import MultiDict

from directory.forms.search import SearchForm
from directory.queries.search import SearchPage, Surroundings, find_services
from directory.resources import Resources
from tests.conftest import NOW

Ask = Callable[[MultiDict[str, str]], SearchPage]

WORDS = ("", "", "lonely", "walking", "advice debt", "84", "tea and company", "carer")
SINGLE = {
    "radius": ("1", "3", "10"),
    "accepting": ("", "y"),
    "show": ("", "all"),
    "age": ("", "14", "84"),
    "gender": ("", "female"),
}


@pytest.fixture(scope="module")
def ask(demonstration: Resources) -> Ask:
    """Asks as the page does, with what stands in its address."""
    around = Surroundings(
        index=demonstration.index,
        gazetteer=demonstration.gazetteer,
        labels=demonstration.labels,
        radius_miles=10,
        fresh_days=28,
        confirm_days=90,
        unconfirmed_days=120,
        now=NOW,
    )

    def ask(args: MultiDict[str, str]) -> SearchPage:
        form = SearchForm(args)
        assert form.validate()
        with demonstration.database.reading() as session:
            return find_services(session, form.criteria(), around)

    return ask


def some_filters(ask: Ask, seed: int) -> MultiDict[str, str]:
    """An address that somebody may have come to: words, a person, and filters one after the other."""
    draw = random.Random(seed)
    args = MultiDict({"postcode": "DL3 9AA", "exact": "1", "q": draw.choice(WORDS)})
    for name, values in SINGLE.items():
        args[name] = draw.choice(values)
    for _ in range(draw.randrange(4)):
        if offered := [each.value for group in ask(args).filters for each in group.options if not each.selected]:
            tag = draw.choice(offered)
            args.add(tag.partition(":")[0], tag)
    return args


@pytest.mark.parametrize("seed", range(25))
def test_the_number_beside_an_option_is_what_choosing_it_gives(ask: Ask, seed: int) -> None:
    args = some_filters(ask, seed)
    page = ask(args)
    for group in page.filters:
        for option in random.Random(seed).sample(group.options, min(4, len(group.options))):
            if option.selected:
                continue
            chosen = args.copy()
            if group.name != "access":
                # A second option of a filter widens it; its number is what it would give in the place of the first.
                chosen.poplist(group.name)
            chosen.add(group.name, option.value)
            assert ask(chosen).total == option.count, (args, option)


@pytest.mark.parametrize("seed", range(25))
def test_the_number_of_those_left_out_is_what_a_press_adds(ask: Ask, seed: int) -> None:
    args = some_filters(ask, seed)
    # With words, what is added may answer them so well that the weakest hits no longer count.
    args["q"] = ""
    page = ask(args)
    added: Counter[tuple[str, str]] = Counter()
    for each in page.left_out:
        added[each.name, each.value] += each.count
    for (name, value), count in added.items():
        pressed = args.copy()
        pressed[name] = value
        assert ask(pressed).total == page.total + count, (args, name)
