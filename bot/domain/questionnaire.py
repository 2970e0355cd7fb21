"""A questionnaire is data; the next question is computed from the answers, never kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.typed import choice_option, scale_option

SCALE = "scale"
CHOICE = "choice"
KINDS = (SCALE, CHOICE)
"""The kinds of question; each has one handler."""

Answers = Mapping[str, str]
"""Question id → option id (a number on a scale is its decimal text, see `number_in`)."""


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


def number_in(answers: Answers, question: str) -> int | None:
    """Return the answer to a question on a scale; None when it was left open."""
    said = answers.get(question, "")
    return int(said) if said.isdecimal() else None


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


def parse_typed(question: Question, text: str, names: Mapping[str, Sequence[str]]) -> str | None:
    """Return the option that a typed answer means: typed answers count as taps.

    `names`: option id → the words for it in the person's language (labels, number words). None
    when the text could mean nothing or more than one option: then the question is asked again.
    """
    if question.kind == SCALE:
        return scale_option(question.options, text, names)
    return choice_option(question.options, text, names)
