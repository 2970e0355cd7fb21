"""What the pages take, told of them for schemathesis: more than FastAPI's schema of them says.

A form is read as text, so that nothing typed is lost when it is shown again with its mistakes; what
is taken of the text is told here, twice. `good` is narrow: whatever fits it must be taken. `BAD` is
wide: whatever does not fit it must be refused. Between the two lies what may be either (a day of
which only the calendar knows whether it exists, a time in quiet hours, a text that is too long by
its spaces alone).
"""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from bot.domain.patterns import PatternKind
from bot.ids import FORM
from bot.usecases.guiding import LINE_MOST, NOTE_MOST
from bot.usecases.messaging import MOST, REACTIONS
from bot.usecases.ports import Tells

Takes: TypeAlias = Mapping[str, Mapping[str, Mapping[str, object]]]
"""Address → field → the schema of what it holds. A field of `NEEDED` must be there."""

NUMBERED: Final = {"pattern": "^\\W*$|[0-9]"}
DATED: Final = {"pattern": "^\\W*$|[0-9]{4}"}
TIMED: Final = {"pattern": "[0-9]{2}"}
ANYTHING: Final = {"pattern": "[\\S\\uFEFF]"}  # to JavaScript, whose patterns these are, a space
LETTERS: Final = {"pattern": "[A-Za-z]"}
AN_ID: Final = {"type": "string", "pattern": FORM}
IDS: Final = {"type": "array", "minItems": 1, "items": AN_ID}

SETTINGS: Final = "/settings"
READ: Final = "/read"
ASIDE, HIS_SETTINGS, LINE, MESSAGES, NOTES, NOTE, REACTION, HIS_READ = (
    f"/runners/{{runner_id}}/{part}"
    for part in (
        *("aside", "settings", "line", "messages", "notes", "notes/{note_id}"),
        *("reaction", "read"),
    )
)

BAD: Final[Takes] = {
    READ: {"run": IDS},
    HIS_READ: {"run": IDS},
    REACTION: {"run": AN_ID, "reaction": {"enum": ["", *REACTIONS]}},
    ASIDE: {
        "kind": {"enum": [*map(str, PatternKind)]},
        "until": {"enum": ["week", "month", "day", "now"]},
    },
    MESSAGES: {"text": ANYTHING},
    NOTES: {"text": ANYTHING},
    NOTE: {"text": ANYTHING},
    HIS_SETTINGS: {
        "cap": NUMBERED,
        "forbidden": {},  # any text; one that no form of running has forbids nothing
        "day": DATED,
        "time": {"pattern": "^$|[0-9]{2}"},
    },
    SETTINGS: {
        "language": {"enum": ["nl", "en"]},
        "timezone": LETTERS,
        "tells": {"enum": [*map(str, Tells)]},
        "digest_at": TIMED,
        "quiet_from": TIMED,
        "quiet_until": TIMED,
        "replies_within": {"pattern": "[0-9]"},
        "away_until": DATED,
    },
}
"""What a field holds at least, if it is to be taken."""

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    MESSAGES: ("text",),
    NOTES: ("text",),
    NOTE: ("text",),
    SETTINGS: tuple(field for field in BAD[SETTINGS] if field != "away_until"),
}


def good(ahead: str) -> Takes:
    """Return what is surely taken; `ahead`: a day to come, within a year."""
    return {
        READ: {"run": {**IDS, "maxItems": 40}},
        HIS_READ: {"run": {**IDS, "maxItems": 12}},
        REACTION: BAD[REACTION],
        ASIDE: {**BAD[ASIDE], "day": {"enum": [ahead]}},
        LINE: {"text": {"maxLength": LINE_MOST}},
        MESSAGES: {"text": {**ANYTHING, "maxLength": MOST}},
        NOTES: {"text": {**ANYTHING, "maxLength": NOTE_MOST}},
        NOTE: {"text": {**ANYTHING, "maxLength": NOTE_MOST}},
        HIS_SETTINGS: {
            "cap": {"enum": ["", "10", "45", "90"]},
            "pinned": {"enum": ["", "reset"]},
            "forbidden": {"type": "array", "items": {"enum": ["calm", "no such form"]}},
            "day": {"enum": [ahead]},
            "time": {"enum": ["09:30", "23:59"]},
        },
        SETTINGS: {
            "language": {"enum": ["nl", "en"]},
            "timezone": {"enum": ["Europe/Amsterdam", "Pacific/Auckland", "UTC"]},
            "tells": {"enum": [*map(str, Tells)]},
            "digest_at": {"enum": ["12:00", "18:30"]},
            "quiet_from": {"enum": ["21:30", "23:00"]},
            "quiet_until": {"enum": ["07:00", "08:15"]},
            "replies_within": {"enum": ["1", "3", "14"]},
            "away_until": {"enum": ["", ahead]},
        },
    }


def tell(made: Mapping[str, Any], takes: Takes, *, every: bool) -> None:
    """Write into FastAPI's schema what the forms hold; `every`: all fields told of are sent."""
    for path, fields in takes.items():
        body = made["paths"][path]["post"]["requestBody"]
        for media in body["content"].values():
            form = made["components"]["schemas"][media["schema"]["$ref"].rpartition("/")[2]]
            needed = {*form.get("required", ()), *(fields if every else NEEDED.get(path, ()))}
            form["required"], body["required"] = sorted(needed), bool(needed)
            for name, told in fields.items():
                form["properties"][name] = {"type": "string", **told}
