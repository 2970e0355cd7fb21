"""A planned moment in plain words: `morgen 15:00 presentatie`, `half drie`, `friday week`.

Tokens (`tokens`) say days and times (`scan`, by `days` and `times`, in the `words` of a language);
`choice` makes dates and hours of them, the likeliest first, and `reading` puts it together.
"""

from bot.domain.moment_phrases.choice import Slot, Why
from bot.domain.moment_phrases.reading import (
    Here,
    NeedsTime,
    Phrase,
    Reading,
    Unclear,
    read_best,
)
from bot.domain.moment_phrases.weekly import hour_in, without_busy
from bot.domain.moment_phrases.words import MomentNumbers, Moments, MomentWords

__all__ = [
    "Here",
    "MomentNumbers",
    "MomentWords",
    "Moments",
    "NeedsTime",
    "Phrase",
    "Reading",
    "Slot",
    "Unclear",
    "Why",
    "hour_in",
    "read_best",
    "without_busy",
]
