"""Which time zones there are."""

from functools import cache
from zoneinfo import available_timezones


@cache
def zones() -> frozenset[str]:
    """Return the names of all; looked for once, as they lie in hundreds of files."""
    return frozenset(available_timezones())
