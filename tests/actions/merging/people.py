"""Who decides, in tests of merging."""

from uuid import UUID

from directory.access import Grant, Person
from directory.vocabulary import Role

MODERATOR = Person(
    UUID("9e107d9d-372b-4b6a-b1a5-8c3f2f0a1d01"),
    "moderator@council.example",
    (Grant(Role.MODERATOR, area="X06000001"),),
)
ELSEWHERE = Person(
    UUID("9e107d9d-372b-4b6a-b1a5-8c3f2f0a1d02"), "other@council.example", (Grant(Role.MODERATOR, area="X06000002"),)
)
