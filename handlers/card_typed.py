"""What somebody typed under a card, as the button that it names."""

from bot.domain.card import Pick, Recommendation
from bot.domain.typed import means
from bot.usecases.offering import WISHES
from bot.words import Say, word_key
from handlers import questions

BUTTONS = ("go", "no", "other", "unwell")
UNWELL = ("ill", "pain", "dizzy", "chest")


def named(card: Recommendation, say: Say, text: str) -> tuple[str, ...] | None:
    """Return the button behind the run's id: `("go",)`, `("wish", "shorter")`; None: no button."""
    button = questions.typed_word(BUTTONS, "card", say, text)
    if button is not None:
        return (button,)
    wish = questions.typed_word(WISHES, "card", say, text)
    if wish is not None:
        return ("wish", wish)
    complaint = questions.typed_word(UNWELL, "unwell", say, text)
    if complaint is not None:
        return ("unwell", complaint)
    form = next((pick.name for pick in card.alternatives if _means(pick, say, text)), None)
    return None if form is None else ("wish", f"to.{form}")


def _means(pick: Pick, say: Say, text: str) -> bool:
    """Whether this form was typed: as it is called at these minutes, or by its own name."""
    return means(text, [say(word_key("form", name)) for name in (pick.name, pick.form)])
