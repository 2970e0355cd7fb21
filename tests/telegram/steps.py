"""Steps that only say their name, and routes made of them."""

from datetime import datetime

from bot.telegram.incoming import Incoming
from bot.telegram.reply import Reply
from bot.telegram.routing import Routes, Step
from bot.usecases.ports import UnitOfWork


def saying(name: str) -> Step:
    """Return a step that answers with its name and what it was given."""

    def step(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        del uow, now
        return [Reply(incoming.chat, f"{name}: {incoming.text}".strip())]

    return step


def keeping(name: str = "said") -> Step:
    """Return a step that adds each text to a kept list: a lost or doubled one shows."""

    def step(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        del now
        key = f"{name}:{incoming.chat}"
        uow.kept.put(key, f"{uow.kept.get(key) or ''}{incoming.text} ")
        return [Reply(incoming.chat, incoming.text)]

    return step


COMMAND, OTHER_COMMAND, BUTTON = saying("command"), saying("unknown command"), saying("button")
TEXT, EDIT, MEDIA, PLACE = saying("text"), saying("edit"), saying("media"), saying("place")
BLOCKED, BACK, OLD, GROUP = saying("blocked"), saying("back"), saying("old"), saying("group")


def routes(
    *, text: Step = TEXT, command: Step = COMMAND, button: Step = BUTTON, edit: Step = EDIT
) -> Routes:
    """Return routes of steps that say their name, save those that are given."""
    return Routes(
        commands={"checkin": command, "start": command},
        buttons={"check_in": button},
        text=text,
        edit=edit,
        media=MEDIA,
        location=PLACE,
        blocked=BLOCKED,
        unblocked=BACK,
        unknown_command=OTHER_COMMAND,
        old_button=OLD,
        group=GROUP,
    )
