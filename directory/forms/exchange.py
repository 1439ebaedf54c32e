"""A feed that is handed over: where it is, and how it is to be read."""

from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, FileField, Form, HiddenField
from wtforms.validators import ValidationError

from directory.errors import UnreadableError
from directory.forms.written import AtMost, LineField
from directory.models.feed import NAME_LENGTH
from directory.visiting import WebAddress

_KINDS = (".json", ".ndjson", ".jsonl", ".csv", ".tsv", ".txt")
"""How files of feeds end."""


class FeedForm(Form):
    """A feed, from a file or from the web."""

    address = LineField(
        "Web address",
        description="Where the feed begins, like https://data.example.gov.uk/oruk/v3",
        validators=[AtMost(2000, "The address")],
    )
    file = FileField("Or a file", description="JSON, one record a line, or CSV with a heading for each column")
    kept = HiddenField()
    without = BooleanField("Do not use the file that is kept here")
    feed = LineField(
        "Name of the feed",
        description="Listings say that they come from it. Use the same name when it is read again.",
        validators=[AtMost(NAME_LENGTH, "The name")],
    )
    licence = LineField(
        "Licence",
        description="How others may use what it says, like Open Government Licence v3.0",
        validators=[AtMost(255, "The licence")],
    )
    publish = BooleanField("Let everybody see new listings at once", description="Otherwise a moderator looks first")
    part = BooleanField(
        "It is only a part of the feed", description="Otherwise listings that are not in it are marked as gone from it"
    )

    waiting = ""
    """What a file is called here that was sent before, with a form that was not right yet; empty: there is none."""

    def validate_address(self, field: Any) -> None:
        """There is an address or a file, and not both."""
        has_file = bool(self.kept_as)
        if bool(field.data.strip()) == has_file:
            raise ValidationError("Enter a web address, or choose a file")
        if not has_file:
            _check(field.data)

    def validate_file(self, _field: Any) -> None:
        """A file is of a kind that we read."""
        if self.sent and not _ending(self.sent):
            raise ValidationError("Choose a file of JSON or CSV")

    def validate_feed(self, field: Any) -> None:
        """It has a name."""
        if not field.data.strip():
            raise ValidationError("Enter a name for the feed")

    @property
    def sent(self) -> FileStorage | None:
        """The file, if one was chosen now; it takes the place of one that was sent before."""
        found = self.file.data
        return found if isinstance(found, FileStorage) and found.filename else None

    @property
    def kept_as(self) -> str:
        """The name of the file here; empty: none was sent. It is one of ours: theirs may lead anywhere."""
        if self.sent:
            return f"records{_ending(self.sent)}"
        return "" if self.without.data else self.waiting


def _ending(sent: FileStorage) -> str:
    """How the name of a file ends, if it is of a kind that we read."""
    name = (sent.filename or "").lower()
    return next((kind for kind in _KINDS if name.endswith(kind)), "")


def _check(text: str) -> None:
    try:
        WebAddress.of(text)
    except UnreadableError as refusal:
        raise ValidationError(str(refusal)) from None
