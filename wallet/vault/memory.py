"""What the system may do with the memory of a program that has a vault open: no core dumps, no looking in."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from functools import cache
from typing import Final

if sys.platform != "win32":
    import resource  # now, while it can be: a program may give up its rights before it opens a vault

_PR_SET_DUMPABLE: Final = 4


@cache
def keep_private() -> None:
    """No core dump of this process, and on Linux no debugger of the same user. Once; where it is refused, go on."""
    if sys.platform == "win32":
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
