"""What the pages of a registration share: the questions, the way from one page to the next, the answers in words."""

from collections.abc import Iterator
from datetime import timedelta

from flask import Blueprint, request, url_for

from directory.forms.registration import KIND, STEPS, record_of
from directory.forms.steps import Answers, StepForm, Stop
from directory.forms.walk import Walk
from directory.queries.duplicates import Described, LikelyDuplicate, likely_duplicates
from directory.queries.groups import groups_of
from directory.queries.wording import Wording
from directory.views.context import resources, session
from directory.views.signed_in import current_person
from directory.views.steps import Questions

blueprint = Blueprint("registration", __name__)

QUESTIONS = Questions(
    KIND, STEPS, "registration", {"place": "registration/place.html", "suits": "registration/suits.html"}
)

AN_HOUR = timedelta(hours=1)

NOT_US = ("already-here", "not_us")
"""Where it is kept beside the answers which listings are those of others."""

_TELLING = frozenset({"name", "group", "place", "contact"})
"""The questions whose answers may show that a group is listed already."""


def question_page(walk: Walk, stop: Stop, form: StepForm, secret: str = "") -> str:
    """The page of a question, with what navigators will read of the last answers."""
    before = walk.before(stop)
    shown = [each for each in (before, stop) if each and each.step.previewed and walk.is_answered(each)]
    read = [line for each in shown for line in _as_listed(walk, each)]
    return QUESTIONS.page(walk, stop, form, secret, read=read)


def onward(walk: Walk, stop: Stop, secret: str) -> str:
    """Where to go after an answer."""
    then = request.form.get("then", "")
    if then == "later":
        return url_for("registration.later", secret=secret)
    if stop.step.name in _TELLING and then != "remove" and alike(walk):
        return url_for("registration.already_here", secret=secret, after=stop.name)
    more = walk.another(stop) if then == "another" else None
    return QUESTIONS.address(more or walk.next(stop), secret)


def run_by(typed: str) -> Answers:
    """The answer to who runs it, where the address that leads here says which group of theirs somebody adds to."""
    person = current_person()
    mine = groups_of(session(), person) if person else []
    name = next((each.name for each in mine if str(each.id) == typed), "")
    return {"group": {"group": [name]}} if name else {}


def alike(walk: Walk) -> list[LikelyDuplicate]:
    """The listings that may be this group's, but for those of which it has said that they are not."""
    name, field = NOT_US
    ruled_out = set(walk.answers.get(name, {}).get(field, ()))
    record, gazetteer = record_of(form for _, form in walk.answered), resources().gazetteer
    # Who has a number that is known is asked whatever they call what they do: perhaps it is listed by another name.
    asked = (
        Described.of(record, gazetteer=gazetteer, public_only=True),
        Described.said(numbers=record.organisation.identifiers),
    )
    each_once = {
        each.service_id: each for said in asked for each in likely_duplicates(session(), said, gazetteer=gazetteer)
    }
    found = each_once.values()
    return [each for each in found if str(each.service_id) not in ruled_out]


def in_words(walk: Walk, stop: Stop) -> list[str]:
    """An answer as the listing will say it; where that is nothing, as it was given."""
    return _as_listed(walk, stop) or list(_given(walk.form(stop)))


def _as_listed(walk: Walk, stop: Stop) -> list[str]:
    named = [walk.form(each) for each in walk.stops[:1] if walk.is_answered(each) and each != stop]
    record = record_of([*named, walk.form(stop)])
    wording = Wording(resources().labels.read(session()), resources().gazetteer.district_name)
    return [line for part in stop.step.tells for line in wording.lines(record, part)]


def _given(form: StepForm) -> Iterator[str]:
    for field in form:
        match field.type:
            case "RadioField":
                yield from (str(label) for _, label, chosen, _ in field.iter_choices() if chosen)  # type: ignore[attr-defined]  # such fields have it
            case "EmailField":
                yield str(field.data or "")
