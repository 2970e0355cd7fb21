"""What the bot tells of itself: commands, name, descriptions, menu button; and getMe, getChat."""

import re

from bot.demo.telling import told_account, told_chat, told_file
from bot.demo.wire import (
    ApiError,
    Json,
    JsonObject,
    Params,
    as_object,
    as_text,
    as_whole,
    bad_request,
)
from bot.demo.world import Command, CommandScope, World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
COMMANDS_LIMIT = 100
DESCRIPTION_OF_COMMAND_LIMIT = 256
LIMITS = {"name": 64, "description": 512, "short_description": 120}
SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)


def get_me(world: World, _: Params) -> Json:
    """Tell who the bot is."""
    return {
        **told_account(world.bot),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Params) -> Json:
    """Tell what is known of a chat."""
    chat = world.known_chat(params.text("chat_id"))
    return {
        **told_chat(chat),
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }


def get_file(world: World, params: Params) -> Json:
    """Tell where a file can be fetched."""
    media = world.files.find(params.text("file_id"))
    if media is None:
        raise bad_request("invalid file_id")
    return {**told_file(media), "file_path": media.path}


def _scope(params: Params) -> CommandScope:
    raw = params.record("scope")
    kind = as_text(raw.get("type")) or "default"
    if kind not in SCOPES:
        raise bad_request(f"can't parse BotCommandScope: unsupported type {kind!r}")
    return CommandScope(
        kind,
        as_whole(raw.get("chat_id")),
        as_whole(raw.get("user_id")),
        params.text("language_code"),
    )


def _command(raw: JsonObject) -> Command:
    name = as_text(raw.get("command")).removeprefix("/")
    description = as_text(raw.get("description"))
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= DESCRIPTION_OF_COMMAND_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return Command(name, description)


def set_my_commands(world: World, params: Params) -> Json:
    """Set the command menu of a scope and language."""
    raw = params.items("commands")
    if len(raw) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.profile.commands[_scope(params)] = tuple(_command(as_object(one)) for one in raw)
    world.bell.ring()
    return True


def get_my_commands(world: World, params: Params) -> Json:
    """Tell the command menu of exactly this scope and language."""
    return [
        {"command": one.command, "description": one.description}
        for one in world.profile.commands.get(_scope(params), ())
    ]


def delete_my_commands(world: World, params: Params) -> Json:
    """Take the command menu of a scope and language away."""
    world.profile.commands.pop(_scope(params), None)
    return True


def _set_text(world: World, params: Params, what: str) -> Json:
    text = params.text(what)
    if len(text) > LIMITS[what]:
        raise ApiError(400, f"Bad Request: bot {what.replace('_', ' ')} is too long")
    world.profile.texts[what, params.text("language_code")] = text
    return True


def set_my_name(world: World, params: Params) -> Json:
    """Set the bot's name in a language."""
    return _set_text(world, params, "name")


def get_my_name(world: World, params: Params) -> Json:
    """Tell the bot's name in a language."""
    found = world.profile.text("name", params.text("language_code"))
    return {"name": found or world.bot.first_name}


def set_my_description(world: World, params: Params) -> Json:
    """Set what an empty chat shows."""
    return _set_text(world, params, "description")


def get_my_description(world: World, params: Params) -> Json:
    """Tell what an empty chat shows."""
    return {"description": world.profile.text("description", params.text("language_code"))}


def set_my_short_description(world: World, params: Params) -> Json:
    """Set what the bot's profile shows."""
    return _set_text(world, params, "short_description")


def get_my_short_description(world: World, params: Params) -> Json:
    """Tell what the bot's profile shows."""
    found = world.profile.text("short_description", params.text("language_code"))
    return {"short_description": found}


def set_chat_menu_button(world: World, params: Params) -> Json:
    """Set the button beside the text field."""
    button = params.record("menu_button") or {"type": "default"}
    if as_text(button.get("type")) not in {"commands", "default", "web_app"}:
        raise bad_request("can't parse menu button: unsupported type")
    world.profile.menu_buttons[params.whole("chat_id")] = button
    return True


def get_chat_menu_button(world: World, params: Params) -> Json:
    """Tell the button beside the text field."""
    buttons = world.profile.menu_buttons
    return buttons.get(params.whole("chat_id")) or buttons.get(None) or {"type": "default"}
