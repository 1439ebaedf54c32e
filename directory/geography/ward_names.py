"""The names of wards, from the small table of them that lies beside the postcodes in a ZIP of the ONSPD or NSPL."""

import csv
import io
import logging
import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

logger = logging.getLogger(__name__)

_TABLE = re.compile(r"(?:^|/)[^/]*\bwards? names?[^/]*\.csv$", re.IGNORECASE)
"""What the table has been called: "Documents/Ward names and codes UK as at 05_25.csv"."""

_CODE = re.compile(r"wd(\d\d)?cd", re.IGNORECASE)
_NAME = re.compile(r"wd(\d\d)?nm", re.IGNORECASE)
"""Its columns; a table of Welsh names has them, too, under another heading (WD25NMW)."""

_LARGEST = 20_000_000
"""Bytes of the table; that of the whole country has half a million."""


def named_wards(source: Path, codes: Sequence[str]) -> npt.NDArray[np.bytes_]:
    """The name of each ward in UTF-8, empty where it is not told.

    A name is a nicety: without one a ward is called by its code, so that a table which cannot be read stops nobody.
    """
    try:
        names = _read(source)
    # The last two are what zipfile raises for a way of packing it does not know, and for a password.
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, csv.Error, NotImplementedError, RuntimeError):
        logger.warning("the names of wards cannot be read from this file")
        names = {}
    return np.array([names.get(code, "").encode() for code in codes], dtype=np.bytes_)


def _read(source: Path) -> dict[str, str]:
    if not zipfile.is_zipfile(source):
        return {}
    with zipfile.ZipFile(source) as archive:
        tables = [each for each in archive.infolist() if _TABLE.search(each.filename) and each.file_size <= _LARGEST]
        return _names(archive.read(tables[0])) if tables else {}


def _names(content: bytes) -> dict[str, str]:
    rows = csv.reader(io.StringIO(_text(content), newline=""))
    headings = [heading.strip() for heading in next(rows, [])]
    code = next((place for place, heading in enumerate(headings) if _CODE.fullmatch(heading)), None)
    name = next((place for place, heading in enumerate(headings) if _NAME.fullmatch(heading)), None)
    if code is None or name is None:
        return {}
    return {row[code].strip(): row[name].strip() for row in rows if len(row) > max(code, name)}


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # as older editions are
