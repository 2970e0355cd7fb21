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
    _call("mallopt", _ARENA_MAX, 1)


def give_back() -> None:
    """Let the machine have what is free again: glibc keeps all that was once in use."""
    _call("malloc_trim", 0)


def _call(function: str, *numbers: int) -> None:
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    if hasattr(library, function):
        getattr(library, function)(*numbers)
