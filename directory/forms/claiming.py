"""What is typed by somebody who says *this is us*, and by those who invite others."""

from wtforms import BooleanField, Form

from directory.forms.accounts import EmailField, Given
from directory.forms.texts import AtMost
from directory.forms.written import WordsField

LONGEST_EVIDENCE = 3_000

_EMAIL = {"type": "email", "autocomplete": "email"}


class ClaimForm(Form):
    """Who says so."""

    email = EmailField(
        "Your e-mail address",
        validators=[Given("Enter your e-mail address")],
        description="Best the address by which the group is known. Nobody sees it",
        render_kw=_EMAIL,
    )


class EvidenceForm(Form):
    """How we can know that they speak for the group."""

    email = EmailField(
        "Your e-mail address",
        validators=[Given("Enter your e-mail address")],
        description="We answer there. Only the people who keep this directory see it",
        render_kw=_EMAIL,
    )
    evidence = WordsField(
        "How can we know that you speak for this group?",
        validators=[Given("Tell us how we can know that you speak for this group"), AtMost(LONGEST_EVIDENCE)],
        description="For example: what you do in the group, a page where your address stands, or a telephone number of "
        "the group where we can ask for you",
        render_kw={"rows": 5},
    )


class InviteForm(Form):
    """Whom to ask to keep the listings, too."""

    email = EmailField("E-mail address", validators=[Given("Enter an e-mail address")], render_kw={"type": "email"})
    lead = BooleanField("They may invite and remove others, too")
