"""The forms of the parts: what nobody has touched stays, and whatever is typed is kept or refused with a sentence."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectMultipleField

from directory.errors import InputError
from directory.forms.editing import FORMS, Known, PartForm
from directory.forms.editing.part import changed
from directory.geography import Gazetteer
from directory.oruk.parts import PARTS, differing
from directory.oruk.records import CostRecord, PlaceRecord, RuleRecord, ServiceRecord
from directory.queries.labels import Labels
from directory.queries.wording import Wording
from directory.vocabulary import Gender, RuleKind
from tests.depth import examples
from tests.makers import a_full_record, a_record, normal_island
from tests.records import RECORDS

NAMES = [part.name for part in PARTS]

LABELS = Labels(
    {
        "need:connect": "Company",
        "need:connect.lonely": "Loneliness and isolation",
        "category:walking-group": "Walking group",
        "access:lift": "Lift",
        "access:step-free": "Step-free",
        "language:en": "English",
        "language:cy": "Welsh",
    },
    {"need:connect": frozenset({"need:connect.lonely"})},
)


def known(gazetteer: Gazetteer) -> Known:
    return Known(gazetteer, Wording(LABELS, gazetteer.district_name))  # type: ignore[arg-type]  # it is a local one


KNOWN = known(normal_island())


def sent(form: PartForm) -> MultiDict[str, str]:
    """What a browser sends of a form that nobody touches."""
    pairs: list[tuple[str, str]] = []
    for field in form:
        if isinstance(field, SelectMultipleField):
            pairs += [(field.name, str(value)) for value, _, chosen, _ in field.iter_choices() if chosen]
        elif isinstance(field, BooleanField):
            pairs += [(field.name, "y")] if field.data else []
        elif hasattr(field, "_value"):
            pairs.append((field.name, field._value().replace("\n", "\r\n")))
        elif field.data:
            pairs.append((field.name, str(field.data)))
    return MultiDict(pairs)


def answered(name: str, record: ServiceRecord, **values: Any) -> PartForm:
    """The form of a part with some of its boxes filled in."""
    typed = sent(FORMS[name](record, KNOWN))
    for field, value in values.items():
        typed.setlist(field.replace("__", "-"), value if isinstance(value, list) else [value])
    return FORMS[name](record, KNOWN, typed)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "capacity"])
@given(record=RECORDS)
@examples(5)
def test_what_nobody_has_touched_stays_as_it_is(name: str, record: ServiceRecord) -> None:
    form = answered(name, record)
    assert form.validate(), form.errors
    assert differing(changed(form, record), record) == ()


TYPED = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30),
    st.sampled_from(["", "y", "no", "yes", "2", "-1", "61", "12:30", "1/2", "weekly", "monthly", "once", "only", "TU"]),
    st.sampled_from(["ZZ1 1AA", "ZZ7 7ZZ", "a@b.example", "£2", "x" * 300, "www.kettle.example", "waiting_list"]),
)


@pytest.mark.parametrize("name", NAMES)
@given(record=RECORDS, data=st.data())
@examples(8)
def test_whatever_is_typed_is_kept_or_refused(name: str, record: ServiceRecord, data: st.DataObject) -> None:
    fields = [field.name for field in FORMS[name](record, KNOWN)]
    words = data.draw(st.lists(st.tuples(st.sampled_from([*fields, "else"]), TYPED), max_size=8))
    form = FORMS[name](record, KNOWN, MultiDict(words))
    if not form.validate():
        assert all(field.errors[0] for field in form if field.errors)
        return
    try:
        wanted = changed(form, record)
    except InputError:
        return
    assert set(differing(wanted, record)) <= {name}, "only its own part is changed"


@pytest.mark.parametrize("name", NAMES)
def test_every_part_has_fields_with_labels(name: str) -> None:
    for record in (a_record(), a_full_record()):
        form = FORMS[name](record, KNOWN)
        shown = [field.name for _, group in form.groups() for field in group]
        assert sorted(shown) == sorted(field.name for field in form)


def test_what_the_boxes_cannot_show_of_a_price_stays() -> None:
    record = a_record(costs=(CostRecord(option="Lunch", amount="4", valid_from="2026-01-01"),))
    form = answered("costs", record, amount__0="5")
    assert form.validate()
    (cost,) = changed(form, record).costs
    assert (str(cost.amount), str(cost.valid_from)) == ("5", "2026-01-01")


def test_the_other_rules_stay_when_one_is_changed() -> None:
    women = RuleRecord(kind=RuleKind.GENDER, among=(Gender.FEMALE,))
    local = RuleRecord(kind=RuleKind.RESIDENCE, among=("X06000001",))
    record = a_record(rules=(local, RuleRecord(kind=RuleKind.AGE, minimum_age=60), women))
    form = answered("rules", record, youngest="55", **{"ages-manner": "mainly"})
    assert form.validate(), form.errors
    age = RuleRecord(kind=RuleKind.AGE, minimum_age=55, strict=False)
    assert changed(form, record).rules == (local, age, women)
    form = answered("rules", record, **{"gone-0": "y", "genders": []})
    assert form.validate()
    assert changed(form, record).rules == (RuleRecord(kind=RuleKind.AGE, minimum_age=60),)


def test_anyone_and_only_some_do_not_go_together() -> None:
    form = answered("rules", a_record(), anyone="y", youngest="60")
    assert not form.validate()
    assert form["anyone"].errors


def test_a_place_that_is_hidden_stays_hidden() -> None:
    record = a_record(places=(PlaceRecord(name="Refuge", postcode="ZZ1 1AA", address_public=False),))
    form = answered("places", record, name__0="House")
    assert form.validate()
    (place,) = changed(form, record).places
    assert not place.address_public


def test_an_area_is_known_by_its_name() -> None:
    record = a_full_record()
    form = answered("areas", record, areas="Normal Harbour\r\nFar Normal\r\nThe old pier")
    assert form.validate()
    assert [area.code for area in changed(form, record).areas] == ["X06000001", "X06000002", ""]


def test_room_is_said_today() -> None:
    record = a_record()
    assert not answered("capacity", record).validate()
    form = answered("capacity", record, status="waiting_list", wait_weeks="6")
    assert form.validate()
    stated = changed(form, record).capacity
    assert stated
    assert (stated.wait_weeks, str(stated.stated_on)) == (6, "2026-11-21")
