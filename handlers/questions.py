"""How a question looks and which words answer it: one way for each kind, none per question."""

from collections.abc import Mapping, Sequence

from bot.domain.questionnaire import Question, Questionnaire
from bot.domain.typed import FILLER, means
from bot.telegram.reply import Button, Keyboard
from bot.words import Say, word_key
from handlers.conversation import rows

SCALE_WIDTH = 5
NARROW_WIDTH = 2
LONG_LABEL = 16


def text(form: str, question: Question, say: Say) -> str:
    """Return the question, with both ends labelled where it is a scale."""
    asked = say(word_key(form, question.id, "ask"))
    if question.kind != "scale":
        return asked
    low, high = question.options[0], question.options[-1]
    ends = say.ours(
        "scale-ends",
        low=low,
        high=high,
        low_label=say(word_key(form, question.id, "low")),
        high_label=say(word_key(form, question.id, "high")),
    )
    return f"{asked}\n{ends}"


def label(form: str, question: Question, option: str, say: Say) -> str:
    """Return what the button of an option says."""
    return option if question.kind == "scale" else say(word_key(form, question.id, option))


def keyboard(
    form: str, question: Question, say: Say, prefix: str, chosen: str | None = None
) -> Keyboard:
    """Return the buttons of a question; `prefix` is their data up to the option."""
    labels = [label(form, question, option, say) for option in question.options]
    marked = [
        say("chosen", option=text) if option == chosen else text
        for option, text in zip(question.options, labels, strict=True)
    ]
    buttons = [
        Button(text, f"{prefix}:{option}")
        for option, text in zip(question.options, marked, strict=True)
    ]
    if question.kind == "scale":
        return rows(buttons, SCALE_WIDTH)
    short = max(map(len, labels)) <= LONG_LABEL
    return rows(buttons, (3 if len(buttons) == 3 else NARROW_WIDTH) if short else 1)  # noqa: PLR2004


def accepted(form: str, question: Question, say: Say) -> Mapping[str, Sequence[str]]:
    """Return the words that answer a question when typed: option → words of this language."""
    words: dict[str, Sequence[str]] = {FILLER: say.listed("typed-fillers")}
    return words | {
        option: (
            option,
            label(form, question, option, say),
            *say.listed(word_key(form, question.id, option, "typed")),
            *(say.listed(f"number-{option}-typed") if question.kind == "scale" else ()),
        )
        for option in question.options
    }


def accepted_by_question(form: Questionnaire, say: Say) -> dict[str, Mapping[str, Sequence[str]]]:
    """Return `accepted` for each question of a questionnaire."""
    return {question.id: accepted(form.name, question, say) for question in form.questions}


def typed_word(words: Sequence[str], prefix: str, say: Say, text: str) -> str | None:
    """Return which of these buttons somebody typed: its label or one of its `-typed` words."""
    for word in words:
        key = word_key(prefix, word)
        names = (*say.listed(f"{key}-typed"), *((say(key),) if say.has(key) else ()))
        if means(text, names):
            return word
    return None


def simplified(text: str) -> str:
    """Return a text as it is compared: lower case, letters and digits only, single spaces."""
    letters = "".join(c if c.isalnum() else " " for c in text.casefold())
    return " ".join(letters.split())
