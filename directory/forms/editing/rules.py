"""Who can come. Of each kind of rule the plain one is asked for in its own boxes; any other is shown in its sentence,
and can be taken away.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory.forms.editing.part import Asked, PartForm, read_in, ticked_in
from directory.forms.numbers import YearsField
from directory.forms.texts import AtMost, TextField
from directory.oruk.records import RuleRecord
from directory.oruk.taking import LONGEST_TEXT
from directory.queries.eligibility import rule_of
from directory.vocabulary import Circumstance, Gender, Referrer, RuleKind

_AMONG: Final = {
    RuleKind.GENDER: ("genders", "For women, or for men? Tick none if it is for everybody", Gender),
    RuleKind.CIRCUMSTANCE: (
        "circumstances",
        "For people in certain circumstances? Any one of them is enough",
        Circumstance,
    ),
    RuleKind.REFERRER: ("referrers", "Who can get in touch?", Referrer),
}
"""The kinds of rules that are ticked: the name of their boxes, what is asked, and whose words are offered."""

_MANNER = [SelectChoice("only", "No, only these people"), SelectChoice("mainly", "Yes, it is mainly for them")]
_AGE = {"classes": "govuk-input--width-3", "inputmode": "decimal"}


class RulesForm(PartForm):
    """The rules, and what they do not say."""

    def asks(self) -> Asked:
        asked: dict[str, Any] = {
            "anyone": BooleanField("Anyone can come"),
            "youngest": YearsField("From this age", description="For example, 60", render_kw=_AGE),
            "oldest": YearsField(
                "Up to and including this age", description="Leave it empty if there is no limit", render_kw=_AGE
            ),
            "ages-manner": _manner(),
        }
        for name, question, words in _AMONG.values():
            choices = [SelectChoice(word.value, word.heading) for word in words]
            asked[name] = SelectMultipleField(question, choices=choices, validate_choice=False)
            if name != "referrers":
                asked[f"{name}-manner"] = _manner()
        for number, rule in enumerate(self._others()):
            asked[f"gone-{number}"] = BooleanField(f"Take this away: {self._sentence(rule)}")
        return asked | {
            "eligibility_note": TextField(
                "Anything else about who can come",
                validators=[AtMost(LONGEST_TEXT)],
                description="For example, people need to manage the toilet by themselves",
                render_kw={"rows": 3},
            )
        }

    def begins(self) -> Mapping[str, Any]:
        begun: dict[str, Any] = {"eligibility_note": self.record.eligibility_note}
        for kind, rule in self._plain().items():
            manner = "only" if rule.strict else "mainly"
            if kind is RuleKind.ANYONE:
                begun["anyone"] = True
            elif kind is RuleKind.AGE:
                ages = {"youngest": _years(rule.minimum_age), "oldest": _years(rule.maximum_age)}
                begun |= {**ages, "ages-manner": manner}
            else:
                name, *_ = _AMONG[kind]
                begun |= {name: list(rule.among), f"{name}-manner": manner}
        return begun

    def groups(self) -> Sequence[tuple[str, Sequence[Field]]]:
        others = [self[f"gone-{number}"] for number in range(len(self._others()))]
        return [
            ("", [self["anyone"]]),
            ("Ages", [self["youngest"], self["oldest"], self["ages-manner"]]),
            ("Women, men", [self["genders"], self["genders-manner"]]),
            ("Circumstances", [self["circumstances"], self["circumstances-manner"]]),
            ("Joining", [self["referrers"]]),
            *([("Other rules", others)] if others else []),
            ("", [self["eligibility_note"]]),
        ]

    def check(self) -> None:
        low, high = self._years("youngest"), self._years("oldest")
        typed = not self.untouched("youngest", "oldest")
        if typed and low is not None and high is not None and high < (low if high % 1 else int(low)):
            self.refuse("oldest", "The highest age has to be at or above the lowest")
        depends = (
            self["youngest"].data or self["oldest"].data or self._ticked("genders") or self._ticked("circumstances")
        )
        names = ("anyone", "youngest", "oldest", "genders", "circumstances")
        if self["anyone"].data and depends and not self.untouched(*names):
            self.refuse("anyone", "Tick either that anyone can come, or say what it depends on")

    def says(self) -> Mapping[str, Any]:
        plain, others = self._plain(), self._others()
        gone = [rule for number, rule in enumerate(others) if self[f"gone-{number}"].data]
        wanted = {kind: self._wanted(kind, plain.get(kind)) for kind in (RuleKind.ANYONE, RuleKind.AGE, *_AMONG)}
        rules: list[RuleRecord | None] = []
        # In their order, which people have got used to; what is new comes last.
        for rule in self.record.rules:
            if plain.get(rule.kind) is rule:
                rules.append(wanted.pop(rule.kind))
            elif not any(rule is each for each in gone):
                rules.append(rule)
        note = self.value("eligibility_note", self.record.eligibility_note)
        return {"rules": tuple(filter(None, (*rules, *wanted.values()))), "eligibility_note": note}

    def _wanted(self, kind: RuleKind, before: RuleRecord | None) -> RuleRecord | None:
        """The plain rule of a kind as it should be; None where there should be none."""
        match kind:
            case RuleKind.ANYONE:
                return (before or RuleRecord(kind=kind)) if self["anyone"].data else None
            case RuleKind.AGE:
                return self._age(before)
            case _:
                return self._among(kind, before)

    def _age(self, before: RuleRecord | None) -> RuleRecord | None:
        if self.untouched("youngest", "oldest", "ages-manner"):
            return before
        low, high = self._years("youngest"), self._years("oldest")
        if low is None and high is None:
            return None
        strict = self["ages-manner"].data != "mainly"
        return RuleRecord(kind=RuleKind.AGE, strict=strict, minimum_age=low, maximum_age=high)

    def _among(self, kind: RuleKind, before: RuleRecord | None) -> RuleRecord | None:
        name = _AMONG[kind][0]
        manner = f"{name}-manner"
        if self.untouched(name, *([manner] if manner in self else [])):
            return before
        chosen = self._ticked(name)
        if not chosen:
            return None
        strict = self[manner].data != "mainly" if manner in self else before.strict if before else True
        return RuleRecord(kind=kind, strict=strict, among=chosen)

    def _years(self, name: str) -> float | None:
        if self.untouched(name):
            rule = self._plain().get(RuleKind.AGE)
            return (rule.minimum_age if name == "youngest" else rule.maximum_age) if rule else None
        years: float | None = read_in(self[name], "years")
        return years

    def _ticked(self, name: str) -> tuple[str, ...]:
        return ticked_in(self[name])

    def _plain(self) -> dict[RuleKind, RuleRecord]:
        """The first rule of each kind that the boxes can say."""
        plain: dict[RuleKind, RuleRecord] = {}
        for rule in self.record.rules:
            asked = rule.kind in {RuleKind.ANYONE, RuleKind.AGE, *_AMONG}
            if asked and not (rule.excluded or rule.valid_from or rule.valid_to):
                plain.setdefault(rule.kind, rule)
        return plain

    def _others(self) -> list[RuleRecord]:
        plain = list(self._plain().values())
        return [rule for rule in self.record.rules if not any(rule is each for each in plain)]

    def _sentence(self, rule: RuleRecord) -> str:
        return rule_of(rule, self.known.wording.name_of).sentence


def _manner() -> RadioField:
    """Whether others are turned away."""
    return RadioField("Can others come too?", choices=_MANNER, default="only", validate_choice=False)


def _years(age: float | None) -> str:
    return "" if age is None else f"{age:g}"
