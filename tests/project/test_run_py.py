"""run.py, the first file a newcomer starts: tried without installing anything."""

import ast
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import run

SOURCE = Path(run.__file__)
OLD_PYTHON = """
import runpy, sys
sys.version_info = (3, 10, 9, "final", 0)
runpy.run_path(sys.argv[1], run_name="__main__")
"""
BOT = r"""
import os, signal, sys, time
def stop(number, frame):
    os.write(1, b"stopped cleanly\n")  # a signal may come in the middle of a print
    sys.exit(7)
signal.signal(signal.SIGTERM, stop)
os.write(1, " ".join(["bot", *sys.argv[1:]]).encode() + b"\n")
if "wait" in sys.argv:
    time.sleep(60)
sys.exit(5)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a made-up project in a folder with a space, that `run` takes for its own."""
    root = tmp_path / "met spatie"
    root.mkdir()
    monkeypatch.setattr(run, "ROOT", root)
    for name in ("VENV", "PYTHON", "STAMP", "ONE_AT_A_TIME", "RUN_LOCK", "DEV_LOCK"):
        monkeypatch.setattr(run, name, root / getattr(run, name).relative_to(SOURCE.parent))
    (root / "requirements.lock").write_text("one\n")
    (root / "requirements-dev.lock").write_text("one\ntwo\n")
    return root


def pretend_venv(project: Path, lock: Path, config: str = "") -> None:
    """Write what a finished set-up leaves behind, without a Python in it that works."""
    run.PYTHON.parent.mkdir(parents=True)
    run.PYTHON.write_text("")
    major, minor = sys.version_info[:2]
    (project / ".venv" / "pyvenv.cfg").write_text(config or f"version = {major}.{minor}.1\n")
    run.STAMP.write_text("\n".join(run.wanted(lock)))


@dataclass(slots=True)
class Installer:
    """Stands where the installers are, and counts how often they are asked."""

    asked: int = 0
    fails: bool = False

    def make_venv(self, _held: int) -> None:
        """Make what the next look at `.venv` expects."""
        run.PYTHON.parent.mkdir(parents=True)
        run.PYTHON.write_text("")
        (run.VENV / "pyvenv.cfg").write_text("version = {}.{}.0\n".format(*sys.version_info))

    def install(self, _lock: Path, _held: int) -> None:
        """Install nothing, or fail like a lost connection."""
        self.asked += 1
        if self.fails:
            raise run.SetUpError("no connection")


@pytest.fixture
def installer(monkeypatch: pytest.MonkeyPatch) -> Installer:
    """Return an installer that needs no network."""
    made = Installer()
    monkeypatch.setattr(run, "make_venv", made.make_venv)
    monkeypatch.setattr(run, "install", made.install)
    return made


