"""One command for everything: makes `.venv`, installs the locked packages, and runs.

    python3 run.py [...]         Lichter itself: the demo without a token, the real bot with one
    python3 run.py test [...]    every test; further words go to pytest
    python3 run.py nightly [...] the same tests in their long forms: many kills, many examples
    python3 run.py check         format, lint, types, arrows and tests

It works in the folder of this file, wherever it is started from. Only the standard library is used,
because nothing is installed yet; and it must stay readable for Python 3.6, so that an old Python
gets a sentence and no syntax error.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- exactly the people this sentence is for
    sys.exit(
        "Lichter needs Python 3.11 or newer, and this is Python {}.{}. "
        "Start run.py with a newer one, for example: python3.11 run.py".format(*sys.version_info)
    )

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import IO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV.joinpath(*(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
STAMP = VENV / "installed-by-run-py.txt"
ONE_AT_A_TIME = VENV / "run-py.lock"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"

UNFINISHED = "unfinished"
TYPED = ("bot", "handlers", "content", "tests", "benchmarks", "scripts", "run.py")
CHECKS = (
    ("format", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
    ("types", ("mypy", "--strict", *TYPED)),
    # import-linter has no `-m` door, and its script breaks when the folder is moved.
    ("arrows", None),
)
ARROWS = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
# Three workers: on two processors one of them waits for other processes. A later -n wins.
PYTEST = ("-m", "pytest", "-n", "3", "--dist", "worksteal")
LITTLE_ROOM = 600_000_000  # bytes; the tests' packages take about 420 MB


class SetUpError(Exception):
    """Something ordinary went wrong (no network, a full disk); the text is for people."""


def say(text: str) -> None:
    """Speak on stderr: what runs next owns stdout."""
    print(text, file=sys.stderr, flush=True)


def wanted(lock: Path) -> set[str]:
    """Return the lines a stamp holds when `lock` is installed for this very Python."""
    locks = (RUN_LOCK, DEV_LOCK) if lock == DEV_LOCK else (lock,)  # the dev lock holds the other
    return {
        f"python {sys.implementation.cache_tag} {sysconfig.get_platform()}",
        *(f"{each.name} {hashlib.sha256(each.read_bytes()).hexdigest()}" for each in locks),
    }


def stamped() -> set[str]:
    """Return what the stamp says; nothing when there is none."""
    try:
        return set(STAMP.read_text(encoding="utf-8").splitlines())
    except (FileNotFoundError, NotADirectoryError):
        return set()


def is_ready(lock: Path) -> bool:
    """Tell whether `.venv` already holds everything of `lock`."""
    return wanted(lock) <= stamped() and PYTHON.exists()


def is_usable() -> bool:
    """Tell whether `.venv` can be built upon: whole, and made by this minor version of Python."""
    config = VENV / "pyvenv.cfg"
    if UNFINISHED in stamped() or not PYTHON.exists() or not config.exists():
        return False
    # `python -m venv` writes "version", uv "version_info".
    minor = rf"(?m)^version(_info)?\s*=\s*{sys.version_info[0]}\.{sys.version_info[1]}\b"
    return re.search(minor, config.read_text("utf-8")) is not None


def empty_venv() -> None:
    """Remove all of `.venv` but the file that keeps a second run.py waiting."""
    for path in VENV.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path != ONE_AT_A_TIME:
            path.unlink()


def try_to_hold(handle: IO[str]) -> bool:
    """Take the lock on an open file; False when another process has it. Ends with the process."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 -- there is none elsewhere

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 -- there is none on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


@contextlib.contextmanager
def alone() -> Iterator[int]:
    """Let one run.py at a time touch `.venv`; yields the number of the locked file."""
    VENV.mkdir(exist_ok=True)
    with ONE_AT_A_TIME.open("a", encoding="utf-8") as handle:
        if not try_to_hold(handle):
            say("Waiting for another run.py, which is installing ...")
            while not try_to_hold(handle):
                time.sleep(0.2)
        yield handle.fileno()


