"""Forms of several pages: the one skeleton of back link, progress, draft, and the way on.

What is asked is a list of steps (`directory.forms.steps`); which pages there are beside the questions is for each form
to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import render_template, request, url_for

from directory.forms.steps import Answers, Around, Step, StepForm, Stop, Typed
from directory.forms.walk import Walk
from directory.forms.written import showable
from directory.models import Draft
from directory.queries.drafts import draft_with
from directory.queries.suggestions import suggested_tags
from directory.views.context import resources, session

MOST_LETTERS = 60_000
"""So much is kept of one page that is not right yet: three times the longest text that a listing can have."""


@dataclass(frozen=True, slots=True)
class Questions:
    """A form of several pages.

    Attributes:
        kind: what its drafts are called.
        pages: the blueprint of its pages, of which ``ask`` and ``check`` are there.
        templates: of the questions that need one of their own, by their names.
    """

    kind: str
    steps: Sequence[Step]
    pages: str
    templates: Mapping[str, str]

    def walk(self, answers: Answers) -> Walk:
        """Somebody's way through it."""
        return Walk(self.steps, answers, _around())

    def opened(self, secret: str, *, locked: bool = False) -> tuple[Draft, Walk]:
        """The draft whose link has this secret, and where its author is.

        Raises:
            NotFoundError: there is none.
        """
        draft = draft_with(session(), self.kind, resources().signer.digest(secret), locked=locked)
        return draft, self.walk(draft.answers)

    def page(self, walk: Walk, stop: Stop, form: StepForm, secret: str = "", **values: Any) -> str:
        """The page of a question.

        Args:
            secret: of the link of the draft; none before there is one.
            values: what a template of its own speaks of beside.
        """
        before = walk.before(stop)
        return render_template(
            self.templates.get(stop.step.name, "steps/step.html"),
            asked=stop,
            form=form,
            progress=walk.progress(stop),
            more=walk.another(stop) if walk.closes(stop) else None,
            back=self.address(before, secret) if before and secret else url_for("search.start"),
            **values,
        )

    def address(self, stop: Stop | None, secret: str) -> str:
        """Where a question is asked; where there is none left, where all answers are checked."""
        if stop is None:
            return url_for(f"{self.pages}.check", secret=secret)
        return url_for(f"{self.pages}.ask", secret=secret, step=stop.name)


def take(walk: Walk, stop: Stop) -> tuple[StepForm, Answers | None]:
    """What was typed on the page of a question: its form, and all answers with it; None if it has to be put right.

    What somebody wants to go on with later is kept whatever is wrong with it.
    """
    then = request.form.get("then", "")
    if then == "remove" and stop.number > 1:
        return walk.form(stop), walk.without(stop)
    typed = _typed(walk.form(stop))
    form = walk.form(stop, typed)
    if form.validate() or (then == "later" and _length(typed) <= MOST_LETTERS):
        return form, {**walk.answers, stop.name: typed}
    return form, None


def _typed(form: StepForm) -> Typed:
    """What was typed into the fields of a form, but for signs that nobody types and no database keeps."""
    return {field.name: [showable(value) for value in request.form.getlist(field.name)] for field in form}


def _length(typed: Typed) -> int:
    return sum(len(value) for values in typed.values() for value in values)


def _around() -> Around:
    shared = resources()
    suggest = partial(suggested_tags, shared.thesaurus)
    return Around(shared.gazetteer, shared.labels.read(session()), suggest)
