"""Gives birth to processes that are going to be killed.

Importing takes most of a second, and a life here may last a tenth of that. So this program
imports everything once, stays single-threaded, and forks a child for each life. A child is a
process of its own: SIGKILL ends it as it would end any other.

Run as `python -m tests.crashes.nursery module:function`; a line on standard input, a `Birth` as
JSON, asks for a life, a line on standard output gives its process id.
"""

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import TypedDict


class Birth(TypedDict):
    """A life: it begins when the life `after` (0: none) is over, which must have been killed."""

    after: int
    word: str  # for the function
    settings: dict[str, str]


def live(program: Callable[[str], None], birth: Birth) -> None:
    """Live until the end, in the child."""
    status = 1
    try:
        os.environ.update(birth["settings"])
        program(birth["word"])
        status = 0
    except Exception as error:  # noqa: BLE001 - a child must never return into the nursery
        sys.stderr.write(f"a life ended by itself: {type(error).__name__}: {error}\n")
    finally:
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    """Import the program, then fork it each time a line is read; in the end wait for the rest."""
    module, _, function = sys.argv[1].partition(":")
    program: Callable[[str], None] = getattr(importlib.import_module(module), function)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    alive: set[int] = set()
    for line in sys.stdin:
        birth: Birth = json.loads(line)
        if birth["after"] and not was_killed(birth["after"]):
            sys.exit(1)
        alive.discard(birth["after"])
        child = os.fork()
        if child == 0:
            live(program, birth)
        alive.add(child)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
    killed = [was_killed(child) for child in alive]  # waits for all of them
    sys.exit(not all(killed))


def was_killed(child: int) -> bool:
    """Wait until a life is over, as whoever starts it again does: until then it has its port."""
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


if __name__ == "__main__":
    main()
