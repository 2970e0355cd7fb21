"""What the doctor says of one thing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. `said`: how it is; with `trouble`, what is wrong and what to do about it."""

    about: str
    said: str
    trouble: bool = False


def wrong(about: str, said: str) -> Finding:
    """Return what is wrong, and what to do."""
    return Finding(about, said, trouble=True)
