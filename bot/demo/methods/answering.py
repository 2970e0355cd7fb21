"""answerCallbackQuery and setMessageReaction."""

from dataclasses import replace
from datetime import timedelta

from bot.demo.chats import Reaction
from bot.demo.entities import units
from bot.demo.wire import Json, Params, as_object, as_text, bad_request
from bot.demo.world import World

ANSWERABLE_FOR = timedelta(seconds=150)  # measured; Telegram gives no figure
TOAST_LIMIT = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
# https://core.telegram.org/bots/api#reactiontypeemoji
ALL_EMOJI = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 "
    "🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 "
    "💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 "
    "🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 "
    "🤷\u200d♀ 😡"
)
EMOJI = frozenset(ALL_EMOJI.split())
VARIATION = "\ufe0f"  # clients and libraries disagree on it; Telegram takes both


def plain_emoji(raw: str) -> str:
    """Return an emoji as Telegram keeps it; raises ApiError for one that cannot be a reaction."""
    emoji = raw.replace(VARIATION, "")
    if emoji not in EMOJI:
        raise bad_request("REACTION_INVALID")
    return emoji


def answer_callback_query(world: World, params: Params) -> Json:
    """Answer a tap, once and within 150 seconds of people's time."""
    text = params.text("text")
    if units(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    callback = world.callbacks.pop(params.text("callback_query_id"), None)
    if callback is None or world.now() - callback.at > ANSWERABLE_FOR:
        raise bad_request(TOO_OLD)
    chat = world.chats[callback.chat]
    world.happen(chat, "toast", by_bot=True, text=text, alert=params.flag("show_alert"))
    return True


def set_message_reaction(world: World, params: Params) -> Json:
    """Put the bot's reaction on a message, or take it away; a bot may put one."""
    chat = world.chat_for_bot(params.text("chat_id"))
    message = chat.message(params.whole("message_id") or 0)
    if message is None:
        raise bad_request("message to react not found")
    wanted = [as_object(one) for one in params.items("reaction")]
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    others = [one for one in message.reactions if one.account != world.bot.id]
    mine = [Reaction(world.bot.id, plain_emoji(as_text(one.get("emoji")))) for one in wanted]
    changed = replace(message, reactions=(*others, *mine))
    chat.now_there[message.id] = changed
    world.happen(chat, "reacted", by_bot=True, message=changed)
    return True
