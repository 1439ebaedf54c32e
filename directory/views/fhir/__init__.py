"""The directory as a FHIR R4 server that only reads."""

from directory.views.fhir import pages
from directory.views.fhir.blueprint import blueprint

__all__ = ["blueprint", "pages"]
