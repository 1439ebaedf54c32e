"""Keeping all that a directory holds in one file, and putting it back, on whichever kind of database.

The file is a ZIP archive: a manifest, a text of one row a line for each table, and the key that links in letters are
signed with. It holds what people wrote in confidence, and is to be kept as such. The index and the postcodes are not in
it, since they are made anew.
"""

from directory.actions.backup.archive import Backup, Contents, Manifest, opened_backup, writing_backup
from directory.actions.backup.copying import back_up, count_rows
from directory.actions.backup.restoring import clear, put_back

__all__ = [
    "Backup",
    "Contents",
    "Manifest",
    "back_up",
    "clear",
    "count_rows",
    "opened_backup",
    "put_back",
    "writing_backup",
]