def test_an_old_python_can_read_it() -> None:
    """The file parses as Python 3.6, or its sentence for old Pythons would never be seen."""
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_it_needs_the_standard_library_only() -> None:
    """It imports nothing that has to be installed first."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(SOURCE.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    assert names - sys.stdlib_module_names == set()


def test_an_old_python_gets_one_sentence() -> None:
    """Python 3.10 is told what is needed and how to start it, without a traceback."""
    told = subprocess.run(
        [sys.executable, "-c", OLD_PYTHON, str(SOURCE)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert told.stderr.startswith("Lichter needs Python 3.11 or newer, and this is Python 3.10.")
    assert len(told.stderr.splitlines()) == 1


def test_what_is_installed_is_not_installed_again(project: Path) -> None:
    """A stamp with the hash of the lock means: nothing to do."""
    pretend_venv(project, run.RUN_LOCK)
    assert run.is_ready(run.RUN_LOCK)


def test_a_changed_lock_is_installed(project: Path) -> None:
    """After a pull that changes the lock, the stamp no longer fits."""
    pretend_venv(project, run.RUN_LOCK)
    run.RUN_LOCK.write_text("one, newer\n")
    assert not run.is_ready(run.RUN_LOCK)


def test_after_testing_the_bot_starts_at_once(project: Path) -> None:
    """The dev lock holds the run lock, so that it counts as installed too."""
    pretend_venv(project, run.DEV_LOCK)
    assert run.is_ready(run.RUN_LOCK)


def test_after_running_the_tests_still_need_theirs(project: Path) -> None:
    """The run lock does not hold what tests need."""
    pretend_venv(project, run.RUN_LOCK)
    assert not run.is_ready(run.DEV_LOCK)


@pytest.mark.parametrize("config", ["version = 3.9.1\n", "version_info = 3.1.0\n", "home = x\n"])
def test_the_venv_of_another_python_is_not_built_upon(project: Path, config: str) -> None:
    """Packages compiled for another minor version cannot be used: made anew."""
    pretend_venv(project, run.RUN_LOCK, config)
    assert not run.is_usable()


@pytest.mark.parametrize("key", ["version", "version_info"], ids=["venv", "uv"])
def test_a_venv_made_by_hand_is_built_upon(project: Path, key: str) -> None:
    """A developer's own `.venv` of this Python, without a stamp, is not thrown away."""
    pretend_venv(project, run.RUN_LOCK, "{} = {}.{}.7\n".format(key, *sys.version_info))
    run.STAMP.unlink()
    assert run.is_usable()


def test_an_interrupted_set_up_is_seen(project: Path, installer: Installer) -> None:
    """The stamp is written last: where the installer failed, nothing is taken for finished."""
    installer.fails = True
    with pytest.raises(run.SetUpError):
        run.prepare(run.RUN_LOCK)
    assert run.STAMP.read_text() == "unfinished\n"
    assert not run.is_usable()
    assert project.exists()


def test_an_interrupted_renewal_is_seen(project: Path, installer: Installer) -> None:
    """A lock that changed and then failed half-way leaves no stamp that still looks whole."""
    pretend_venv(project, run.RUN_LOCK)
    run.RUN_LOCK.write_text("one, newer\n")
    installer.fails = True
    with pytest.raises(run.SetUpError):
        run.prepare(run.RUN_LOCK)
    assert run.STAMP.read_text() == "unfinished\n"


def test_an_interrupted_set_up_is_redone_from_nothing(project: Path, installer: Installer) -> None:
    """What half an install left behind is gone after the next, which is then complete."""
    pretend_venv(project, run.RUN_LOCK)
    run.STAMP.write_text("unfinished\n")
    left_over = run.VENV / "half"
    left_over.mkdir()
    run.prepare(run.RUN_LOCK)
    assert not left_over.exists()
    assert run.is_ready(run.RUN_LOCK)
    assert installer.asked == 1


@pytest.mark.usefixtures("project")
def test_the_second_start_installs_nothing(installer: Installer) -> None:
    """Set-up happens once."""
    run.prepare(run.RUN_LOCK)
    run.prepare(run.RUN_LOCK)
    assert installer.asked == 1


