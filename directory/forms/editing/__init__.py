"""One page for each part of a listing: a form that begins with what it says, and gives back what it should say.

What nobody has touched stays exactly as it was, also where a box could not show it in full.
"""

from collections.abc import Mapping
from typing import Final

from directory.forms.editing.choices import LanguagesForm, TermsForm, WaysForm
from directory.forms.editing.contacts import ContactsForm
from directory.forms.editing.costs import CostsForm
from directory.forms.editing.group import GroupForm
from directory.forms.editing.part import Known, PartForm
from directory.forms.editing.places import AreasForm, PlacesForm
from directory.forms.editing.room import RoomForm
from directory.forms.editing.rules import RulesForm
from directory.forms.editing.texts import (
    AlertForm,
    DescriptionForm,
    JoiningForm,
    NameForm,
    ReferralForm,
    SummaryForm,
    WebsiteForm,
)
from directory.forms.editing.times import TimesForm

FORMS: Final[Mapping[str, type[PartForm]]] = {
    "name": NameForm,
    "organisation": GroupForm,
    "summary": SummaryForm,
    "description": DescriptionForm,
    "alert": AlertForm,
    "terms": TermsForm,
    "rules": RulesForm,
    "ways": WaysForm,
    "places": PlacesForm,
    "areas": AreasForm,
    "times": TimesForm,
    "costs": CostsForm,
    "capacity": RoomForm,
    "joining": JoiningForm,
    "referral": ReferralForm,
    "contacts": ContactsForm,
    "url": WebsiteForm,
    "languages": LanguagesForm,
}
"""The form of each part (`directory.oruk.parts`)."""

__all__ = ["FORMS", "Known", "PartForm"]
