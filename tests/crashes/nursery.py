"""Gives birth to processes that are going to be killed.

Importing takes most of a second, and a life here may last a tenth of that. So this program
imports everything once, stays single-threaded, and forks a child for each life. A child is a
process of its own: SIGKILL ends it as it would end any other.

Run as `python -m tests.crashes.nursery module:function`; a line on standard input asks for a
life, a line on standard output gives its process id.
"""

import importlib
import os
import signal
import sys
from collections.abc import Callable


def live(program: Callable[[], None]) -> None:
    """Live until the end, in the child."""
    status = 1
    try:
        program()
        status = 0
    except Exception as error:  # noqa: BLE001 - a child must never return into the nursery
        sys.stderr.write(f"a life ended by itself: {type(error).__name__}: {error}\n")
    finally:
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    """Import the program, then fork it each time a line is read."""
    module, _, function = sys.argv[1].partition(":")
    program: Callable[[], None] = getattr(importlib.import_module(module), function)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    child = 0
    for _ in sys.stdin:
        if child and not was_killed(child):
            sys.exit(1)
        child = os.fork()
        if child == 0:
            live(program)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def was_killed(child: int) -> bool:
    """Wait until a life is over, as whoever starts it again does: until then it has its port."""
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


if __name__ == "__main__":
    main()
