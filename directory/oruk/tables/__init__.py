"""Tables (CSV) of services: which column is which, and each row as a document that the one reader reads."""

from directory.oruk.tables.guessing import guess_mapping
from directory.oruk.tables.mapping import CsvMapping, parse_mapping
from directory.oruk.tables.reading import CsvFile, open_csv, read_csv

__all__ = ["CsvFile", "CsvMapping", "guess_mapping", "open_csv", "parse_mapping", "read_csv"]
