"""Where Python may not keep compiled modules beside their sources, those of the tests are kept with ours instead.

To read eight hundred modules anew takes ten seconds, in each of the processes that share the tests between them.
Until all tests are there nothing is looked through for rubbish, since all of it stays.
"""

import gc
import sys

from tests.kept import KEPT

COMPILED = KEPT / "compiled"

gc.disable()

if sys.dont_write_bytecode:
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(COMPILED)
