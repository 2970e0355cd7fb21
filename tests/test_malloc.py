"""One pool of memory for all threads, in a process of its own: it cannot be taken back."""

import subprocess
import sys

import pytest

GROWN = """
import re
import sys
from pathlib import Path
from threading import Thread

from bot import event_loop


def size():
    return int(re.search(r"VmSize:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])


async def grown():
    before, found = size(), []

    def asks():
        kept = bytearray(10_000)
        found.append(size())

    thread = Thread(target=asks)
    thread.start()
    thread.join()
    print(found[0] - before)


event_loop.run(grown())
"""
STACK_AND_MORE = 32 * 1024  # KB; a pool of its own sets 64 MB of addresses apart


@pytest.mark.skipif(sys.platform != "linux", reason="it is glibc that gives each its own")
def test_a_thread_gets_no_pool_of_its_own() -> None:
    """A thread that asks for memory takes its stack of addresses, and no pool beside it."""
    done = subprocess.run([sys.executable, "-c", GROWN], capture_output=True, text=True, check=True)
    assert int(done.stdout) < STACK_AND_MORE
