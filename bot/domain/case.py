"""One check-in with all that the rules look at, put together once."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.form_tables import RunForms, facts_of
from bot.domain.situation import Feeling, Situation


@dataclass(frozen=True, slots=True)
class Case:
    """A feeling in a situation, with the tables, and the facts that are true now."""

    feeling: Feeling
    situation: Situation
    forms: RunForms
    facts: frozenset[str]
    answers: Mapping[str, str]

    @classmethod
    def of(cls, feeling: Feeling, situation: Situation, forms: RunForms) -> "Case":
        """Put a case together."""
        return cls(feeling, situation, forms, facts_of(situation, forms.windows), feeling.answers())

    @property
    def free_time(self) -> bool:
        """Whether a form that needs free time may be picked by itself."""
        return any(rule.holds(self.answers, self.facts) for rule in self.forms.free_time)
