"""What silence held back leaves together."""

import json
from datetime import timedelta

from bot.due import held
from bot.telegram.reply import Button, Reaction, Reply, to_row
from bot.usecases.ports import HeldRow, Kind
from tests.steps import NOON


def waiting(text: str, *, title: str = "", kind: Kind = Kind.COACH, button: str = "") -> HeldRow:
    """Return a message that waits."""
    keyboard = ((Button(button, "v1:x:y"),),) if button else ()
    row = to_row(Reply(7, text, title, keyboard, kind=kind), NOON)
    return HeldRow(row.id, 7, kind, row.payload, NOON, NOON + timedelta(minutes=20))


def test_two_become_one_without_a_sound() -> None:
    """Both texts, in their order, in one soundless notice."""
    rows = [waiting("eerst"), waiting("dan")]
    [merged] = held.merge(rows, NOON)
    payload = json.loads(merged.into.payload)
    assert payload["text"] == "eerst\n\ndan"
    assert payload["disable_notification"] is True
    assert merged.row_ids == tuple(row.id for row in rows)
    assert merged.into.kind is Kind.NOTICE


def test_a_title_stays_bold_where_it_lands() -> None:
    """Entities count UTF-16 units: an emoji before them is two."""
    [merged] = held.merge([waiting("☀️👟"), waiting("tekst", title="Kop")], NOON)
    payload = json.loads(merged.into.payload)
    [entity] = payload["entities"]
    units = payload["text"].encode("utf-16-le")
    shown = units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])]
    assert shown.decode("utf-16-le") == "Kop"


def test_buttons_come_along() -> None:
    """What could be tapped can still be tapped."""
    [merged] = held.merge([waiting("a", button="Ja"), waiting("b", button="Nee")], NOON)
    rows = json.loads(merged.into.payload)["reply_markup"]["inline_keyboard"]
    assert [row[0]["text"] for row in rows] == ["Ja", "Nee"]


def test_the_same_answer_stands_there_once() -> None:
    """*Gelezen* under the last of two messages speaks for both."""
    [merged] = held.merge([waiting(text, button="Gelezen") for text in "ab"], NOON)
    rows = json.loads(merged.into.payload)["reply_markup"]["inline_keyboard"]
    assert [row[0]["text"] for row in rows] == ["Gelezen"]


def test_a_nudge_is_left_out() -> None:
    """After the run it has nothing to say any more."""
    [merged] = held.merge([waiting("a"), waiting("b", kind=Kind.NUDGE)], NOON)
    assert json.loads(merged.into.payload)["text"] == "a"
    assert held.merge([waiting("b", kind=Kind.NUDGE)], NOON) == []


def test_more_than_telegram_takes_becomes_two() -> None:
    """Nothing is cut off: every text arrives whole."""
    rows = [waiting(letter * 3000) for letter in "ab"]
    merged = held.merge(rows, NOON)
    assert [len(json.loads(one.into.payload)["text"]) for one in merged] == [3000, 3000]


def test_a_reaction_is_left_out_and_leaves_by_itself() -> None:
    """It has no words that could be put together with others; made anew, nothing holds it."""
    row = to_row(Reaction(7, 12, "❤"), NOON)
    waits = HeldRow(row.id, 7, Kind.COACH, row.payload, NOON, NOON + timedelta(minutes=20))
    assert held.is_reaction(waits)
    assert held.merge([waits], NOON) == []
    again = held.anew(waits, NOON + timedelta(minutes=20))
    assert (again.payload, again.created_at) == (row.payload, waits.until)
    assert again.id != row.id
