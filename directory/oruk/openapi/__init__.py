"""Our own OpenAPI document of the feed: every address, every parameter, every field that is written."""

from directory.oruk.openapi.document import PROFILE, VERSION, openapi_document
from directory.oruk.openapi.paths import LISTS, ListPath
from directory.oruk.openapi.questions import PARAMETERS, Parameter

__all__ = ["LISTS", "PARAMETERS", "PROFILE", "VERSION", "ListPath", "Parameter", "openapi_document"]
