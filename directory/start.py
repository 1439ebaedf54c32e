"""Where a process of ours begins: the command ``fingerpost``. It knows nothing but how to bring in the rest quickly."""

import gc
from importlib import import_module


def main() -> None:
    """Run what was typed.

    All that is brought in stays as long as the process does. To look through it for rubbish, again and again while it
    comes and ever after, would take a quarter of the time until the first command is heard.
    """
    gc.disable()
    factory = import_module("directory.factory")
    gc.freeze()
    gc.enable()
    factory.main()
