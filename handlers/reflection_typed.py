"""What a typed text says as one of the taps after the run. Reading only."""

from collections.abc import Container

from bot.domain.questionnaire import SCALE, Questionnaire, parse_typed
from bot.domain.typed import bare_option, reads_as_sentence
from handlers import questions
from handlers.conversation import Known
from handlers.reflection_screens import NAME


def number(form: Questionnaire, known: Known) -> tuple[str, str] | None:
    """Return the tap on the scale that a text is; a number says nothing as a sentence."""
    for question in form.questions:
        if question.kind == SCALE:
            names = questions.accepted(NAME, question, known.say)
            option = bare_option(question.options, known.incoming.text, names)
            if option is not None:
                return question.id, option
    return None


def answer(form: Questionnaire, known: Known, open_ids: Container[str]) -> tuple[str, str] | None:
    """Return the first of the open questions that a text fits, with its option."""
    if reads_as_sentence(known.incoming.text):
        return None
    for question in form.questions:
        if question.id in open_ids:
            names = questions.accepted(NAME, question, known.say)
            option = parse_typed(question, known.incoming.text, names)
            if option is not None:
                return question.id, option
    return None


def done(known: Known) -> bool:
    """Whether a text is *Klaar*."""
    return questions.typed_word(("done",), NAME, known.say, known.incoming.text) is not None
