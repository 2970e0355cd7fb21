"""What one runner said, written down by himself: the other half of every comparison."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Said:
    """A sentence: the message that holds it, and its newest text."""

    message_id: int
    text: str


@dataclass(slots=True)
class Notebook:
    """All that somebody said, in order.

    `taps`: (run, question) → the options that he tapped, the last of which counts. `shared`:
    sentence → his last choice. `finished`: runs whose *Klaar* he tapped.
    """

    taps: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    sentences: list[Said] = field(default_factory=list)
    shared: dict[str, bool] = field(default_factory=dict)
    finished: list[str] = field(default_factory=list)
    by_hand: int = 0  # how often he said that he had run without the bot

    def tapped(self, run_id: str, question: str, options: Sequence[str]) -> None:
        """Write down that he tapped these, one after the other."""
        self.taps.setdefault((run_id, question), []).extend(options)

    @property
    def runs(self) -> frozenset[str]:
        """The runs that he answered anything of."""
        return frozenset(run_id for run_id, _question in self.taps)
