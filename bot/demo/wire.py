"""What crosses the wire: JSON, the parameters of a request, and errors in Telegram's own words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"
JsonObject: TypeAlias = Mapping[str, Json]

# In a form every value is a string; these ones hold JSON. All others are taken as they are,
# so that a text such as "[ok]" stays a text.
JSON_PARAMETERS = frozenset(
    {
        "allowed_updates",
        "caption_entities",
        "commands",
        "entities",
        "link_preview_options",
        "media",
        "menu_button",
        "message_ids",
        "reaction",
        "reply_markup",
        "reply_parameters",
        "scope",
    }
)


class ApiError(Exception):
    """A refusal, in the words and with the number that Telegram uses."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def answer(self) -> JsonObject:
        """Return the body that goes over the wire."""
        body: dict[str, Json] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(description: str) -> ApiError:
    """Return a 400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {description}")


def parse_json(raw: str | bytes) -> Json:
    """Parse JSON; raises ValueError when it is not JSON."""
    value: Json = json.loads(raw)
    return value


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart request."""

    name: str
    mime: str
    content: bytes


def as_object(value: Json) -> JsonObject:
    """Return `value` as an object; anything else reads as an empty one."""
    return value if isinstance(value, Mapping) else {}


def as_items(value: Json) -> Sequence[Json]:
    """Return `value` as a list; anything else reads as an empty one."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def as_text(value: Json) -> str:
    """Return `value` as text; null reads as empty."""
    return "" if value is None else str(value)


def as_whole(value: Json) -> int | None:
    """Return `value` as a whole number, or None when it is none."""
    try:
        return int(str(value))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Params:
    """The parameters of one request, from a query, a form, multipart or JSON alike."""

    values: JsonObject
    files: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Tell whether a parameter was given, and not null."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """Return a text; absent reads as empty."""
        return as_text(self.values.get(name))

    def whole(self, name: str) -> int | None:
        """Return a whole number, or None."""
        return as_whole(self.values.get(name))

    def flag(self, name: str) -> bool:
        """Return a truth value, as Telegram reads one."""
        return self.text(name).lower() in {"true", "1", "yes", "y"}

    def items(self, name: str) -> Sequence[Json]:
        """Return a list; absent reads as empty."""
        return as_items(self.values.get(name))

    def record(self, name: str) -> JsonObject:
        """Return an object; absent reads as empty."""
        return as_object(self.values.get(name))

    def upload(self, reference: str) -> Upload | None:
        """Return the file that `attach://name` points at, if it came along."""
        return self.files.get(reference.removeprefix("attach://"))


def read_params(raw: Mapping[str, Json], files: Mapping[str, Upload]) -> Params:
    """Make parameters of raw values; raises ApiError (400) when a JSON one is not JSON."""
    values: dict[str, Json] = {}
    for name, value in raw.items():
        values[name] = value
        if name in JSON_PARAMETERS and isinstance(value, str) and value:
            try:
                values[name] = parse_json(value)
            except ValueError:
                raise bad_request(f"can't parse {name} JSON object") from None
    for name in files:
        if not any(f"attach://{name}" in str(value) for value in raw.values()):
            values[name] = f"attach://{name}"  # the field itself is the file
    return Params(values, files)
