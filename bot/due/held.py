"""What silence held back, put together: one soundless message instead of a pile."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from bot.ids import new_id
from bot.usecases.ports import HeldRow, Kind, OutboxRow

MOST = 4096
"""UTF-16 units in one message of Telegram."""

GAP = "\n\n"


class _Entity(BaseModel):
    """A piece of markup; what we do not name goes through as it is."""

    model_config = ConfigDict(extra="allow")
    offset: int


class _Keyboard(BaseModel):
    inline_keyboard: list[list[dict[str, object]]] = []


class _Payload(BaseModel):
    text: str = ""
    entities: list[_Entity] = []
    reply_markup: _Keyboard = _Keyboard()


@dataclass(frozen=True, slots=True)
class Merged:
    """One message, and the held rows that it takes the place of."""

    row_ids: tuple[str, ...]
    into: OutboxRow


def merge(rows: Sequence[HeldRow], now: datetime) -> list[Merged]:
    """Return the messages that take the place of these rows of one chat, in their order.

    One message, unless that were longer than Telegram takes. A nudge is left out: after the run it
    has nothing to say; the caller drops it. So is a reaction, see `anew`.
    """
    merged: list[Merged] = []
    together: list[HeldRow] = []
    length = 0
    for row in rows:
        if row.kind is Kind.NUDGE or is_reaction(row):
            continue
        size = _units(_Payload.model_validate_json(row.payload).text) + len(GAP)
        if together and length + size > MOST:
            merged.append(_one(together, now))
            together, length = [], 0
        together.append(row)
        length += size
    return [*merged, _one(together, now)] if together else merged


def is_reaction(row: HeldRow) -> bool:
    """Whether this row has no text, so that it cannot become part of a message."""
    return not _Payload.model_validate_json(row.payload).text


def anew(row: HeldRow, now: datetime) -> OutboxRow:
    """Return the same row made now: it leaves by itself, as the silence is over."""
    return OutboxRow(new_id(now), row.chat, row.kind, row.payload, created_at=now)


def _one(rows: Sequence[HeldRow], now: datetime) -> Merged:
    text = ""
    entities: list[dict[str, object]] = []
    keyboard: list[list[dict[str, object]]] = []
    for row in rows:
        payload = _Payload.model_validate_json(row.payload)
        text = f"{text}{GAP}" if text else ""
        shift = _units(text)
        entities.extend(
            {**entity.model_dump(), "offset": entity.offset + shift} for entity in payload.entities
        )
        below = payload.reply_markup.inline_keyboard
        keyboard = [line for line in keyboard if not _again(line, below)] + below
        text += payload.text
    body: dict[str, object] = {
        "text": text,
        "link_preview_options": {"is_disabled": True},
        "disable_notification": True,
    }
    if entities:
        body["entities"] = entities
    if keyboard:
        body["reply_markup"] = {"inline_keyboard": keyboard}
    ready = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    into = OutboxRow(new_id(now), rows[0].chat, Kind.NOTICE, ready, created_at=now)
    return Merged(tuple(row.id for row in rows), into)


def _again(line: list[dict[str, object]], below: list[list[dict[str, object]]]) -> bool:
    """Whether the same answer stands below once more (*Gelezen*): it speaks for all above it."""
    answers = {one.get("text") for row in below for one in row if "callback_data" in one}
    return all(one.get("text") in answers for one in line)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
