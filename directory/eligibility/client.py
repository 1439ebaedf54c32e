"""What a navigator knows of the person on the telephone. Nothing of it is ever stored."""

from dataclasses import dataclass, field

from directory.eligibility.ages import AgeRange
from directory.eligibility.areas import by_family, countries_of, tidy
from directory.eligibility.circumstances import WORDS, in_order, with_implied, with_ruled_out
from directory.errors import InputError
from directory.vocabulary import Circumstance, Gender, Referrer


@dataclass(frozen=True, slots=True)
class Home:
    """The areas a home can be in: one of each kind for a postcode, perhaps several for a place name.

    An empty set means that areas of this kind are not known, never that the home is in none.

    Attributes:
        districts: codes of local authority districts.
        wards: codes of electoral wards.
        outcodes: postcode districts, such as DL3.
        others: codes of any other kind (regions, counties …), if the caller happens to know them.
    """

    districts: frozenset[str] = frozenset()
    wards: frozenset[str] = frozenset()
    outcodes: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in ("districts", "wards", "outcodes", "others"):
            object.__setattr__(self, name, frozenset(tidy(code) for code in getattr(self, name)))

    @property
    def is_known(self) -> bool:
        return bool(self.districts or self.wards or self.outcodes or self.others)

    def possible(self) -> dict[str, frozenset[str]]:
        """The areas the home can be in, by family; a family that is not there is not known."""
        codes = self.districts | self.wards | self.outcodes | self.others
        return by_family(codes | countries_of(self.districts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What is known of a client; whatever is left out is not known.

    Attributes:
        ages: the age, or the range it lies in ("in her 70s"); a range without limits is the same as None.
        gender: as the navigator states it.
        home: where the client lives.
        has: circumstances that are true of the client; those they imply are added.
        has_not: circumstances that are not; those they rule out are added.
        referrer: who would send the client to the group.

    Raises:
        InputError: a circumstance is said to be both true and untrue.
    """

    ages: AgeRange | None = None
    gender: Gender | None = None
    home: Home | None = None
    has: frozenset[Circumstance] = field(default_factory=frozenset)
    has_not: frozenset[Circumstance] = field(default_factory=frozenset)
    referrer: Referrer | None = None

    def __post_init__(self) -> None:
        if self.ages == AgeRange():
            object.__setattr__(self, "ages", None)
        object.__setattr__(self, "has", with_implied(self.has))
        object.__setattr__(self, "has_not", with_ruled_out(self.has_not))
        both = in_order(self.has & self.has_not)
        if both:
            raise InputError(
                "circumstances",
                f"Your client cannot be one who {both[0].label} and one who {WORDS[both[0]].is_not}",
            )

    @property
    def age(self) -> float | None:
        """The age in years if it is known exactly."""
        return self.ages.minimum if self.ages is not None and self.ages.is_exact else None

    def filled_in_from(self, other: "Client") -> "Client":
        """This client, with what is not known here taken from another account of the same person.

        What this client says goes before what the other says: a field of a form before a word in a sentence.
        """
        return Client(
            ages=self.ages or other.ages,
            gender=self.gender or other.gender,
            home=self.home or other.home,
            has=self.has | (other.has - self.has_not),
            has_not=self.has_not | (other.has_not - self.has),
            referrer=self.referrer or other.referrer,
        )
