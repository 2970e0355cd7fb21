"""Reading keyboards from requests, as strictly as Telegram does."""

from collections.abc import Sequence

from bot.demo.chats import Button, ReplyButton
from bot.demo.wire import (
    Json,
    JsonObject,
    Params,
    as_items,
    as_object,
    as_text,
    bad_request,
)

DATA_LIMIT = 64  # bytes, not letters
SCHEMES = ("http://", "https://", "tg://", "t.me/")
ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)

InlineRows = tuple[tuple[Button, ...], ...]
ReplyRows = tuple[tuple[ReplyButton, ...], ...]


def inline_rows(markup: JsonObject) -> InlineRows:
    """Return the rows of an inline keyboard; raises ApiError (400) for what Telegram refuses."""
    rows = [_row(as_items(row)) for row in as_items(markup.get("inline_keyboard"))]
    return tuple(row for row in rows if row)


def _row(row: Sequence[Json]) -> tuple[Button, ...]:
    return tuple(_button(as_object(button)) for button in row)


def _button(raw: JsonObject) -> Button:
    text = as_text(raw.get("text"))
    if not text.strip():
        raise bad_request("can't parse inline keyboard button: Button text must be non-empty")
    actions = [name for name in raw if name in ACTIONS]
    if len(actions) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    style = as_text(raw.get("style")) or None
    value = raw[actions[0]]
    match actions[0]:
        case "callback_data":
            data = as_text(value)
            if not 1 <= len(data.encode()) <= DATA_LIMIT:
                raise bad_request("BUTTON_DATA_INVALID")
            return Button(text, data=data, style=style)
        case "url":
            if not as_text(value).startswith(SCHEMES):
                raise bad_request(
                    f"inline keyboard button URL '{as_text(value)}' is invalid: Wrong HTTP URL"
                )
            return Button(text, url=as_text(value), style=style)
        case "copy_text":
            return Button(text, copies=as_text(as_object(value).get("text")), style=style)
        case _:
            raise bad_request("BUTTON_TYPE_INVALID")


def reply_rows(markup: JsonObject) -> ReplyRows | None:
    """Return the rows of a reply keyboard, () when it is taken away, None when unchanged."""
    if "keyboard" in markup:
        return tuple(
            tuple(_reply_button(button) for button in as_items(row))
            for row in as_items(markup["keyboard"])
        )
    return () if markup.get("remove_keyboard") is True else None


def _reply_button(raw: Json) -> ReplyButton:
    if isinstance(raw, str):
        return ReplyButton(raw)
    button = as_object(raw)
    text = as_text(button.get("text"))
    if not text.strip():
        raise bad_request("can't parse keyboard button: Button text must be non-empty")
    if button.get("request_location") is True:
        return ReplyButton(text, "location")
    return ReplyButton(text, "contact" if button.get("request_contact") is True else "text")


def read_inline(params: Params) -> InlineRows:
    """Return the inline keyboard that a request asks for; none reads as no rows."""
    return inline_rows(params.record("reply_markup"))


def told_rows(rows: InlineRows) -> JsonObject:
    """Return an inline keyboard as the Bot API writes it."""
    return {"inline_keyboard": [[_told(button) for button in row] for row in rows]}


def _told(button: Button) -> JsonObject:
    body: dict[str, Json] = {"text": button.text}
    if button.data is not None:
        body["callback_data"] = button.data
    if button.url is not None:
        body["url"] = button.url
    if button.copies is not None:
        body["copy_text"] = {"text": button.copies}
    if button.style is not None:
        body["style"] = button.style
    return body
