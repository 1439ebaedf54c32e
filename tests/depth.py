"""How many examples a property is tried with: enough for every run of the tests, and many more whenever somebody asks.

``FINGERPOST_TEST_DEPTH=20 ./test`` tries twenty times as many, other ones each time; by default they are always the
same, so that a test that passes here passes everywhere.
"""

import os

from hypothesis import HealthCheck, settings

DEPTH = int(os.environ.get("FINGERPOST_TEST_DEPTH") or 1)
USUAL = 15


def register() -> None:
    """Let every property be tried so that says nothing else."""
    settings.register_profile(
        "fingerpost",
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
        derandomize=DEPTH == 1,
        max_examples=USUAL * DEPTH,
    )
    settings.load_profile("fingerpost")


def examples(number: int) -> settings:
    """Let a property that takes longer, or has more to go wrong, be tried with another number of examples."""
    return settings(max_examples=number * DEPTH)
