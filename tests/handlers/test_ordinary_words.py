"""What people really type at the check-in, in the words of each language."""

import pytest

from bot.domain.questionnaire import parse_typed
from handlers import questions
from tests.steps import LIBRARY, WORDS


@pytest.mark.parametrize(
    ("language", "asked", "text", "option"),
    [
        ("nl", "need", "ik wil graag beweging", "movement"),
        ("nl", "need", "ik heb stilte nodig", "silence"),
        ("nl", "head", "mijn hoofd is vol", "full"),
        ("en", "recovered", "yes, it is over", "yes"),
        ("nl", "tension", "beetje gespannen, een 6", "6"),
        ("en", "need", "I'd like some fresh air", "fresh_air"),
        ("en", "need", "I just want peace and quiet", "silence"),
        ("en", "length", "a short one please", "short"),
        ("en", "head", "I'm feeling tired", "tired"),
        ("en", "tension", "one or two", None),
        ("nl", "length", "ik wil niet kort", None),
    ],
)
def test_an_answer_in_a_sentence(language: str, asked: str, text: str, option: str | None) -> None:
    """The little words around an answer say nothing; those that may turn it round are no answer."""
    question = LIBRARY.check_in.question(asked)
    assert question is not None
    names = questions.accepted_by_question(LIBRARY.check_in, WORDS.of(language))[asked]
    assert parse_typed(question, text, names) == option
