"""What holds for every test: how many examples hypothesis tries, and what garbage costs."""

import gc

from hypothesis import settings

from tests.nightly import EXAMPLES, NIGHTLY

settings.register_profile("default", max_examples=EXAMPLES, deadline=None, derandomize=True)
settings.register_profile("nightly", max_examples=EXAMPLES, deadline=None)
settings.load_profile("nightly" if NIGHTLY else "default")

gc.disable()  # while everything is imported, of which nothing goes away again


def pytest_collection_finish() -> None:
    """Collect garbage from now on, but do not look at what was imported: a sixth of the time."""
    gc.freeze()
    gc.enable()
