"""Reading what a navigator types for what it says of the client: "my uncle 84", "girl of 16", "carer for mum 88"."""

from directory.eligibility.reading.reader import LONGEST_READ, read_client
from directory.eligibility.reading.understood import Reading, Understood

__all__ = ["LONGEST_READ", "Reading", "Understood", "read_client"]
