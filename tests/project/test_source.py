"""What no linter holds: names, lengths, and words that do not belong in the source."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.project.places import ROOT

LONGEST, LONGEST_TEST = 350, 500  # lines; about 250 is what one reads at a sitting
VAGUE = re.compile(r"(^|_)(utils?|helpers?|managers?|services?|misc|common)(_|$)")
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MOCK = re.compile(r"^\s*(from|import) (unittest\.mock|mock|pytest_mock)\b", re.MULTILINE)
LOOSE = re.compile(r"\bcast\(|bot_data\[|user_data\[|chat_data\[")


def tracked() -> list[Path]:
    """Return every Python file of the repository, as git lists it."""
    told = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [ROOT / line for line in told.stdout.splitlines()]
    assert len(files) > 100
    return [file for file in files if file.exists()]


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """Return each file's text by its path; this file names what it looks for, so it is left out."""
    here = Path(__file__).resolve()
    files = [one for one in tracked() if one.resolve() != here]
    return {str(one.relative_to(ROOT)): one.read_text(encoding="utf-8") for one in files}


def test_nothing_is_left_for_later(sources: dict[str, str]) -> None:
    """What is to be done stands in an issue."""
    assert [name for name, text in sources.items() if LATER.search(text)] == []


def test_every_file_is_named_after_what_it_is(sources: dict[str, str]) -> None:
    """No file is called after a drawer for everything."""
    assert [name for name in sources if VAGUE.search(Path(name).stem)] == []


def test_no_file_is_too_long_to_read(sources: dict[str, str]) -> None:
    """A file is read at one sitting; a test file is looked up in; migrations are written once."""
    lines = {name: text.count("\n") for name, text in sources.items() if "/versions/" not in name}
    most = {name: LONGEST_TEST if name.startswith("tests/") else LONGEST for name in lines}
    assert [name for name in lines if lines[name] > most[name]] == []


def test_real_things_before_fakes(sources: dict[str, str]) -> None:
    """No test uses a mock library."""
    assert [name for name, text in sources.items() if MOCK.search(text)] == []


def test_types_are_never_talked_round(sources: dict[str, str]) -> None:
    """No `cast` in the program, and nothing kept in the library's bags."""
    program = {name: text for name, text in sources.items() if not name.startswith("tests/")}
    assert [name for name, text in program.items() if LOOSE.search(text)] == []
