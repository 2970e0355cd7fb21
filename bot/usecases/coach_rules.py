"""What the pages of a coach go by: the tables that coaches may edit, read once."""

from dataclasses import dataclass

from bot.domain.form_tables import RunForms
from bot.domain.patterns import PatternRules
from bot.usecases.building import BuildRules


@dataclass(frozen=True, slots=True)
class CoachRules:
    """`questions`: ids of what is asked before and after a run, in that order."""

    patterns: PatternRules
    build: BuildRules
    questions: tuple[str, ...]

    @property
    def forms(self) -> RunForms:
        """The run forms, as a coach may pin or forbid them."""
        return self.patterns.forms
