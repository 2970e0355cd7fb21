"""Updates of every kind, parsed into their form."""

import json

import pytest

from bot.telegram.incoming import Form, Incoming, parse
from bot.telegram.raw import inbox_row

ANNA = {"id": 1001, "is_bot": False, "first_name": "Anna", "language_code": "nl"}
HERE = {"id": 1001, "type": "private", "first_name": "Anna"}
GROUP = {"id": -1001, "type": "group", "title": "Verzonnen groep"}
BOT = {"id": 4242, "is_bot": True, "first_name": "Lichter", "username": "lichter_bot"}
AT = 1_790_000_000

Body = dict[str, object]


def parsed(kind: str, body: Body) -> Incoming:
    """Parse one update."""
    return parse({"update_id": 7, kind: body}, "lichter_bot")


def message(chat: Body = HERE, person: Body = ANNA, **content: object) -> Body:
    """Return a message with some content."""
    return {"message_id": 5, "date": AT, "chat": chat, "from": person} | content


def written(text: str, chat: Body = HERE) -> Incoming:
    """Parse a text message."""
    return parsed("message", message(chat, text=text))


def test_text_keeps_who_and_where() -> None:
    """Everything that a step needs of a text is there."""
    assert written("hoi") == Incoming(
        update_id=7,
        chat=1001,
        private=True,
        form=Form.TEXT,
        first_name="Anna",
        language_code="nl",
        text="hoi",
        message_id=5,
    )


@pytest.mark.parametrize(
    ("text", "command", "words"),
    [
        ("/checkin", "checkin", ""),
        ("/Gelopen gisteren 20 min", "gelopen", "gisteren 20 min"),
        ("/start abc-DEF_9", "start", "abc-DEF_9"),
        ("/help@lichter_bot", "help", ""),
        ("/help@LICHTER_bot en nu", "help", "en nu"),
        ("/help@iemand_anders", "help", ""),
        ("/druk\nmorgen 15:00", "druk", "morgen 15:00"),
        ("/stop!", "stop", "!"),
    ],
)
def test_a_command_is_read(text: str, command: str, words: str) -> None:
    """With or without our name, in any case, the words after it apart."""
    found = written(text)
    assert (found.form, found.command, found.text) == (Form.COMMAND, command, words)


@pytest.mark.parametrize("text", ["7/10", "/", "/ 5", " /help", "//", "/a/b", "/é", "en/of"])
def test_a_slash_alone_makes_no_command(text: str) -> None:
    """What only looks like a command is text."""
    assert written(text).form is Form.TEXT


def test_in_a_group_a_command_for_another_bot_is_not_ours() -> None:
    """Nothing is answered to it."""
    assert written("/help@iemand_anders", GROUP).form is Form.OTHER


def test_a_group_is_not_private() -> None:
    """A step can tell."""
    assert written("/help@lichter_bot", GROUP).private is False


def test_a_reply_names_what_it_answers() -> None:
    """The message that somebody replied to."""
    found = parsed("message", message(text="dank", reply_to_message=message(person=BOT, text="x")))
    assert found.reply_to == 5


def test_an_edit_is_an_edit() -> None:
    """The new words, and the number of the message they stand in."""
    found = parsed("edited_message", message(text="beter", edit_date=AT + 5))
    assert (found.form, found.text, found.message_id) == (Form.EDIT, "beter", 5)


