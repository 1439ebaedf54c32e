"""Parts of the machine that some tests need and a machine may lack."""

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip a test for want of a part; where everything is required, fail."""
    if os.environ.get("FINGERPOST_REQUIRE_ALL"):
        pytest.fail(what)
    pytest.skip(what)
