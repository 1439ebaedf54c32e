"""What anybody tells us without an account: of a group that is not listed, or of something wrong with a listing."""

from wtforms import Form, HiddenField, StringField

from directory.forms.accounts import EmailField, Given
from directory.forms.written import AtMost, LineField, WordsField

_ANSWER = "Only if you want an answer. We use it for nothing else, and show it to nobody."
_MOST_WORDS = 5_000


class OpenForm(Form):
    """A form that anybody can send, with two things that give away who is no person.

    Attributes:
        website: a box that nobody sees, and that a machine fills in as it does every other.
        opened: a signed moment: when the form was shown. A machine sends it at once.
    """

    website = StringField("Leave this empty")
    opened = HiddenField()


class ProblemForm(OpenForm):
    """Something is wrong with a listing."""

    words = WordsField(
        "What is wrong?",
        validators=[Given("Say what is wrong with this listing"), AtMost(_MOST_WORDS, "What is wrong")],
        description="For example: they now meet on Wednesdays. Do not write about anybody’s health or private life.",
    )
    answer_to = EmailField("Your e-mail address (optional)", description=_ANSWER)


class SuggestionForm(OpenForm):
    """A group that is not listed."""

    name = LineField(
        "What is the group called?", validators=[Given("Enter the name of the group"), AtMost(255, "The name")]
    )
    place = LineField(
        "Where is it?",
        validators=[Given("Enter a postcode, or the name of a town or village"), AtMost(255, "The place")],
        description="A postcode if you know it, or a town or village",
    )
    words = WordsField(
        "What does it do, and how can it be reached?",
        validators=[
            Given("Say what the group does, and how it can be reached"),
            AtMost(_MOST_WORDS, "What it does and how it can be reached"),
        ],
        description="For example: cards and coffee on Mondays, in the church hall; they have a page on Facebook",
    )
    answer_to = EmailField("Your e-mail address (optional)", description=_ANSWER)
