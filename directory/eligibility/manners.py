"""How a rule is put into words: on its own, or after "this group"; as a must, or as an aim."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """Four ways to put one rule; the braces stand for the people it names.

    Attributes:
        alone: for a page that knows no client.
        alone_aimed: the same when others are welcome.
        after_group: what follows "this group".
        after_group_aimed: the same when others are welcome.
        welcome: what is added about others to a sentence about a client whom an aimed rule does not name.
    """

    alone: str
    alone_aimed: str
    after_group: str
    after_group_aimed: str
    welcome: str = ", but others are welcome"


ANYONE = Manner("Anyone can come", "Anyone can come", "is for anyone", "is for anyone")
FOR = Manner("For {}", "For {}; others are welcome", "is for {}", "is meant for {}")
NOT_FOR = Manner("Not for {}", "May not suit {}; ask first", "is not for {}", "may not suit {}", welcome="")
REFERRED_BY = Manner(
    "Takes referrals only from {}",
    "Mostly takes referrals from {}; others are welcome",
    "takes referrals only from {}",
    "mostly takes referrals from {}",
)
SELF_REFERRED = Manner(
    "People can refer themselves",
    "People can refer themselves",
    "takes people who refer themselves",
    "takes people who refer themselves",
)
