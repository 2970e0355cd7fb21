"""Every method that answers at once, by its name on the wire (letters' case does not matter)."""

from collections.abc import Callable, Mapping

from bot.demo.methods import answering, editing, profile, sending
from bot.demo.wire import Json, Params
from bot.demo.world import World

Method = Callable[[World, Params], Json]

METHODS: Mapping[str, Method] = {
    "getMe": profile.get_me,
    "getChat": profile.get_chat,
    "getFile": profile.get_file,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageMedia": editing.edit_message_media,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": answering.answer_callback_query,
    "setMessageReaction": answering.set_message_reaction,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
}
OTHERS = ("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo")
NAMES: Mapping[str, str] = {name.lower(): name for name in (*METHODS, *OTHERS)}
