"""python-telegram-bot chooses the step; the lane runs it.

An update is routed by its form alone: `check_update` may not wait for a database, and which
question is open is known only inside the transaction. See `docs/architecture.md`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias

from telegram.ext import Application, ApplicationBuilder, BaseHandler, CallbackContext
from telegram.request import BaseRequest

from bot.telegram.incoming import Form, Incoming
from bot.telegram.reply import BUTTON_VERSION, Reply
from bot.telegram.transport import AiohttpRequest, TimeOuts
from bot.usecases.ports import UnitOfWork

Step: TypeAlias = Callable[[UnitOfWork, Incoming, datetime], list[Reply]]
"""A plain synchronous function: no sending, no committing, no awaiting."""

# The type arguments are python-telegram-bot's own; its `bot_data` and the like stay empty.
TelegramApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

POLL_CONNECTIONS: Final = 2


@dataclass(frozen=True, slots=True)
class Routes:
    """Which step takes what.

    `commands` by name in any language; `buttons` by the name of the conversation, the `x` in
    `v1:x:…`. `old_button` takes data that no conversation of today made; `group` whatever is asked
    outside a private chat.
    """

    commands: Mapping[str, Step]
    buttons: Mapping[str, Step]
    text: Step
    edit: Step
    media: Step
    location: Step
    blocked: Step
    unblocked: Step
    unknown_command: Step
    old_button: Step
    group: Step


@dataclass(slots=True)
class Arrival:
    """An update on its way through python-telegram-bot, which leaves the chosen step here."""

    incoming: Incoming
    step: Step | None = field(default=None)
    error: Exception | None = field(default=None)


def choose(routes: Routes, incoming: Incoming) -> Step | None:
    """Return the step for this form; None when there is nothing to answer."""
    if not incoming.private:
        asked = incoming.form in {Form.COMMAND, Form.BUTTON, Form.UNBLOCKED}
        return routes.group if asked else None
    if incoming.form is Form.COMMAND:
        return routes.commands.get(incoming.command, routes.unknown_command)
    if incoming.form is Form.BUTTON:
        return _button(routes, incoming.text)
    return _by_form(routes).get(incoming.form)


def _by_form(routes: Routes) -> Mapping[Form, Step]:
    """Return the steps of the forms that need no second look; OTHER has none."""
    return {
        Form.TEXT: routes.text,
        Form.EDIT: routes.edit,
        Form.MEDIA: routes.media,
        Form.LOCATION: routes.location,
        Form.BLOCKED: routes.blocked,
        Form.UNBLOCKED: routes.unblocked,
    }


def _button(routes: Routes, data: str) -> Step:
    if not (data.isascii() and data.isprintable()):  # ours always is: somebody forged it
        return routes.old_button
    version, _, rest = data.partition(":")
    name, colon, _ = rest.partition(":")
    if version != BUTTON_VERSION or not colon:
        return routes.old_button
    return routes.buttons.get(name, routes.old_button)


class Conversations(BaseHandler[Arrival, Any, None]):
    """The one handler: all conversations, and what belongs to none."""

    def __init__(self, routes: Routes) -> None:
        super().__init__(_never)
        self._routes = routes

    def check_update(self, update: object) -> Step | None:
        """Choose by form only; no state, no waiting."""
        if not isinstance(update, Arrival):
            return None
        return choose(self._routes, update.incoming)

    async def handle_update(
        self,
        update: Arrival,
        application: TelegramApplication,
        check_result: object,
        context: object,
    ) -> None:
        """Leave the chosen step on the arrival; the lane runs it in its transaction."""
        del application, context
        update.step = check_result if callable(check_result) else None


async def _never(update: Arrival, context: object) -> None:
    """BaseHandler wants a callback; ours never calls it."""


async def _keep_error(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Hand an error to the lane: process_update itself would only log it."""
    if isinstance(update, Arrival) and isinstance(context.error, Exception):
        update.error = context.error


async def chosen_step(application: TelegramApplication, arrival: Arrival) -> Step | None:
    """Let python-telegram-bot choose; raises what its handlers raised."""
    await application.process_update(arrival)
    if arrival.error is not None:
        raise arrival.error
    return arrival.step


def build_application(
    token: str,
    api_url: str,
    routes: Routes | None = None,
    *,
    request: BaseRequest | None = None,
    poll_request: BaseRequest | None = None,
) -> TelegramApplication:
    """Return an Application without updater and job queue, at this root of the Bot API.

    Without `routes`: they need the bot's own name, which Telegram tells first; see `add_routes`.
    """
    root = api_url.rstrip("/")
    application: TelegramApplication = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .request(request or AiohttpRequest())
        .get_updates_request(
            poll_request or AiohttpRequest(TimeOuts(), connections=POLL_CONNECTIONS)
        )
        .updater(None)
        .job_queue(None)
        .build()
    )
    application.add_error_handler(_keep_error)
    if routes is not None:
        add_routes(application, routes)
    return application


def add_routes(application: TelegramApplication, routes: Routes) -> None:
    """Tell python-telegram-bot which step takes what."""
    application.add_handler(Conversations(routes))
