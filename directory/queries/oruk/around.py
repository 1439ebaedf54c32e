"""What a question of the feed is asked in: the gazetteer, and all that a document depends on."""

from dataclasses import dataclass

from directory.errors import InputError
from directory.geography import Gazetteer, Place, Point, Postcode
from directory.oruk.writer import Context


@dataclass(frozen=True, slots=True)
class Around:
    """Says where postcodes are, and what documents depend on: the day, the terms, the names of areas."""

    gazetteer: Gazetteer
    context: Context

    def place(self, postcode: Postcode) -> Place:
        """The place that a postcode is.

        Raises:
            InputError: we do not know it, which is another thing than that nothing is there.
        """
        found = self.gazetteer.find(str(postcode))
        if isinstance(found, Place):
            return found
        raise InputError("postcode", f"We do not know the postcode {postcode}")

    def point(self, postcode: Postcode) -> Point:
        """Where a postcode is.

        Raises:
            InputError: we do not know that.
        """
        point = self.place(postcode).point
        if point is None:
            raise InputError("postcode", f"We know the postcode {postcode}, but not where it is")
        return point
