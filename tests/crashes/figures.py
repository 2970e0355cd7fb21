"""What was lost, doubled or out of order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.demo.people import Person


@dataclass(frozen=True, slots=True)
class Figures:
    """The whole account. All but the first two and the last two must be 0."""

    kills: int
    answers: int
    answers_lost: int
    answers_doubled: int
    answers_out_of_order: int
    replies_lost: int
    replies_out_of_order: int
    summaries_lost: int
    nudges_twice: int
    nudges_arrived: int
    replies_twice: int

    @property
    def faults(self) -> int:
        """Return how much went wrong."""
        return (
            self.answers_lost
            + self.answers_doubled
            + self.answers_out_of_order
            + self.replies_lost
            + self.replies_out_of_order
            + self.summaries_lost
            + self.nudges_twice
        )


def inversions(numbers: Sequence[int]) -> int:
    """Return how often a number comes right after a larger one."""
    return sum(1 for one, following in pairwise(numbers) if following < one)


def said_by_bot(person: Person, first_word: str) -> list[str]:
    """Return what the bot said to somebody that begins with this word, without the word."""
    texts = (one.text for one in person.messages if one.from_bot)
    return [text.removeprefix(first_word).strip() for text in texts if text.startswith(first_word)]


def missing(expected: Iterable[str], seen: Iterable[str]) -> int:
    """Return how many of the expected were never seen."""
    return len(set(expected) - set(seen))


def doubled(seen: Iterable[str]) -> int:
    """Return how many came more often than once."""
    return sum(1 for times in Counter(seen).values() if times > 1)


def first_seen(seen: Iterable[str]) -> list[int]:
    """Return the numbers in the order of their first appearance."""
    return [int(text) for text in dict.fromkeys(seen)]
