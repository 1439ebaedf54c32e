"""Whether a service is offered."""

from typing import Any

import pytest

from tests.oruk.makers import record


@pytest.mark.parametrize("status", ["active", "Active", "", None, [], {"a": 1}, 0.0])
def test_a_service_is_active_unless_it_says_otherwise(status: Any) -> None:
    # A number says nothing, but not that the service is active.
    assert record(status=status).active is (status != 0.0)


@pytest.mark.parametrize("status", ["inactive", "defunct", "anything"])
def test_a_service_that_is_not_active_is_read_as_such(status: str) -> None:
    assert record(status=status).active is False


@pytest.mark.parametrize("status", ["temporarily closed", "Temporarily_closed"])
def test_a_service_that_is_closed_for_a_time_stays_and_says_so(status: str) -> None:
    assert record(status=status).active
    assert record(status=status).alert == "Temporarily closed"
    assert record(status=status, alert="Back in May").alert == "Temporarily closed\nBack in May"
    assert record(status=status, alert="We are temporarily closed.").alert == "We are temporarily closed."
