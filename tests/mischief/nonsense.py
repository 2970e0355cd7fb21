"""Updates that no Telegram ever sent: true ones, broken in a way that a seed decides."""

import random
from collections.abc import Sequence
from typing import Final

from bot.demo.wire import Json, JsonObject
from tests.canaries import STEM
from tests.mischief.mill import said, tapped

ROOMS: Final = (
    "start", "check_in", "run", "reflection", "red_flag", "ran", "plan", "nudge", "pause",
    "build_up", "progress", "tips", "settings", "coach", "letter", "help", "privacy", "diary",
)  # fmt: skip
WORDS: Final = (
    "", "go", "no", "new", "yes", "done", "back", "share", "keep", "tension", "erase", "page",
    "edit", "0", "7", "-1", "9" * 30, "on", "zone", "Europe/Amsterdam", "time", "add", "once",
    "fixed", "busy", "123", "20261127", "0730", "0" * 32, STEM, "\u202e", "\x00", "é", " ",
    "to.trail",
)  # fmt: skip
TEXTS: Final = (
    "", " ", "\x00", "\ud800", "a\udc00b", "\u202eabc\u202c", "\u200d", "👩\u200d❤️\u200d👨",
    "🏃" * 4_000,
    f"{STEM} was hier",
    "x" * 4_097, "x" * 100_000, "<b>vet</b>", "=1+1", "@SUM(A1)", "%s%n{0}", "{ $name }", "'; --",
    "/", "/checkin@", "/start " + "z" * 5_000, "/run extra", "/ran gisteren", "7", "zeven",
    "\t=1+1", "\r\n-1", "\uff1d1+1", "\uff0b1", "\u200b=1", "|x", "%x", "7" * 5_000,
    "morgen 15:00",
    "di en za 10:00", "31 februari 25:61", "\n" * 500, "over " + "9" * 400 + " uur",
    "٣", "Ⅷ", "1e309", "NaN", "\ufeff", "\u2028", "ﷺ" * 200, "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
)  # fmt: skip
ATOMS: Final[tuple[Json, ...]] = (
    None, True, False, 0, -1, 2**31, 2**63, 2**200, 1.5, -0.0, 1e308, "", STEM, "\ud800", [], {},
    [[]],
    {"id": 1}, [None], "2026-11-27", "private", {"id": {"id": {}}},
)  # fmt: skip
KINDS: Final = (
    "message", "edited_message", "callback_query", "my_chat_member", "message_reaction",
    "channel_post", "inline_query", "poll", "chat_join_request", "from_2031",
)  # fmt: skip


def button(chance: random.Random) -> str:
    """Return the data of a button that nobody made."""
    parts = [chance.choice(("v1", "v1", "v1", "v0", "v2", "")), chance.choice((*ROOMS, STEM))]
    parts += chance.choices(WORDS, k=chance.randint(0, 5))
    return ":".join(parts)


def nonsense(chance: random.Random, chat: int) -> JsonObject:
    """Return an update of this chat, or of none, that is more or less broken."""
    kind = chance.random()
    if kind < 0.35:
        return tapped(chat, button(chance))
    if kind < 0.6:
        return said(chat, chance.choice(TEXTS) + chance.choice(("", "", chance.choice(TEXTS))))
    made = said(chat, "hoi") if chance.random() < 0.5 else tapped(chat, "v1:check_in:new")
    broken: Json = made
    for _ in range(chance.randint(1, 4)):
        broken = _broken(broken, chance)
    if not isinstance(broken, dict):
        return {chance.choice(KINDS): broken}
    if chance.random() < 0.3:
        return {chance.choice(KINDS): one for one in broken.values()}
    return broken


def _broken(value: Json, chance: random.Random) -> Json:
    """Break one thing somewhere in it."""
    match value:
        case dict() if value and chance.random() < 0.85:
            key = chance.choice(sorted(value))
            changed = dict(value)
            what = chance.random()
            if what < 0.15:
                del changed[key]
            elif what < 0.25:
                changed[chance.choice(_NAMES)] = chance.choice(ATOMS)
            else:
                changed[key] = _broken(value[key], chance)
            return changed
        case list() if value:
            return [_broken(one, chance) for one in value]
        case _:
            return chance.choice(ATOMS)


_NAMES: Final[Sequence[str]] = (
    "photo", "voice", "location", "sticker", "entities", "reply_to_message", "via_bot", "caption",
    "forward_origin", "text", "document", "contact", "new_chat_members", "quote", "__class__",
)  # fmt: skip
