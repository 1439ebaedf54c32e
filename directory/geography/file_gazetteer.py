"""The gazetteer of the running application: a mapped file of all postcodes, and names from `seed_data`."""

import logging
from functools import partial
from pathlib import Path

from directory.errors import UnreadableError
from directory.geography import gazetteer_file, package_source
from directory.geography.areas import read_areas
from directory.geography.building import CodeBook, Progress, assemble, silent
from directory.geography.column_table import ColumnTable
from directory.geography.local_gazetteer import LocalGazetteer
from directory.geography.places import read_places

logger = logging.getLogger(__name__)


class FileGazetteer(LocalGazetteer):
    """A `Gazetteer` over a file that `build_gazetteer` or `load_onspd` wrote.

    Opening maps the file and reads only its header: under a millisecond. Threads may share one, and processes
    share the mapped pages. A file that is replaced while it is open goes on answering as before.

    Raises:
        UnreadableError: there is no such file, or not one of this version's; `ensure_gazetteer` builds it
        again.
    """

    def __init__(self, path: Path, *, areas: Path, places: Path) -> None:
        super().__init__(
            ColumnTable(gazetteer_file.load(path)),
            areas=partial(read_areas, areas),
            places=partial(read_places, places),
        )


def build_gazetteer(path: Path, *, progress: Progress = silent) -> None:
    """Build the file from the installed postcode package: about five seconds and 350 MB of memory.

    An older file stays in place, and in use, until the new one is whole.

    Raises:
        UnavailableError: the package is not installed.
        UnreadableError: the package is damaged.
    """
    districts = CodeBook()
    columns = assemble(
        package_source.read_package(districts, progress=progress),
        origin=package_source.package_origin(),
        districts=districts,
    )
    gazetteer_file.save(columns, path)
    logger.info("gazetteer built: %d postcodes, %d districts", len(columns), len(columns.district_codes))


def ensure_gazetteer(path: Path, *, progress: Progress = silent) -> bool:
    """Build the file if there is none, or none that is readable and up to date; say whether it was built.

    A file that somebody loaded themselves is kept: it holds more than the package does.
    """
    try:
        origin = gazetteer_file.load(path).origin
    except UnreadableError:
        build_gazetteer(path, progress=progress)
        return True
    if origin.package_version in {None, package_source.package_version()}:
        return False
    build_gazetteer(path, progress=progress)
    return True
