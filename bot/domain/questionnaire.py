"""A questionnaire is data; the next question is computed from the answers, never kept as a state."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Answers = Mapping[str, str]
"""Question id → option id (a number on a scale is its decimal text)."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `kind` decides which handler renders and parses it: `scale` or `choice`.

    `when` holds conditions that must all be true (question id → accepted option ids); a question
    with `if_it_matters` is asked only when the pick would differ between its options.
    """

    id: str
    kind: str
    options: tuple[str, ...]
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    if_it_matters: bool = False


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Questions in the order in which they are asked. `name` is the prefix of its buttons."""

    name: str
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question | None:
        """Return the question with this id, or None."""
        return next((q for q in self.questions if q.id == question_id), None)


Matters = Callable[[Question, Answers], bool]
"""Tells whether the pick depends on this question, given the answers so far."""


def always_matters(_question: Question, _answers: Answers) -> bool:
    """Every question matters: for questionnaires that lead to no pick."""
    return True


def is_asked(question: Question, answers: Answers, matters: Matters) -> bool:
    """Whether this question belongs to the conversation, given the other answers."""
    fits = all(answers.get(other) in accepted for other, accepted in question.when)
    return fits and (not question.if_it_matters or matters(question, answers))


def next_question(
    form: Questionnaire, answers: Answers, matters: Matters = always_matters
) -> Question | None:
    """Return the first question that is asked and not yet answered; None when all is said."""
    for question in form.questions:
        if question.id not in answers and is_asked(question, answers, matters):
            return question
    return None


def previous_question(form: Questionnaire, answers: Answers, before: str | None) -> Question | None:
    """Return the last answered question before `before` (None: before the end)."""
    found: Question | None = None
    for question in form.questions:
        if question.id == before:
            break
        if question.id in answers:
            found = question
    return found
