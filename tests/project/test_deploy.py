"""What is shipped to run Lichter with: units, a container file, a proxy, alerts."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

import bot.telegram.figures
from bot.settings import Settings
from tests.project.places import ROOT

DEPLOY = ROOT / "deploy"
FIGURES = bot.telegram.figures.__name__  # imported so that its figures are known
UNITS = sorted(one for one in DEPLOY.iterdir() if one.suffix in {".service", ".timer"})
SERVED = {"/healthz", "/readyz", "/metrics", "/live", "/telegram"}
PYTHON = "/opt/lichter/.venv/bin/python"


def read(name: str) -> str:
    """Return what stands in a file, without the comments that take a whole line."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    return re.sub(r"(?m)^\s*#.*\n", "", text)


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """`systemd-analyze verify` has nothing to say about any of them, with the Python of here."""
    verify = shutil.which("systemd-analyze")
    if verify is None:
        if os.environ.get("CI"):
            pytest.fail("systemd-analyze is missing: .ci/run installs it")
        pytest.skip("systemd-analyze is not installed: the units were not verified")
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(PYTHON, sys.executable)
        text = re.sub(r"(?m)^(User|Group)=lichter$", r"\1=root", text)  # who exists here too
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    command = [verify, "verify", *(str(tmp_path / unit.name) for unit in UNITS)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    ours = [line for line in told.stderr.splitlines() if "lichter" in line]
    assert (told.returncode, ours) == (0, [])


@pytest.mark.parametrize("name", [unit.name for unit in UNITS if unit.suffix == ".service"])
def test_a_service_is_nobody_and_writes_its_state_alone(name: str) -> None:
    """Not root, and the rest of the machine is for reading or not there at all."""
    lines = read(name).splitlines()
    wanted = {"User=lichter", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes"}
    assert wanted <= set(lines)
    assert {"StateDirectoryMode=0700", "UMask=0077"} <= set(lines)


def test_the_container_holds_what_is_there() -> None:
    """It copies files that exist, sets settings that exist, and does not run as root."""
    lines = read("Containerfile").splitlines()
    copied = [line.split()[1] for line in lines if line.startswith("COPY ")]
    assert {"bot", "handlers", "content", "requirements.lock"} == set(copied)
    assert [one for one in copied if not (ROOT / one).exists()] == []
    given = set(re.findall(r"(?m)^(?:ENV|   ) ([A-Z_]+)=", "\n".join(lines)))
    assert given - {name.upper() for name in Settings.model_fields} == {"PYTHONUNBUFFERED"}
    assert "USER lichter" in lines
    assert not [line for line in lines if "TOKEN" in line or "DATA_KEYS" in line]


@pytest.mark.parametrize("name", ["Containerfile", "Caddyfile"])
def test_addresses_are_served(name: str) -> None:
    """The health check and the proxy name addresses that there are."""
    named = set(re.findall(r"(?<=[\s0])/(?:\w+z|metrics|live|telegram)\b", read(name)))
    assert named
    assert named <= SERVED


def test_the_proxy_keeps_the_figures_inside() -> None:
    """What is for who runs it is not for everybody."""
    inside = next(line for line in read("Caddyfile").splitlines() if "@inside path" in line)
    assert set(inside.split()[2:]) == {"/metrics", "/healthz", "/readyz"}


def test_alerts_look_at_figures_that_there_are() -> None:
    """Each `lichter_…` in an alert is a figure that /metrics gives."""
    named = set(re.findall(r"\blichter_\w+", read("alerts.yml")))
    given = {sample for one in REGISTRY.collect() for sample in (one.name, f"{one.name}_total")}
    given |= {f"{one.name}_bucket" for one in REGISTRY.collect() if one.type == "histogram"}
    assert len(named) > 4
    assert named - given == set()


def test_each_alert_is_explained() -> None:
    """operating.md says of each what it means and what to do."""
    alerts = re.findall(r"alert: (\w+)", read("alerts.yml"))
    told = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert len(alerts) > 5
    assert [one for one in alerts if f"`{one}`" not in told] == []
