"""Somebody's way through a form of several pages: which questions arise, what is answered, what comes next."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final

from directory.errors import NotFoundError
from directory.forms.steps import Answers, Around, Others, Step, StepForm, Stop, Typed

MOST_OF_A_KIND: Final = 10
"""So many places, times and contacts can be added."""

_ADDRESS = re.compile(r"([a-z]+)(?:-([2-9]|10))?", re.ASCII)


class Walk:
    """Somebody's way through the questions.

    Args:
        steps: all questions in their order; those about one kind of thing follow on each other.
        answers: what has been answered so far.
    """

    def __init__(self, steps: Sequence[Step], answers: Answers, around: Around) -> None:
        self.answers = answers
        self._steps = steps
        self._around = around
        self._forms: dict[str, tuple[StepForm, bool]] = {}

    @cached_property
    def stops(self) -> list[Stop]:
        """The questions that arise, in their order."""
        return list(self._find_stops())

    def _find_stops(self) -> Iterator[Stop]:
        others = Others(self.answers)
        arising = (step for step in self._steps if step.arises(others))
        for _, alike in groupby(arising, key=lambda step: step.many or step.name):
            together = list(alike)
            for number in range(1, self._count(together[0]) + 1):
                yield from (Stop(step, number) for step in together)

    def _count(self, first: Step) -> int:
        """Of how many things a question is asked: of one at least."""
        further = range(2, MOST_OF_A_KIND + 1 if first.many else 2)
        return 1 + sum(Stop(first, number).name in self.answers for number in further)

    def find(self, name: str) -> Stop:
        """The question with this name, be it the first about one thing more.

        Raises:
            NotFoundError: there is no such question, or it does not arise.
        """
        found = next((stop for stop in self.stops if stop.name == name), None)
        if found is None and (read := _ADDRESS.fullmatch(name)):
            known = next((stop for stop in self.stops if stop.name == read[1]), None)
            more = self.another(known) if known else None
            found = more if more and more.name == name else None
        if found is None:
            raise NotFoundError("There is no such question")
        return found

    def another(self, stop: Stop) -> Stop | None:
        """The first question about one more thing of a kind; None when there are enough, or there is only ever one."""
        if not stop.step.many:
            return None
        first = self._of_kind(stop)[0]
        number = self._count(first) + 1
        return Stop(first, number) if number <= MOST_OF_A_KIND else None

    def closes(self, stop: Stop) -> bool:
        """Whether a question is the last about one of several things."""
        return bool(stop.step.many) and stop.step is self._of_kind(stop)[-1]

    def _of_kind(self, stop: Stop) -> list[Step]:
        return [step for step in self._steps if step.many == stop.step.many]

    def without(self, stop: Stop) -> dict[str, Typed]:
        """The answers but those about one of several things; the others of its kind move up."""
        names = {Stop(step, stop.number).name for step in self._of_kind(stop)}
        kept = {name: typed for name, typed in self.answers.items() if name not in names}
        for step in self._of_kind(stop):
            for number in range(stop.number + 1, MOST_OF_A_KIND + 1):
                if (typed := kept.pop(Stop(step, number).name, None)) is not None:
                    kept[Stop(step, number - 1).name] = typed
        return kept

    def form(self, stop: Stop, typed: Typed | None = None) -> StepForm:
        """The form of a question with what has just been typed; else with what was answered."""
        typed = self.answers.get(stop.name) if typed is None else typed
        return stop.step.form(typed, self._around, Others(self.answers, stop.number))

    def is_answered(self, stop: Stop) -> bool:
        """Whether a question has an answer that will do."""
        return stop.name in self.answers and self._judged(stop)[1]

    @property
    def answered(self) -> list[tuple[Stop, StepForm]]:
        """The questions that have an answer that will do, with it."""
        return [(stop, self._judged(stop)[0]) for stop in self.stops if self.is_answered(stop)]

    def _judged(self, stop: Stop) -> tuple[StepForm, bool]:
        if stop.name not in self._forms:
            form = self.form(stop)
            self._forms[stop.name] = form, form.validate()
        return self._forms[stop.name]

    def next(self, stop: Stop | None = None) -> Stop | None:
        """The first question after this one that waits for an answer, or else the first of all; None: there is none."""
        after = self.stops.index(stop) + 1 if stop in self.stops else 0
        in_turn = (*self.stops[after:], *self.stops[:after])
        return next((each for each in in_turn if not self.is_answered(each)), None)

    def before(self, stop: Stop) -> Stop | None:
        """The question before this one; None before the first."""
        place = self._place(stop)
        return self.stops[place - 1] if place else None

    def progress(self, stop: Stop) -> str:
        """Where one is, in words."""
        return f"Question {self._place(stop) + 1} of {len(self.stops) + (stop not in self.stops)}"

    def _place(self, stop: Stop) -> int:
        """Where a question comes; one about one thing more comes after the others of its kind."""
        if stop in self.stops:
            return self.stops.index(stop)
        return 1 + max(place for place, each in enumerate(self.stops) if each.step.many == stop.step.many)
