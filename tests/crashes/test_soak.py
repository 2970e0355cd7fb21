"""A month of five hundred runners, with faults; in the long form only: a day shows nothing."""

import subprocess
import sys

import pytest

from tests.nightly import NIGHTLY
from tests.processes import ROOT

HOUR = 3600  # seconds


@pytest.mark.skipif(not NIGHTLY, reason="a month takes an hour")
@pytest.mark.timeout(3 * HOUR)
def test_a_month_with_faults(capsys: pytest.CaptureFixture[str]) -> None:
    """Memory stays flat, every dead letter has its reason, no answer is lost; the table says so."""
    with capsys.disabled():
        ended = subprocess.run([sys.executable, "-m", "benchmarks.soak"], cwd=ROOT, check=False)
    assert ended.returncode == 0
