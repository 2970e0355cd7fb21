"""python-telegram-bot chooses the step by an update's form."""

from typing import Any

import pytest
from telegram.ext import TypeHandler

from bot.telegram.incoming import Form, Incoming
from bot.telegram.routing import Arrival, Step, build_application, choose, chosen_step
from tests.telegram import steps
from tests.telegram.conftest import TOKEN


def came(form: Form, text: str = "", command: str = "", *, private: bool = True) -> Incoming:
    """Return something that arrived."""
    return Incoming(1, 1001, private, form, "Anna", "nl", command=command, text=text)


WAYS = [
    (came(Form.COMMAND, command="checkin"), steps.COMMAND),
    (came(Form.COMMAND, command="nooit_van_gehoord"), steps.OTHER_COMMAND),
    (came(Form.BUTTON, "v1:check_in:tension:7"), steps.BUTTON),
    (came(Form.BUTTON, "v1:gone:tension:7"), steps.OLD),
    (came(Form.BUTTON, "v0:check_in:tension:7"), steps.OLD),
    (came(Form.BUTTON, "v1:check_in"), steps.OLD),
    (came(Form.BUTTON, ""), steps.OLD),
    (came(Form.BUTTON, "v1:check_in:a\x00:7"), steps.OLD),
    (came(Form.BUTTON, "v1:check_in:\udc00:7"), steps.OLD),
    (came(Form.TEXT, "hoi"), steps.TEXT),
    (came(Form.EDIT, "hoi"), steps.EDIT),
    (came(Form.MEDIA), steps.MEDIA),
    (came(Form.LOCATION), steps.PLACE),
    (came(Form.BLOCKED), steps.BLOCKED),
    (came(Form.UNBLOCKED), steps.BACK),
    (came(Form.OTHER), None),
    (came(Form.COMMAND, command="checkin", private=False), steps.GROUP),
    (came(Form.BUTTON, "v1:check_in:tension:7", private=False), steps.GROUP),
    (came(Form.TEXT, "hoi", private=False), None),
    (came(Form.BLOCKED, private=False), None),
]


@pytest.mark.parametrize(("incoming", "step"), WAYS)
def test_each_form_has_its_step(incoming: Incoming, step: Step | None) -> None:
    """By form, command and button prefix alone."""
    assert choose(steps.routes(), incoming) is step


async def test_python_telegram_bot_leaves_the_step_on_the_arrival() -> None:
    """The Application chooses; nothing is run."""
    application = build_application(TOKEN, "http://127.0.0.1:9", steps.routes())
    application._initialized = True  # noqa: SLF001 - initialize() would ask Telegram who we are
    arrival = Arrival(came(Form.TEXT, "hoi"))
    assert await chosen_step(application, arrival) is steps.TEXT


async def test_an_error_in_a_handler_reaches_the_lane() -> None:
    """process_update alone would swallow it, and the update with it."""
    application = build_application(TOKEN, "http://127.0.0.1:9", steps.routes())
    application._initialized = True  # noqa: SLF001 - initialize() would ask Telegram who we are

    async def stumbles(update: Arrival, context: Any) -> None:
        del update, context
        raise LookupError("a made-up stumble")

    application.add_handler(TypeHandler(Arrival, stumbles), group=1)
    with pytest.raises(LookupError):
        await chosen_step(application, Arrival(came(Form.TEXT, "hoi")))
