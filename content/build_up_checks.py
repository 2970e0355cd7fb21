"""What no type can say about the build-up: that its stages rise, and that it cannot race."""

from itertools import pairwise

from bot.domain.build_up import BuildUp
from content.errors import ContentError

FILE = "build_up.toml"


def build_up(scheme: BuildUp) -> None:
    """Check that the stages rise, and that days and runs are at least one."""
    rising = all(lower < higher for lower, higher in pairwise(scheme.stages))
    if not scheme.stages or not rising or scheme.stages[0] < 1:
        raise ContentError(FILE, "stages", "must be minutes that rise, at least one stage")
    for key, value in (
        ("step_days", scheme.step_days),
        ("runs", scheme.runs),
        ("break_days", scheme.break_days),
    ):
        if value < 1:
            raise ContentError(FILE, key, "must be at least 1")
    if not 0 <= scheme.talked <= scheme.runs:
        raise ContentError(FILE, "talked", "must be at most runs, and not below 0")
    if scheme.restart_days < scheme.break_days:
        raise ContentError(FILE, "restart_days", "must not be less than break_days")