MEDIA: list[Body] = [
    {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}},
    {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
    {"document": {"file_id": "a", "file_unique_id": "b"}},
    {"contact": {"phone_number": "000", "first_name": "Anna"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"video_note": {"file_id": "a", "file_unique_id": "b", "length": 1, "duration": 1}},
]


@pytest.mark.parametrize("content", MEDIA, ids=lambda one: next(iter(one)))
def test_what_is_no_text_is_media(content: Body) -> None:
    """A kind answer is possible, with the caption if there is one."""
    found = parsed("message", message() | content | {"caption": "kijk"})
    assert (found.form, found.text) == (Form.MEDIA, "kijk")


@pytest.mark.parametrize("around", ["location", "venue"])
def test_a_place_is_a_location(around: str) -> None:
    """Shared as a place or as a venue."""
    place = {"latitude": 52.1, "longitude": 5.2}
    content: Body = {"location": place}
    if around == "venue":
        content["venue"] = {"location": place, "title": "park", "address": "verzonnen"}
    found = parsed("message", message() | content)
    assert (found.form, found.latitude, found.longitude) == (Form.LOCATION, 52.1, 5.2)


def test_a_live_location_that_moves_is_ignored() -> None:
    """It arrives as an edit every few seconds; nobody wrote anything."""
    found = parsed("edited_message", message(location={"latitude": 52.1, "longitude": 5.2}))
    assert found.form is Form.OTHER


def tap(**more: object) -> Incoming:
    """Parse a tap."""
    body = {"id": "99", "from": ANNA, "chat_instance": "1", **more}
    return parsed("callback_query", body)


def test_a_tap_names_button_and_message() -> None:
    """Data, message and the number to answer it by."""
    found = tap(data="v1:check_in:tension:7", message=message(person=BOT, text="?"))
    assert (found.form, found.text, found.message_id, found.callback_id, found.chat) == (
        Form.BUTTON,
        "v1:check_in:tension:7",
        5,
        "99",
        1001,
    )


def test_a_tap_on_a_message_too_old_to_show_still_has_its_place() -> None:
    """Telegram then says only where it stood."""
    found = tap(data="v1:x:y", message={"message_id": 5, "date": 0, "chat": HERE})
    assert (found.form, found.chat, found.message_id) == (Form.BUTTON, 1001, 5)


def test_a_tap_without_message_belongs_to_the_person() -> None:
    """From an inline message: the private chat has the person's number."""
    found = tap(data="v1:x:y", inline_message_id="8")
    assert (found.form, found.chat, found.private) == (Form.BUTTON, 1001, True)


@pytest.mark.parametrize(
    ("old", "new", "form"),
    [
        ("member", "kicked", Form.BLOCKED),
        ("kicked", "member", Form.UNBLOCKED),
        ("member", "member", Form.OTHER),
    ],
)
def test_blocking_and_coming_back(old: str, new: str, form: Form) -> None:
    """The bot's own membership tells."""
    member = {"user": BOT, "until_date": 0}
    body = {
        "chat": HERE,
        "from": ANNA,
        "date": AT,
        "old_chat_member": {**member, "status": old},
        "new_chat_member": {**member, "status": new},
    }
    assert parsed("my_chat_member", body).form is form


def test_another_bot_gets_no_answer() -> None:
    """Two bots would talk for ever."""
    robot = BOT | {"id": 5}
    assert parsed("message", message(person=robot, text="hoi")).form is Form.OTHER


def test_what_we_do_not_know_is_other() -> None:
    """A kind of update of later years, without a chat."""
    found = parse({"update_id": 7, "something_new": {"a": 1}})
    assert (found.form, found.chat) == (Form.OTHER, 0)


def test_a_service_message_is_other() -> None:
    """Pinning a message says nothing to us."""
    found = parsed("message", message(pinned_message=message(text="x")))
    assert found.form is Form.OTHER


@pytest.mark.parametrize(
    ("came", "body"),
    [
        (r'{"update_id": 7, "text": "caf\u00e9"}', r'{"update_id": 7, "text": "caf\u00e9"}'),
        ('{"update_id": 7, "text": "café"}', r'{"update_id":7,"text":"caf\u00e9"}'),
    ],
)
def test_what_came_is_kept_in_ascii(came: str, body: str) -> None:
    """As it came where it is ASCII; else what it says is written anew."""
    assert inbox_row(json.loads(came), came).body == body