def environment() -> dict[str, str]:
    """Return our environment without what points an installer or Python at another place."""
    other_places = ("PYTHONHOME", "UV_SYSTEM_PYTHON", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
    return {name: value for name, value in os.environ.items() if name not in other_places}


def output_while_showing(child: subprocess.Popen[str], what: str) -> str:
    """Wait for a child, and show that it is busy: seconds on a terminal, else one plain line."""
    terminal = sys.stderr.isatty()
    started = time.monotonic()
    if not terminal:
        say(f"{what} ...")
    while True:
        try:
            output, _ = child.communicate(timeout=0.5)
        except subprocess.TimeoutExpired:
            if terminal:
                seconds = time.monotonic() - started
                print(f"\r{what} ... {seconds:.0f} s", end="", file=sys.stderr, flush=True)
        else:
            if terminal:
                print("\r\033[K", end="", file=sys.stderr, flush=True)
            return output


def failure(command: list[str], what: str, held: int) -> str | None:
    """Run one step of the set-up; None when it went well, else all that it printed."""
    inherited = () if os.name == "nt" else (held,)  # if we are killed, the next waits for the child
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        pass_fds=inherited,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as child:
        try:
            output = output_while_showing(child, what)
        finally:
            if child.poll() is None:
                child.terminate()
    return None if child.returncode == 0 else f"$ {' '.join(command)}\n{output.strip()}"


def must_have(module: str) -> None:
    """Refuse with advice where Debian and others keep a part of Python in a package of its own."""
    if importlib.util.find_spec(module) is None:
        raise SetUpError(
            f"This Python has no `{module}`, which makes the folder for the packages. "
            "On Debian and Ubuntu: apt install python3-venv. Then start run.py again."
        )


def make_venv(held: int) -> None:
    """Make an empty `.venv`, also when we are being run by the Python of the old one."""
    must_have("venv")
    base: str = getattr(sys, "_base_executable", "") or sys.executable
    output = failure([base, "-m", "venv", "--without-pip", str(VENV)], "Making .venv", held)
    if output is not None:
        raise SetUpError(f"The folder .venv could not be made:\n\n{output}")


def with_uv(lock: Path, held: int) -> str | None:
    """Install with uv; None when that went well, else what was printed ('' without uv)."""
    uv = shutil.which("uv")
    if uv is None:
        return ""
    command = [uv, "pip", "install", "--python", str(PYTHON), "--require-hashes", "--no-deps"]
    return failure([*command, "-r", str(lock)], "Installing the packages with uv", held)


def with_pip(lock: Path, held: int) -> str | None:
    """Install with pip; None when that went well, else what was printed."""
    python = [str(PYTHON), "-I", "-m"]  # isolated: what PYTHONPATH shows is not in .venv
    has_pip = [*VENV.glob("lib/*/site-packages/pip"), *VENV.glob("Lib/site-packages/pip")]
    if not has_pip:
        must_have("ensurepip")
        output = failure([*python, "ensurepip"], "Preparing pip", held)
        if output is not None:
            return output
    # --no-deps: the lock is complete, so there is nothing to work out. --no-compile: Python
    # compiles what it imports; compiling everything beforehand costs a third of the time.
    options = ["--require-hashes", "--no-deps", "--no-compile", "--no-input"]
    quiet = ["--disable-pip-version-check", "--progress-bar", "off"]
    command = [*python, "pip", "install", *options, *quiet, "-r", str(lock)]
    return failure(command, "Installing the packages with pip", held)


def install(lock: Path, held: int) -> None:
    """Install `lock` with uv, or with pip where uv is missing or fails (it reads no pip.conf)."""
    printed: list[str] = []
    for installer in (with_uv, with_pip):
        output = installer(lock, held)
        if output is None:
            return
        printed.append(output)
    free = shutil.disk_usage(ROOT).free
    advice = (
        f"There are only {free // 1_000_000} MB free on this disk: make some room"
        if free < LITTLE_ROOM
        else "Is there an internet connection? See what the installer said above"
    )
    said = "\n\n".join(filter(None, printed))
    raise SetUpError(f"{said}\n\nThe packages could not be installed. {advice}, then try again.")


def prepare(lock: Path) -> None:
    """Bring `.venv` to what `lock` says. The stamp is written last: half an install is redone."""
    if is_ready(lock):
        return
    with alone() as held:
        if is_ready(lock):  # the one we waited for did it
            return
        if not is_usable():
            empty_venv()
            STAMP.write_text(UNFINISHED + "\n", encoding="utf-8")
            make_venv(held)
        STAMP.write_text(UNFINISHED + "\n", encoding="utf-8")
        install(lock, held)
        STAMP.write_text("\n".join(sorted(wanted(lock))) + "\n", encoding="utf-8")


def run_child(arguments: list[str]) -> int:
    """Run our Python beside us and return its exit code; signals are its own to answer."""
    with subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, env=environment()) as child:
        while True:
            try:
                code = child.wait()
            except KeyboardInterrupt:
                continue  # the terminal told the child too: let it stop in its own way
            except SystemExit:  # SIGTERM, see `terminated`
                child.terminate()
                raise
            return code if code >= 0 else 128 - code


def become(arguments: list[str]) -> int:
    """Turn into our Python, so that signals reach it directly. Windows cannot: wait for a child."""
    if os.name != "nt":
        os.chdir(ROOT)
        os.execve(PYTHON, [str(PYTHON), *arguments], environment())  # noqa: S606 -- no shell is meant
    return run_child(arguments)


def check() -> int:
    """Run each check in turn, the quick ones first; the first that fails ends it."""
    for name, tool in CHECKS:
        say(f"== {name}")
        code = run_child(["-m", *tool] if tool else ["-c", ARROWS])
        if code:
            say(f"== {name}: not right yet, see above")
            return code
    say("== tests")
    return become([*PYTEST])


def terminated(_signal: int, _frame: FrameType | None) -> None:
    """Make SIGTERM an exception, so that an installer is stopped with us."""
    raise SystemExit(128 + signal.SIGTERM)


def main(arguments: list[str]) -> int:
    """Do what the words on the command line ask; return the exit code."""
    signal.signal(signal.SIGTERM, terminated)
    task = arguments[0] if arguments else ""
    try:
        prepare(DEV_LOCK if task in {"test", "nightly", "check"} else RUN_LOCK)
        if task == "check":
            return check()
        if task == "nightly":
            os.environ["LICHTER_NIGHTLY"] = "1"
        tests = task in {"test", "nightly"}
        return become([*PYTEST, *arguments[1:]] if tests else ["-m", "bot", *arguments])
    except KeyboardInterrupt:
        say("\nStopped. Start run.py again whenever you like; it picks up by itself.")
        return 130
    except SetUpError as error:
        say(str(error))
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        say(f"The set-up could not go on: {error.strerror}{where}.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
