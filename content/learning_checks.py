"""Checks of the numbers of learning: the arithmetic needs some of them above zero."""

from bot.domain.relief import Learning
from content.errors import ContentError

_FILE = "learning.toml"


def learning(numbers: Learning) -> None:
    """Check the numbers that would make no sense, or lean where nothing is known."""
    for key, points in (("noise", numbers.noise), ("usual_sd", numbers.usual_sd)):
        if points <= 0:
            raise ContentError(_FILE, key, "must be above 0")
    if numbers.looks_back < numbers.least_runs:
        raise ContentError(_FILE, "looks_back", "must not be less than least_runs")
    if numbers.least_forms < 2:  # noqa: PLR2004  one form alone has nothing to lean away from
        raise ContentError(_FILE, "least_forms", "must be at least 2")
    if not any(spread.weight > 0 for spread in numbers.spreads):
        raise ContentError(_FILE, "spreads", "needs at least one with a weight above 0")
    for number, spread in enumerate(numbers.spreads, start=1):
        if spread.points < 0 or spread.weight < 0:
            raise ContentError(_FILE, f"spreads.{number}", "must not be below 0")
