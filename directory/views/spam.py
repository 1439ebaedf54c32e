"""Telling machines from people, without asking anybody else and without a riddle.

What a machine sends is answered as if all were well, and kept nowhere: whoever runs it learns nothing of what gave it
away. Besides, each form may be sent only so often from one host.
"""

import logging
from datetime import datetime, timedelta

from directory import clock
from directory.forms.report import OpenForm
from directory.views.context import resources

logger = logging.getLogger(__name__)

FASTEST = timedelta(seconds=3)
"""Nobody reads a form, writes a sentence and sends it in less."""

OPEN_DAYS = 30
"""A form that was open for longer is none that we showed to somebody who meant to send it."""

_PURPOSE = "form opened"


def opened_now() -> str:
    """What a form carries that is shown now."""
    return resources().signer.sign(_PURPOSE, clock.now().isoformat())


def is_from_a_machine(form: OpenForm) -> bool:
    """Whether a form was filled in by a machine."""
    signed = resources().signer.read(_PURPOSE, form.opened.data or "", days=OPEN_DAYS)
    found_out = bool(form.website.data) or signed is None or clock.now() - datetime.fromisoformat(signed) < FASTEST
    if found_out:
        logger.info("a form was sent by a machine")
    return found_out
