"""The door to the C library's memory: one pool for all threads.

glibc gives each thread a pool of its own, and what one thread sets free no other one gets: with
readers, a writer and what is drawn and zipped that grows to 20 MB which nobody uses. With Python's
own lock they seldom ask at one time. Other C libraries have one pool, or none to set.
"""

import ctypes
import sys

_ARENA_MAX = -8  # M_ARENA_MAX of <malloc.h>


def use_one_pool() -> None:
    """Let threads that start from now on share the pool of the first."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(_ARENA_MAX, 1)
