"""The documentation is true where a test can tell: what it names exists."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from bot.commands import app
from bot.settings import Settings
from tests.furnished import LIBRARY, WORDS
from tests.project.places import ROOT, documents, python_files

PAGES = list(documents())
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)\)")
ROOMS = ("bot/", "handlers/", "content/", "tests/", "docs/", "scripts/", "deploy/", "benchmarks/")
SHIPPED = re.compile(r"(?:/opt/lichter/|(?<![\w/]))(deploy/[\w.*-]+)")
# Made by running, and so not in the repository.
MADE = {
    "data/demo",
    "data/lichter.db",
    "data/data.key",
    "keys.db",
    "data.key",
    "keys.backup",
    ".env",
}
WEB = {"/healthz", "/readyz", "/metrics", "/live", "/telegram"}
SETTING = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
COMMAND = re.compile(r"/[a-z]+")
FILE = re.compile(r"[\w./-]+\.(?:py|toml|md|ftl|lock|example|db)")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def spans(page: Path) -> list[str]:
    """Return what stands between backquotes on a page."""
    return SPAN.findall(BLOCK.sub("", page.read_text(encoding="utf-8")))


def commands(page: Path) -> list[str]:
    """Return what a page tells to type in a shell."""
    text = page.read_text(encoding="utf-8")
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    return [re.sub(r"\s+#.*", "", line) for line in [*lines, *spans(page)]]


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    """A link within the repository leads to a file or folder that is there."""
    links = LINK.findall(page.read_text(encoding="utf-8"))
    gone = [x for x in links if "://" not in x and not (page.parent / x).exists()]
    assert gone == []


@each_page
def test_every_file_that_is_named_exists(page: Path) -> None:
    """A path in backquotes is a path of this repository."""
    named = [x for x in spans(page) if "<" not in x and "*" not in x and " " not in x]
    paths = [x for x in named if x.startswith(ROOMS) or FILE.fullmatch(x)]
    assert [x for x in paths if x not in MADE and not (ROOT / x).exists()] == []


@each_page
def test_what_is_shipped_to_run_it_with_exists(page: Path) -> None:
    """`deploy/…` is there, also in a command to copy it, and with a star."""
    named = set(SHIPPED.findall(page.read_text(encoding="utf-8")))
    assert {x for x in named if not list(ROOT.glob(x))} == set()


@each_page
def test_every_setting_that_is_named_is_one(page: Path) -> None:
    """Names in capitals are settings."""
    known = {name.upper() for name in Settings.model_fields}
    assert {x for x in spans(page) if SETTING.fullmatch(x)} - known == set()


@each_page
def test_every_command_of_the_bot_is_one(page: Path) -> None:
    """`/something` is a command in one of the languages, or an address that is served."""
    known = {f"/{name}" for command in LIBRARY.commands for name in command.names.values()}
    assert {x for x in spans(page) if COMMAND.fullmatch(x)} - known - WEB == set()


@each_page
def test_every_make_target_exists(page: Path) -> None:
    """`make something` is in the Makefile."""
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    asked = [x.split()[1] for x in commands(page) if x.startswith("make ")]
    assert [x for x in asked if x not in targets] == []


@each_page
def test_every_command_line_is_understood(page: Path) -> None:
    """What follows `python -m bot` or `python3 run.py` is a command of Lichter or of run.py."""
    top = get_command(app)
    for line in commands(page):
        found = re.fullmatch(r"(?:python -m bot|python3 run\.py)((?: [\w\"/.,-]+)*)", line.strip())
        words = shlex.split(found[1]) if found else []
        if not words or words[0] in {"test", "nightly", "check"}:
            continue
        if words and words[0].startswith("--"):
            assert words[0] in {name for option in top.params for name in option.opts}, line
            continue
        here = top
        while words and (inside := getattr(here, "commands", {})):
            assert words[0] in inside, line
            here = inside[words.pop(0)]
        if words:
            here.make_context("", words)  # raises when it does not take these words


def test_every_setting_is_told_to_whoever_operates_it() -> None:
    """operating.md leaves no setting out."""
    told = set(spans(ROOT / "docs" / "operating.md"))
    assert {name.upper() for name in Settings.model_fields} - told == set()


def test_the_glossary_speaks_of_the_code() -> None:
    """Each name that the glossary gives stands in the code or in the content."""
    files = [*python_files(), *(ROOT / "content").glob("*.toml")]
    words = set(re.findall(r"\w+", " ".join(file.read_text("utf-8") for file in files)))
    lines = (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    cells = [line.split("|")[3] for line in lines if line.count("|") == 5]
    names = {name for cell in cells for name in SPAN.findall(cell) if "/" not in name}
    assert len(names) > 15
    assert names - words == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_policy_is_what_people_read(language: str) -> None:
    """privacy.md quotes the text of /privacy word for word."""
    page = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    quoted = " ".join(line.removeprefix("> ") for line in page.splitlines() if line[:1] == ">")
    say = WORDS.of(language)
    months = Settings.model_fields["retention_months"].default
    assert " ".join(say("privacy-text", months=months).split()) in quoted


def test_every_picture_is_shown() -> None:
    """No picture lies about that no page shows."""
    text = " ".join(page.read_text(encoding="utf-8") for page in PAGES)
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    assert pictures
    assert [one.name for one in pictures if one.name not in text] == []


def test_the_pages_speak_of_no_place_but_this_repository() -> None:
    """No path of somebody's machine stands in a page, in an example or in the code."""
    texts = [*PAGES, *python_files(), ROOT / ".env.example", ROOT / "Makefile", ROOT / "run.py"]
    place = re.compile(r"(?<![\w.])/(home|root|Users|work)/\w")
    assert [x.name for x in texts if place.search(x.read_text(encoding="utf-8"))] == []
