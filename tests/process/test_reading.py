"""What reading leaves out, and that all is as before when it is done."""

import gc
import importlib
import sys
from collections.abc import Iterator

import pytest

from bot.process.reading import lightly


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    """What these tests read does not stay for good."""
    yield
    gc.unfreeze()


def test_what_was_hidden_is_there_again() -> None:
    """A library that is left out while reading can be imported afterwards, and garbage is found."""
    rich = importlib.import_module("rich")
    with lightly():
        with pytest.raises(ImportError):
            importlib.import_module("rich")
        assert not gc.isenabled()
    assert sys.modules["rich"] is rich
    assert gc.isenabled()
