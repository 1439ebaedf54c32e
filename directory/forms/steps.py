"""Forms of several pages, one question each: what is asked, in which order, and what was answered. Knows no pages.

What is kept of an answer is what was typed, so that nothing is lost whatever is wrong with it; it is read anew each
time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form

from directory.geography.local_gazetteer import LocalGazetteer
from directory.queries.labels import Labels

Typed = Mapping[str, list[str]]
Answers = Mapping[str, Typed]
"""What was typed on each page, by the name it has in its address."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a question may be made of beside what was typed on its page.

    Attributes:
        suggest: the tags that a name and a description suggest, likeliest first.
    """

    gazetteer: LocalGazetteer
    labels: Labels
    suggest: Callable[[str, str], tuple[str, ...]]


class StepForm(Form):
    """One page of such a form. Its fields may depend on what was answered on others."""

    def __init__(self, typed: Typed | None, around: Around, others: "Others") -> None:
        super().__init__()
        self.around = around
        self.offer(others)
        self.process(None if typed is None else MultiDict(typed))

    def offer(self, others: "Others") -> None:
        """Set out the choices, and take away the questions that do not arise."""

    def said(self) -> dict[str, Any]:
        """What it says of a service, by the names of `ServiceRecord`. Asked only of an answer that is right."""
        return {}


@dataclass(frozen=True, slots=True)
class Step:
    """A question.

    Attributes:
        name: what it is called in addresses.
        asks: the heading of its page.
        lead: a paragraph below it.
        short: what it is called where answers are checked.
        tells: the parts of a listing (`directory.oruk.parts`) that an answer is shown as.
        previewed: whether the page that follows shows it as navigators will read it.
        many: of what it can be answered several times; questions that follow on each other share it.
        arises: whether it is asked, given the other answers.
    """

    name: str
    asks: str
    short: str
    form: type[StepForm]
    lead: str = ""
    tells: tuple[str, ...] = ()
    previewed: bool = False
    many: str = ""
    arises: "Callable[[Others], bool]" = lambda _: True


@dataclass(frozen=True, slots=True)
class Stop:
    """A question with its number, where it is asked of several things."""

    step: Step
    number: int = 1

    @property
    def name(self) -> str:
        """Its name in addresses."""
        return self.step.name if self.number == 1 else f"{self.step.name}-{self.number}"


@dataclass(frozen=True, slots=True)
class Others:
    """The answers on other pages, as a question may need them.

    Attributes:
        number: of the thing that is asked of, where there are several.
    """

    answers: Answers
    number: int = 1

    def ticked(self, name: str, field: str) -> list[str]:
        """What was ticked or typed in a field of another page; of the same thing, where there are several."""
        numbered = f"{name}-{self.number}"
        chosen = numbered if self.number > 1 and numbered in self.answers else name
        return list(self.answers.get(chosen, {}).get(field, ()))

    def typed(self, name: str, field: str) -> str:
        """The first of them; empty when there is none."""
        return next(iter(self.ticked(name, field)), "")
