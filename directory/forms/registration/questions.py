"""The questions that a group is asked, in their order."""

from collections.abc import Callable

from directory.forms.registration.contacts import ContactForm, KeeperForm, LanguagesForm
from directory.forms.registration.group import AboutForm, GroupForm, NameForm, SuitsForm
from directory.forms.registration.joining import CostForm, JoiningForm, RoomForm
from directory.forms.registration.when import OftenForm, WhenForm
from directory.forms.registration.where import AccessForm, AreasForm, PlaceForm, WaysForm
from directory.forms.registration.who import (
    AGES,
    CIRCUMSTANCES,
    GENDERS,
    AgesForm,
    CircumstancesForm,
    GendersForm,
    WhoForm,
)
from directory.forms.steps import Others, Step
from directory.vocabulary import Way

KIND = "registration"
"""What a draft of these answers is called."""


def _ticked(name: str, field: str, value: str) -> Callable[[Others], bool]:
    """Whether a question arises because something was ticked on another page."""
    return lambda others: value in others.ticked(name, field)


_AT_A_PLACE = _ticked("ways", "ways", Way.IN_PERSON.value)

STEPS = (
    Step(
        "name",
        "What is your group or activity called?",
        "Name",
        NameForm,
        lead="This takes about five minutes. Somebody looks at what you write before others can see it.",
        tells=("name",),
    ),
    Step("group", "Who runs it?", "Run by", GroupForm, tells=("organisation", "url")),
    Step("about", "What do you do?", "What you do", AboutForm, tells=("description",)),
    Step(
        "suits",
        "What do you help with?",
        "What you help with",
        SuitsForm,
        lead="This is how people find you who look for help and do not know your name.",
        tells=("terms",),
    ),
    Step("ways", "How do people take part?", "How people take part", WaysForm, tells=("ways",)),
    Step(
        "place",
        "Where does it take place?",
        "Place",
        PlaceForm,
        tells=("places",),
        many="place",
        arises=_AT_A_PLACE,
    ),
    Step(
        "access",
        "What is the place like to get into?",
        "Access",
        AccessForm,
        lead="People decide by this whether they dare to come. Tick what they can rely on.",
        tells=("places",),
        many="place",
        arises=_AT_A_PLACE,
    ),
    Step(
        "areas",
        "Where do the people you help live?",
        "Where people live",
        AreasForm,
        tells=("areas", "rules"),
        previewed=True,
    ),
    Step("often", "How often does it take place?", "How often", OftenForm, many="time"),
    Step("when", "When does it take place?", "When", WhenForm, tells=("times",), previewed=True, many="time"),
    Step("who", "Who can come?", "Who can come", WhoForm, tells=("rules",), previewed=True),
    Step(
        "ages",
        "What ages is it for?",
        "Ages",
        AgesForm,
        tells=("rules",),
        previewed=True,
        arises=_ticked("who", "depends", AGES),
    ),
    Step(
        "gender",
        "Is it for women, or for men?",
        "Women or men",
        GendersForm,
        tells=("rules",),
        previewed=True,
        arises=_ticked("who", "depends", GENDERS),
    ),
    Step(
        "circumstances",
        "What circumstances is it for?",
        "Circumstances",
        CircumstancesForm,
        tells=("rules",),
        previewed=True,
        arises=_ticked("who", "depends", CIRCUMSTANCES),
    ),
    Step(
        "joining",
        "How do people join?",
        "How to join",
        JoiningForm,
        tells=("rules", "joining", "referral"),
        previewed=True,
    ),
    Step(
        "room",
        "Can you take new people now?",
        "Room",
        RoomForm,
        lead="We show this for four weeks, and then ask you again.",
        tells=("capacity",),
        previewed=True,
    ),
    Step("cost", "What does it cost?", "Cost", CostForm, tells=("costs",), previewed=True),
    Step("contact", "How can people reach you?", "Contact", ContactForm, tells=("contacts",), many="contact"),
    Step(
        "languages",
        "Which languages do you speak?",
        "Languages",
        LanguagesForm,
        lead="If nobody has ever asked, leave them empty.",
        tells=("languages",),
    ),
    Step("keeper", "Who keeps your listing up to date?", "Who keeps it", KeeperForm),
)
"""Every question."""
