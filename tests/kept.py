"""What is costly to make and the same each time is kept for the next run of the tests, in a folder of our own."""

import os
import tempfile
from pathlib import Path

KEPT = Path(tempfile.gettempdir()) / f"fingerpost-tests-{os.getuid()}"
