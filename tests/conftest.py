"""What holds for every test: how many examples hypothesis tries, what files and garbage cost."""

import gc
import os
import shutil
from pathlib import Path
from typing import Final

from hypothesis import settings

from tests.nightly import EXAMPLES, NIGHTLY

# Once for all: a fixture of a session that two conftests import is made twice.
pytest_plugins = ("tests.browser", "tests.databases")

settings.register_profile("default", max_examples=EXAMPLES, deadline=None, derandomize=True)
settings.register_profile("nightly", max_examples=EXAMPLES, deadline=None)
settings.load_profile("nightly" if NIGHTLY else "default")

IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - pytest makes a folder there that is ours alone
ENOUGH: Final = 2_000_000_000  # bytes; all tests together write a third of that
if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ENOUGH:
    # There a commit waits for no disk: that was a third of the time of a conversation.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))

gc.disable()  # while everything is imported, of which nothing goes away again


def pytest_collection_finish() -> None:
    """Collect garbage from now on, but do not look at what was imported: a sixth of the time."""
    gc.freeze()
    gc.enable()
