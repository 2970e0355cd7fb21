"""The same eight steps on the two libraries as their own examples write them. State in memory.

`python -m benchmarks.road.rivals ptb|aiogram|bare <api url> <port>`: aiogram by webhook; with
python-telegram-bot it makes no difference how updates come in, so it polls, as its examples do.
Nothing is kept, nothing is encrypted, nothing is recommended: a text, and buttons. `bare` is beside
them (`benchmarks/road/bare.py`).
"""

import logging
import sys
from collections.abc import Sequence

TOKEN = "424242:plainly-made-up-token-of-nobody-x"  # noqa: S105 - of nobody
SECRET = "a-made-up-secret"  # noqa: S105 - of nobody
TEXT = "Een vraag, zo lang als de vragen van Lichter ongeveer zijn. Wat past nu het best bij je?"
TENSION = [str(number) for number in range(1, 11)]
LAST = 7
SCREENS: Sequence[Sequence[str]] = (  # what each of the eight steps leads to
    [f"tension:{one}" for one in TENSION],
    [f"need:{one}" for one in ("movement", "silence", "rhythm", "fresh_air")],
    ["length:short", "length:long"],
    [f"head:{one}" for one in ("restless", "tired", "full", "plain")],
    ["go", "other", "no"],
    ["card"],
    ["go", "other", "no"],
    [],
)


def ptb(api: str) -> None:
    """Run a ConversationHandler with eight states."""
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update  # noqa: PLC0415
    from telegram.ext import (  # noqa: PLC0415
        ApplicationBuilder,
        BaseHandler,
        CallbackQueryHandler,
        CommandHandler,
        ContextTypes,
        ConversationHandler,
    )

    def screen(number: int) -> InlineKeyboardMarkup:
        words = SCREENS[number]
        return InlineKeyboardMarkup(
            [[InlineKeyboardButton(w, callback_data=f"q:{w}")] for w in words]
        )

    async def begin(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.effective_message is not None
        assert context.user_data is not None
        context.user_data.clear()
        await update.effective_message.reply_text(TEXT, reply_markup=screen(0))
        return 1

    async def tapped(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        query = update.callback_query
        assert query is not None
        kept = context.user_data
        assert kept is not None
        number = len(kept) + 1
        kept[number] = query.data
        await query.answer()
        await query.edit_message_text(f"{TEXT} {number}", reply_markup=screen(number))
        return number + 1 if number < LAST else ConversationHandler.END

    taps: list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, object]] = [
        CallbackQueryHandler(tapped, pattern="^q:")
    ]
    conversation = ConversationHandler(
        [CommandHandler("checkin", begin)],
        dict.fromkeys(range(1, LAST + 1), taps),
        [CommandHandler("checkin", begin)],
        per_message=False,
        allow_reentry=True,
    )
    application = ApplicationBuilder().token(TOKEN).base_url(f"{api}/bot").build()
    application.add_handler(conversation)
    application.run_polling(allowed_updates=["message", "callback_query"])


def aiogram(api: str, port: int) -> None:
    """Run a dispatcher with states in memory, by webhook."""
    from aiogram import Bot, Dispatcher, F, Router  # noqa: PLC0415
    from aiogram.client.session.aiohttp import AiohttpSession  # noqa: PLC0415
    from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415
    from aiogram.filters import Command, StateFilter  # noqa: PLC0415
    from aiogram.fsm.context import FSMContext  # noqa: PLC0415
    from aiogram.fsm.state import State, StatesGroup  # noqa: PLC0415
    from aiogram.types import (  # noqa: PLC0415
        CallbackQuery,
        InlineKeyboardButton,
        InlineKeyboardMarkup,
        Message,
    )
    from aiogram.webhook.aiohttp_server import (  # noqa: PLC0415
        SimpleRequestHandler,
        setup_application,
    )
    from aiohttp import web  # noqa: PLC0415

    class Asked(StatesGroup):
        tension, need, length, head, card, other, again = (State() for _ in range(7))

    order = [*Asked.__states__, None]
    router = Router()

    def screen(number: int) -> InlineKeyboardMarkup:
        rows = [[InlineKeyboardButton(text=w, callback_data=f"q:{w}")] for w in SCREENS[number]]
        return InlineKeyboardMarkup(inline_keyboard=rows)

    @router.message(Command("checkin"))
    async def begin(message: Message, state: FSMContext) -> None:
        await state.set_data({})
        await state.set_state(order[0])
        await message.answer(TEXT, reply_markup=screen(0))

    @router.callback_query(StateFilter(Asked), F.data.startswith("q:"))
    async def tapped(query: CallbackQuery, state: FSMContext) -> None:
        assert isinstance(query.message, Message)
        number = len(await state.get_data()) + 1
        await state.update_data({str(number): query.data})
        await state.set_state(order[number])
        await query.answer()
        await query.message.edit_text(f"{TEXT} {number}", reply_markup=screen(number))

    session = AiohttpSession(api=TelegramAPIServer.from_base(api))
    bot, dispatcher = Bot(TOKEN, session=session), Dispatcher()
    dispatcher.include_router(router)
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(application, "/telegram")
    setup_application(application, dispatcher, bot=bot)

    @dispatcher.startup()
    async def announced(bot: Bot) -> None:
        await bot.set_webhook(f"http://127.0.0.1:{port}/telegram", secret_token=SECRET)

    web.run_app(application, host="127.0.0.1", port=port, print=None, access_log=None)


def lichter() -> None:
    """Run the real bot with the settings of the environment; only Telegram's limits are lifted."""
    import bot.__main__  # noqa: F401, PLC0415  reads everything in its own way
    from bot.assembly import run  # noqa: PLC0415
    from bot.process import event_loop  # noqa: PLC0415
    from bot.settings import load  # noqa: PLC0415
    from bot.telegram.limits import Limits  # noqa: PLC0415

    much = Limits(
        overall_per_second=1e6,
        overall_burst=100_000,
        chat_per_second=1e4,
        chat_burst=10_000,
        in_flight=1_000,
    )
    event_loop.run(run(load(), much))


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    match sys.argv[1:]:
        case ["ptb", url, _]:
            ptb(url)
        case ["aiogram", url, where]:
            aiogram(url, int(where))
        case ["bare", url, where]:
            from benchmarks.road.bare import bare

            bare(url, int(where))
        case ["lichter", _, _]:
            lichter()
