"""Whatever is sent to any page of a registration: no fault, and nothing that was typed is lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wtforms.fields.core import UnboundField

from directory.database import Database
from directory.forms.registration import STEPS, record_of
from directory.forms.steps import Around, Stop
from directory.forms.walk import Walk
from directory.oruk.parts import PARTS
from directory.oruk.records import ServiceRecord
from directory.queries.drafts import draft_with
from directory.queries.preview import row_of
from directory.queries.wording import Wording
from directory.resources import Resources
from tests.checking_client import CheckingClient, parsed
from tests.depth import examples
from tests.registering import Registering

FULL = {
    "ways": {"ways": ["in_person"]},
    "who": {"depends": ["ages", "genders", "circumstances"]},
    "place-2": {"postcode": ["ZZ1 1AA"]},
    "often-2": {"often": ["words"]},
    "contact-2": {"phone": ["999"]},
}
"""Answers after which every question arises."""

LIKELY = """
y yes no only mainly anyone ages genders in_person phone weekly fortnightly monthly words TU TH -1 2 60 0.5
2pm 14:00 24/11 £3 free donation price open waiting_list female carer need:connect.lonely access:lift en a@b.example
ZZ1-1AA zz77zz ZZ1 kettle.example 1234567 SC012345 01632-960001 http:// <b> anywhere
"""
# A half of a pair of signs cannot be sent by a form.
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.integers(0, 30_000).map(lambda size: "x" * size)
VALUES = st.lists(st.sampled_from(["", *LIKELY.split()]) | TEXTS, min_size=1, max_size=4)
STEP = {step.name: step for step in STEPS}
PAGES = [*STEP, "place-2", "access-2", "often-2", "when-2", "contact-2", "contact-3", "no-such", "name-2"]


def posts(page: str) -> st.SearchStrategy[tuple[str, dict[str, list[str]]]]:
    """A page, and what is sent to it: mostly to fields that it has."""
    step = STEP.get(page.partition("-")[0], STEPS[0])
    fields = [name for name in vars(step.form) if isinstance(getattr(step.form, name), UnboundField)]
    typed = st.dictionaries(st.sampled_from([*fields, "made_up"]), VALUES, max_size=len(fields))
    return st.tuples(st.just(page), typed)


BUTTONS = st.sampled_from(["", "", "", "another", "later", "remove", "nonsense"])


@pytest.fixture
def group(client: CheckingClient, web_database: Database, resources: Resources) -> Registering:
    """Somebody to whom every question may arise."""
    client.application.config["WTF_CSRF_ENABLED"] = False
    opened = Registering(client)
    opened.answers({"name": "Tea"})
    _set_answers(web_database, resources, opened.secret, FULL)
    return opened


@pytest.fixture
def around(resources: Resources) -> Around:
    """What the questions are made of."""
    with resources.database.reading() as session:
        labels = resources.labels.read(session)
    return Around(resources.gazetteer, labels, lambda *_: ("need:connect.lonely",))


def _answers(database: Database, resources: Resources, secret: str) -> dict[str, Any]:
    with database.reading() as session:
        return draft_with(session, "registration", resources.signer.digest(secret)).answers


def _set_answers(database: Database, resources: Resources, secret: str, answers: dict[str, Any]) -> None:
    with database.writing() as session:
        draft_with(session, "registration", resources.signer.digest(secret)).answers = answers


def _sent(text: str) -> str:
    """What of a text can be kept: databases and pages have no place for the rest."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\r\n\t\u200c\u200d")


def _boxes(page: str) -> Iterator[tuple[str, str]]:
    """The boxes of text on a page with what stands in them."""
    tree, _ = parsed(page)
    for each in tree.iter():
        if each.tag == "textarea":
            yield each.get("name"), each.text or ""
        elif each.tag == "input" and each.get("type") in {"text", "email", "tel"}:
            yield each.get("name"), each.get("value") or ""


def _same(shown: str, typed: str) -> bool:
    """Whether a box shows what was typed; spaces, small letters and how a web address begins may be another."""
    shown, typed = (" ".join(text.casefold().split()) for text in (shown, typed))
    return shown.removeprefix("https://") == typed.removeprefix("https://")


@examples(25)
@given(post=st.sampled_from(PAGES).flatmap(posts), then=BUTTONS)
def test_no_post_is_a_fault_and_nothing_is_lost(
    client: CheckingClient,
    group: Registering,
    web_database: Database,
    resources: Resources,
    post: tuple[str, dict[str, list[str]]],
    then: str,
) -> None:
    page, typed = post
    _set_answers(web_database, resources, group.secret, FULL)
    answer = client.post(f"/register/{group.secret}/{page}", data={**typed, "then": then})
    assert answer.status_code in {302, 404, 422}
    kept = _answers(web_database, resources, group.secret)
    if answer.status_code != 302:
        assert kept == FULL
    if answer.status_code == 422:
        shown = {name: text for name, text in _boxes(answer.text) if name in typed}
        lost = {name: text for name, text in shown.items() if not _same(text, _sent(typed[name][0]))}
        assert lost == {}
    if answer.status_code == 302 and then != "remove":
        sent = {name: list(map(_sent, values)) for name, values in typed.items() if name in kept[page]}
        assert {name: values for name, values in kept[page].items() if values} == sent
    assert client.get(f"/register/{group.secret}", follow_redirects=True).status_code == 200


@examples(60)
@given(post=st.sampled_from(sorted(STEP)).flatmap(posts))
def test_whatever_is_right_can_be_kept_and_shown(around: Around, post: tuple[str, dict[str, list[str]]]) -> None:
    page, typed = post
    form = Walk(STEPS, FULL, around).form(Stop(STEP[page]), typed)
    if form.validate():
        record = record_of([form])
        assert ServiceRecord.model_validate_json(record.model_dump_json()) == record
        row_of(record)
        for part in PARTS:
            Wording(around.labels, around.gazetteer.district_name).lines(record, part.name)
