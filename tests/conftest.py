"""What holds for every test: how many examples hypothesis tries."""

from hypothesis import settings

from tests.nightly import EXAMPLES, NIGHTLY

settings.register_profile("default", max_examples=EXAMPLES, deadline=None, derandomize=True)
settings.register_profile("nightly", max_examples=EXAMPLES, deadline=None)
settings.load_profile("nightly" if NIGHTLY else "default")
