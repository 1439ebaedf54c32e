"""A search box on somebody else's site: what it looks like and what it is filled in with, all in its address."""

from collections.abc import Mapping
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory.forms.colours import Colours, parse, readable_colours
from directory.forms.fields import readable
from directory.forms.search import RADII

LONGEST = 100
SHORTEST_FRAME, TALLEST_FRAME, USUAL_FRAME = 300, 3_000, 700
"""Heights of the frame in pixels."""

_LOOKS = ("ground", "ink", "accent")


class EmbedForm(Form):
    """How a search box on another site is to be. Nothing in it can be wrong: what cannot be used is passed over."""

    postcode = StringField("Postcode or place", description="Filled in to begin with, for example the surgery’s own")
    q = StringField("What is searched for", description="Filled in to begin with, for example: walking group")
    radius = SelectField(
        "Distance",
        choices=[SelectChoice("", "As usual"), *(SelectChoice(str(each), f"{each} miles") for each in RADII)],
        validate_choice=False,
    )
    accent = StringField("Colour of the button", description="As in style sheets, for example #1d5b79")
    ground = StringField("Colour of the background", description="For example #ffffff")
    ink = StringField("Colour of the words", description="For example #0b0c0c")
    height = StringField("Height in pixels", description=f"From {SHORTEST_FRAME} to {TALLEST_FRAME}")

    def __init__(self, args: MultiDict[str, str]) -> None:
        super().__init__()
        kept = ((field.name, readable(args.get(field.name, ""), LONGEST)) for field in self)
        self.process(MultiDict([(name, text) for name, text in kept if text]))

    @property
    def colours(self) -> Colours:
        return readable_colours(**{name: self.data[name] or "" for name in _LOOKS})

    @property
    def looks(self) -> dict[str, str]:
        """What is chosen of the colours."""
        return {name: found.removeprefix("#") for name in _LOOKS if (found := parse(self.data[name] or ""))}

    @property
    def filled_in(self) -> dict[str, str]:
        """What the box begins with."""
        return {name: self.data[name] for name in ("postcode", "q", "radius") if self.data[name]}

    @property
    def query(self) -> str:
        """What the address of the box ends with."""
        return _query(self.filled_in | self.looks)

    @property
    def search_query(self) -> str:
        """What the address of the search itself ends with, for a plain link."""
        return _query(self.filled_in)

    @property
    def pixels(self) -> int:
        """The height of the frame."""
        typed = self.height.data or ""
        chosen = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else USUAL_FRAME
        return min(max(chosen, SHORTEST_FRAME), TALLEST_FRAME)

    @property
    def notes(self) -> list[str]:
        """What was typed of the colours that is not used, and why."""
        wrong = [
            f"“{self.data[name]}” is not a colour" for name in _LOOKS if self.data[name] and name not in self.looks
        ]
        used = self.colours
        if self.looks.get("ink") and used.ink != f"#{self.looks['ink']}":
            wrong.append("Words in that colour cannot be read on that background, so they are black or white")
        if self.looks.get("accent") and used.link != used.accent:
            wrong.append(
                "Links in the colour of the button cannot be read on that background, so they are as the words"
            )
        return wrong


def _query(values: Mapping[str, str]) -> str:
    return f"?{urlencode(values)}" if values else ""
