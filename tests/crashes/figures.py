"""What was lost, doubled, out of order, or where it must not be."""

from collections.abc import Sequence
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Figures:
    """The whole account: `faults` must be 0, the rest tells how much was tried.

    `updates`: all that people did, commands and impatient taps too; `answers`: taps, sentences and
    rewritten sentences among them. `replies`: what came to runners, messages and changed ones;
    `replies_lost`: an answer is kept, and what it leads to never came; `replies_doubled`: messages
    that came twice after a crash, which may be, rarely; `messages_lost`: queued, and never sent.
    `notes`: what tells the coach of a finished run. `canary_hits`: where a name, a sentence or the
    token can be read.
    """

    kills: int
    answers: int
    updates: int
    updates_lost: int
    answers_lost: int
    answers_doubled: int
    answers_out_of_order: int
    replies: int
    replies_lost: int
    replies_doubled: int
    messages_lost: int
    summaries: int
    summaries_lost: int
    notes_lost: int
    notes_twice: int
    nudges: int
    nudges_arrived: int
    nudges_twice: int
    canary_hits: Sequence[str]

    @property
    def faults(self) -> int:
        """Return how much went wrong."""
        return (
            self.updates_lost
            + self.answers_lost
            + self.answers_doubled
            + self.answers_out_of_order
            + self.replies_lost
            + self.messages_lost
            + self.summaries_lost
            + self.notes_lost
            + self.nudges_twice
            + len(self.canary_hits)
        )

    def table(self) -> str:
        """Return the figures, a line each."""
        numbers = {one.name: getattr(self, one.name) for one in fields(self)}
        numbers["canary_hits"] = len(self.canary_hits)
        lines = [f"  {name.replace('_', ' '):<22}{number:>6}" for name, number in numbers.items()]
        return "\n".join([*lines, *(f"    {one}" for one in self.canary_hits)])
