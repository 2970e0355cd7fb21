"""What stands on the screen after the sentence: the optional taps, and the stretch card."""

from zoneinfo import ZoneInfo

from bot.domain.card import Activity
from bot.domain.questionnaire import Answers, Question, Questionnaire
from bot.domain.run import Run, activity_of
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.words import Say, word_key
from handlers import questions
from handlers.conversation import Known
from handlers.run import wrong

NAME = "reflection"
FIRST = ("tension_after", "talk_test")  # on the first screen
MORE = "extra"
PAIN = "pain"


def panel(
    form: Questionnaire, known: Known, run: Run, answers: Answers, *, more: bool = False
) -> Reply:
    """Return the taps: all on one message, each optional."""
    say = known.say
    shown = (MORE,) if more else first_taps(run)
    texts: list[str] = []
    keyboard: list[tuple[Button, ...]] = []
    for question in form.questions:
        if question.id in shown:
            texts.append(_asked(run, question, say))
            prefix = data(NAME, run.id, question.id)
            chosen = answers.get(question.id)
            keyboard.extend(questions.keyboard(NAME, question, say, prefix, chosen))
    done = Button(say("reflection-done"), data(NAME, run.id, "done"))
    extra = Button(say("reflection-more"), data(NAME, run.id, "more"))
    last = ((wrong(run.id, say),), (done,)) if more else ((done, extra),)
    text = "\n\n".join(texts)
    return Reply(known.chat, text, keyboard=(*keyboard, *last), slot=f"{NAME}:{run.id}")


def first_taps(run: Run) -> tuple[str, ...]:
    """Return which questions stand on the first screen: who walked could talk."""
    return FIRST if activity_of(run) is Activity.RUN else FIRST[:1]


def stretch(form: Questionnaire, known: Known, run: Run, answers: Answers, *, first: bool) -> Reply:
    """Return the stretch card; the pain tap is on it. `first`: nothing was planned yet."""
    say = known.say
    question = form.question(PAIN)
    keyboard: Keyboard = ()
    text = say("ran-kept") if _of_an_earlier_day(known, run) else say("reflection-stretch")
    if activity_of(run) is Activity.BREATHE:
        return Reply(known.chat, say("reflection-rest"), slot=f"{NAME}:{run.id}")
    if question is not None:
        chosen = answers.get(PAIN)
        if chosen is None:
            prefix = data(NAME, run.id, PAIN)
            keyboard = (
                *questions.keyboard(NAME, question, say, prefix),
                (wrong(run.id, say),),
            )
            text = f"{text}\n\n{questions.text(NAME, question, say)}"
        else:
            text = f"{text}\n\n{say(word_key(NAME, PAIN, chosen, 'thanks'))}"
            keyboard = ((Button(say("reflection-plan"), data("plan", "list")),),) if first else ()
    return Reply(known.chat, text, keyboard=keyboard, slot=f"{NAME}:{run.id}")


def _asked(run: Run, question: Question, say: Say) -> str:
    """Return the question; of a run that was added afterwards it is about then, not about now."""
    if run.card is None and question.id == FIRST[0]:
        return say("ran-tension-then")
    return questions.text(NAME, question, say)


def _of_an_earlier_day(known: Known, run: Run) -> bool:
    """Whether it is too late to stretch: a run that was added on another day."""
    zone = ZoneInfo(known.runner.timezone)
    return run.back_at is not None and run.local_date < run.back_at.astimezone(zone).date()
