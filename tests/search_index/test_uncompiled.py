"""Without the compiler everything is slower and nothing is different."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_loops_promise_the_same_as_they_stand() -> None:
    tests = "tests/search_index/test_contract.py"
    plain = ["-q", "-p", "no:cacheprovider", "-n0"]
    # Without what all rooms share, which is the whole application: to load it would take longer than the tests.
    alone = ["--confcutdir", "tests/search_index"]
    command = [sys.executable, "-m", "pytest", *plain, *alone, "-k", "whoosh", tests]
    around = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    ran = subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
