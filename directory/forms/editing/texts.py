"""Parts that are one text: a line, a few sentences, a web address."""

from directory.forms.accounts import Given
from directory.forms.editing.part import Asked, PartForm
from directory.forms.texts import AtMost, LineField, TextField, WebField
from directory.oruk.taking import LONGEST_LINE, LONGEST_TEXT

LONGEST_SUMMARY = 400


class NameForm(PartForm):
    """What it is called."""

    def asks(self) -> Asked:
        return {
            "name": LineField(
                "Name",
                validators=[Given("Enter the name of your group or activity"), AtMost(LONGEST_LINE)],
                description="As you would put it on a poster, for example Tuesday tea table",
            )
        }


class SummaryForm(PartForm):
    """What it is, in a sentence or two."""

    def asks(self) -> Asked:
        return {
            "summary": TextField(
                "Summary",
                validators=[AtMost(LONGEST_SUMMARY)],
                description="One or two sentences that are read first, in lists too. Up to 400 characters",
                render_kw={"rows": 3},
            )
        }


class DescriptionForm(PartForm):
    """What it does."""

    def asks(self) -> Asked:
        return {
            "description": TextField(
                "What happens, and who it helps",
                validators=[AtMost(LONGEST_TEXT)],
                description="As you would tell somebody who has never been. People find you by these words, so use "
                "everyday ones",
                render_kw={"rows": 10},
            )
        }


class AlertForm(PartForm):
    """What everybody has to know first."""

    def asks(self) -> Asked:
        return {
            "alert": TextField(
                "Notice",
                validators=[AtMost(LONGEST_TEXT)],
                description="Shown above everything else. For example: no meetings in August. Empty it when it is over",
                render_kw={"rows": 2},
            )
        }


class JoiningForm(PartForm):
    """How people join."""

    def asks(self) -> Asked:
        return {
            "joining": TextField(
                "What should people do to join?",
                validators=[AtMost(LONGEST_TEXT)],
                description="For example, just come along, or ring first and ask for the secretary",
                render_kw={"rows": 4},
            )
        }


class ReferralForm(PartForm):
    """Where professionals refer people to it."""

    def asks(self) -> Asked:
        return {
            "referral_url": WebField(
                "Web address of a form for referrals",
                description="Leave it empty if you have none",
                render_kw={"inputmode": "url"},
            )
        }


class WebsiteForm(PartForm):
    """Its page on the web."""

    def asks(self) -> Asked:
        return {
            "url": WebField(
                "Web address",
                description="The page about this, if there is one",
                render_kw={"inputmode": "url", "autocomplete": "url"},
            )
        }
