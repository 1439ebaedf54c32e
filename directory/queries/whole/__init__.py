"""Services with all that is public of them, by columns: what is exported and what is indexed is made of these."""

from directory.queries.whole.reading import whole_groups, whole_services
from directory.queries.whole.rows import StatementRow, WholeGroup, WholePlace, WholeService

__all__ = ["StatementRow", "WholeGroup", "WholePlace", "WholeService", "whole_groups", "whole_services"]
