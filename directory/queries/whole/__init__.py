"""Services with all that is public of them, by columns: what is exported and what is indexed is made of these."""

from directory.queries.whole.reading import whole_groups, whole_services
from directory.queries.whole.rows import (
    PlaceRead,
    ServiceRead,
    StatementRow,
    WholeGroup,
    WholePlace,
    WholeService,
)

__all__ = [
    "PlaceRead",
    "ServiceRead",
    "StatementRow",
    "WholeGroup",
    "WholePlace",
    "WholeService",
    "whole_groups",
    "whole_services",
]
