"""Refusals, each with a message fit for the person who is refused.

DirectoryError
├── NotFoundError           there is no such thing, or not for this person
├── NotAllowedError         it is there, and this person may not
├── InvalidTransitionError  it is not in a state from which this can be done
├── ConflictError           somebody else has changed it since this person looked
├── InputError              what was typed in one field will not do
├── TooOftenError           it was done too many times in a short while
├── UnreadableError         a file or a feed that cannot be read as what it says it is
└── UnavailableError        a part that a deed needs is missing on this machine
"""


class DirectoryError(Exception):
    """A refusal. Its text is one sentence that can be shown to whoever asked."""


class NotFoundError(DirectoryError):
    """There is no such thing, or this person may not know of it."""


class NotAllowedError(DirectoryError):
    """It is there, and this person may not do this to it."""


class InvalidTransitionError(DirectoryError):
    """The thing is not in a state from which this can be done."""


class ConflictError(DirectoryError):
    """Somebody else has changed it since this person looked, whose words would be lost.

    Attributes:
        parts: the names of the parts of the listing that were changed.
    """

    def __init__(self, message: str, parts: tuple[str, ...]) -> None:
        super().__init__(message)
        self.parts = parts


class InputError(DirectoryError):
    """What was typed in one field will not do.

    Attributes:
        field: the name of the field the sentence belongs to.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class TooOftenError(DirectoryError):
    """It may be done, but not so often."""


class UnreadableError(DirectoryError):
    """A file or feed that cannot be read as what it says it is."""


class UnavailableError(DirectoryError):
    """Something a deed needs is missing on this machine; the sentence says how to get it."""
