"""The folders are the diagram: import-linter keeps the arrows of docs/architecture.md."""

import shutil
import subprocess
import sys
from pathlib import Path

from run import ARROWS
from tests.project.places import CODE, ROOT

WRONG = {
    "bot/domain/planning.py": "import sqlalchemy\nimport apscheduler\n",
    "bot/usecases/stopping.py": "import bot.telegram.reply\nimport content.errors\n",
    "bot/dashboard/live.py": "import handlers.run\nimport babel\nimport telegram\n",
    "bot/demo/bell.py": "import bot.clock\nimport astral\nimport pygal\nimport cryptography\n",
    "handlers/pause.py": "import jinja2\nimport resvg_py\nimport segno\nimport tzfpy\n",
    "handlers/loose.py": "import uvloop\n",
    "content/errors.py": "import bot.words\n",
}


def arrows(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the same as `python3 run.py check`, in a folder."""
    command = [sys.executable, "-c", ARROWS]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_the_arrows_point_one_way() -> None:
    """Nothing imports what stands above it, and each library has its one door."""
    told = arrows(ROOT)
    assert told.returncode == 0, told.stdout


def test_each_rule_about_arrows_can_be_broken(tmp_path: Path) -> None:
    """In a copy with a wrong import for each rule, every rule says that it is broken."""
    for folder in CODE:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for file, lines in WRONG.items():
        path = tmp_path / file
        path.write_text(path.read_text("utf-8") + "\n" + lines, encoding="utf-8")
    told = arrows(tmp_path)
    assert told.returncode != 0
    kept = [line for line in told.stdout.splitlines() if line.endswith("KEPT")]
    assert kept == [], told.stdout
