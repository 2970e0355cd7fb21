"""Starts Lichter many times and imports it once, which takes most of a start.

This program imports all of Lichter, stays single-threaded, and forks for each start. What is
started in a folder with content of its own forgets Lichter's modules, and imports them from there
on; then it does and ends as `python -m bot` does.

Run as `python -m tests.cradle FD`: at that socket each message is an `Order` as JSON with three
file descriptors: where to tell how it goes, standard output and standard error.
"""

import importlib
import json
import os
import runpy
import socket
import sys
from pathlib import Path
from typing import TypedDict

from prometheus_client import REGISTRY

ROOT = Path(__file__).resolve().parents[1]
OWN = ("bot", "content", "handlers")
PROGRAM = "bot.__main__"
LATER = (
    "bot.assembly.backups",
    "bot.assembly.check_up",
    "bot.assembly.demo",
    "bot.commands",
    "bot.dashboard",
    "bot.storage.bells",
    "bot.storage.migrating",
)
"""What Lichter imports only when it needs it."""

MOST = 65_536  # bytes of an order


class Order(TypedDict):
    """What to start: its words, its folder and its whole environment."""

    words: list[str]
    folder: str
    environment: dict[str, str]


def learn() -> None:
    """Import everything."""
    for name in (PROGRAM, *LATER):
        importlib.import_module(name)
    del sys.modules[PROGRAM]  # it is run, not imported


def forget() -> None:
    """Forget what is Lichter's own."""
    for name in [one for one in sys.modules if one.partition(".")[0] in OWN]:
        del sys.modules[name]
    ours = (one for name, one in REGISTRY._names_to_collectors.items() if "lichter" in name)  # noqa: SLF001 - there is no public list
    for counter in set(ours):
        REGISTRY.unregister(counter)
    importlib.invalidate_caches()


def orders(door: socket.socket) -> Order | None:
    """Take orders until nobody gives any more: None. In what was started: its order."""
    while True:
        message, given, _, _ = socket.recv_fds(door, MOST, 3)
        _bury(os.WNOHANG if message else 0)
        if not message:
            return None
        if os.fork() == 0:
            door.close()
            _watch(socket.socket(fileno=given[0]), given[1:])
            order: Order = json.loads(message)
            return order
        for one in given:
            os.close(one)


def _watch(teller: socket.socket, streams: list[int]) -> None:
    """Return in a new process; here: tell its number, wait, tell how it ended, and end."""
    pid = os.fork()
    if pid == 0:
        teller.close()
        for number, stream in enumerate(streams, start=1):
            os.dup2(stream, number)
            os.close(stream)
        return
    for stream in streams:
        os.close(stream)
    teller.sendall(f"{pid}\n".encode())
    _, status = os.waitpid(pid, 0)
    teller.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _bury(how: int) -> None:
    """Wait for watchers that are through, or for all."""
    try:
        while os.waitpid(-1, how)[0]:
            pass
    except ChildProcessError:
        pass


def become(order: Order) -> None:
    """Be `python -m bot`, until it ends."""
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.path[0] = order["folder"]
    if any(Path(order["folder"], name).exists() for name in OWN):
        forget()
    sys.argv = [str(ROOT / "bot" / "__main__.py"), *order["words"]]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    learn()
    taken = orders(socket.socket(fileno=int(sys.argv[1])))
    if taken is not None:
        become(taken)
