"""One pool of memory for all threads, and what is free in it, each in a process of its own."""

import subprocess
import sys

import pytest

GROWN = """
import re
import sys
from pathlib import Path
from threading import Thread

from bot.process import event_loop


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
FREE = """
import re
from pathlib import Path

from bot.process.malloc import give_back


def size():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])


kept = [bytearray(10_000) for _ in range(2_000)]
last = bytearray(10_000)
del kept
before = size()
give_back()
print(before - size())
"""
MOST_OF_IT = 10 * 1024  # KB
STACK_AND_MORE = 32 * 1024  # KB; a pool of its own sets 64 MB of addresses apart


@pytest.mark.skipif(sys.platform != "linux", reason="it is glibc that gives each its own")
def test_a_thread_gets_no_pool_of_its_own() -> None:
    """A thread that asks for memory takes its stack of addresses, and no pool beside it."""
    done = subprocess.run([sys.executable, "-c", GROWN], capture_output=True, text=True, check=True)
    assert int(done.stdout) < STACK_AND_MORE


@pytest.mark.skipif(sys.platform != "linux", reason="it is glibc that keeps what is free")
def test_what_is_free_is_given_back() -> None:
    """Also what lies below something that is still in use."""
    done = subprocess.run([sys.executable, "-c", FREE], capture_output=True, text=True, check=True)
    assert int(done.stdout) > MOST_OF_IT