def test_a_second_run_py_waits_and_says_so(
    project: Path, installer: Installer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one installs, another says that it waits, and goes on when the first is done."""
    pretend_venv(project, run.RUN_LOCK)
    run.STAMP.unlink()
    first = run.ONE_AT_A_TIME.open("a")
    assert run.try_to_hold(first)
    said: list[str] = []

    def first_is_done(text: str) -> None:
        said.append(text)
        run.STAMP.write_text("\n".join(run.wanted(run.RUN_LOCK)))
        first.close()

    monkeypatch.setattr(run, "say", first_is_done)
    run.prepare(run.RUN_LOCK)
    assert said == ["Waiting for another run.py, which is installing ..."]
    assert installer.asked == 0


def test_where_venv_is_missing_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's Python without python3-venv leads to one sentence with the command."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(run.SetUpError, match="apt install python3-venv"):
        run.must_have("ensurepip")


@pytest.fixture
def held(tmp_path: Path) -> Iterator[int]:
    """Yield the number of an open file, as the lock would be."""
    with (tmp_path / "lock").open("w") as handle:
        yield handle.fileno()


@pytest.mark.usefixtures("project")
def test_a_failing_installer_is_heard(held: int) -> None:
    """All that a failed step printed is handed back, with the command."""
    output = run.failure([sys.executable, "-c", "print('why'); exit(3)"], "Trying", held)
    assert output is not None
    assert output.startswith(f"$ {sys.executable}")
    assert output.endswith("\nwhy")


@pytest.mark.usefixtures("project")
def test_a_working_installer_is_not_heard(held: int, capfd: pytest.CaptureFixture[str]) -> None:
    """Where there is no terminal one plain line says what is going on, and no more."""
    assert run.failure([sys.executable, "-c", "print('chatter')"], "Trying", held) is None
    assert capfd.readouterr() == ("", "Trying ...\n")


PYTEST = "import sys; print(*sys.argv[1:])"


def start(project: Path, *words: str, pytest: str = PYTEST) -> subprocess.Popen[str]:
    """Start a copy of run.py from elsewhere, in a project that is set up but for packages."""
    shutil.copy(SOURCE, project)
    for package, source in (("bot", BOT), ("pytest", pytest)):
        (project / package).mkdir()
        (project / package / "__main__.py").write_text(source)
    with run.alone() as number:
        run.make_venv(number)
    run.STAMP.write_text("\n".join(run.wanted(run.DEV_LOCK)))
    return subprocess.Popen(
        [sys.executable, str(project / "run.py"), *words],
        cwd=project.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_words_and_exit_code_are_handed_on(project: Path) -> None:
    """`run.py coach add x` is `python -m bot coach add x`, from whatever folder."""
    with start(project, "coach", "add", "x") as child:
        output, _ = child.communicate()
    assert output == "bot coach add x\n"
    assert child.returncode == 5


def test_the_words_after_test_go_to_pytest(project: Path) -> None:
    """They come last, so that they win from our own."""
    with start(project, "test", "-n0", "tests/project") as child:
        output, _ = child.communicate()
    assert output == "-n 3 --dist worksteal -n0 tests/project\n"


def test_nightly_tells_the_tests_to_take_their_long_forms(project: Path) -> None:
    """It is `test` with LICHTER_NIGHTLY set."""
    with start(
        project, "nightly", "-x", pytest="import os; print(os.environ['LICHTER_NIGHTLY'])"
    ) as child:
        output, _ = child.communicate()
    assert output == "1\n"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("end", "code"), [("sys.exit(5)", 5), ("os.kill(os.getpid(), 9)", 137)])
def test_a_check_that_fails_says_so(end: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code of a child beside us is ours, and a child that was killed has failed."""
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    assert run.run_child(["-c", f"import os, sys; {end}"]) == code


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to hand on")
def test_sigterm_reaches_the_bot(project: Path) -> None:
    """The bot stops in its own way, and its exit code is the one of run.py."""
    with start(project, "wait") as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "bot wait\n"
        child.send_signal(signal.SIGTERM)
        output, _ = child.communicate()
    assert output == "stopped cleanly\n"
    assert child.returncode == 7


def test_a_missing_file_is_one_sentence(project: Path) -> None:
    """An ordinary mishap has no traceback."""
    shutil.copy(SOURCE, project)
    run.RUN_LOCK.unlink()
    told = subprocess.run(
        [sys.executable, str(project / "run.py")], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert told.stderr.startswith("The set-up could not go on: No such file or directory")
    assert len(told.stderr.splitlines()) == 1


def test_continuous_integration_ends_with_the_test_command() -> None:
    """`.ci/run` calls what a newcomer types, and nothing after it."""
    lines = (SOURCE.parent / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec python3 run.py test"
