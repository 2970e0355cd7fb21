"""Mistakes in patterns.toml are told with file and key."""

from pathlib import Path

import pytest

from content.errors import ContentError
from content.library import load
from tests.content.copying import change, copy_of_content


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("dip_days = 10", "dip_days = 0", "dip_days"),
        ("dip_days = 10", "dips = 10", "dip_days"),
        ("times = 3\n\n[little_rest]", "times = 7\n\n[little_rest]", "too_long.times"),
        ("run_days = 5", "run_days = 8", "little_rest.run_days"),
        ('when = { extra = "shorter" }', 'when = { extra = "hurry" }', "little_rest.says_so.when"),
        ('when = { extra = "shorter" }', "when = {}", "little_rest.says_so.when"),
        ('taps = ["talk_test", "pain"]', 'taps = ["knee"]', "body.taps"),
        ('busy_within = "00:30"', "busy_within = 30", "little_rest.busy_within"),
    ],
)
def test_a_mistake_names_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    """A number that can never come true, or an answer that nobody can give, is refused."""
    copy_of_content(tmp_path)
    change(tmp_path, "patterns.toml", old, new)
    with pytest.raises(ContentError) as error:
        load(tmp_path)
    assert f"content/patterns.toml, {key}" in str(error.value)
