"""A second opinion on what goes over the wire: aiogram's types, which nobody here wrote.

Unknown fields are refused, also nested ones, so that a misspelt name cannot pass.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import get_args

import pytest
import telegram
from pydantic import BaseModel, TypeAdapter

from bot.demo.standin import Request, Standin
from bot.demo.wire import Json, JsonObject

_NAMES: dict[str, object] = {}
"""What the names in aiogram's annotations mean."""


def _later(_kind: type[BaseModel], _types_namespace: Mapping[str, object]) -> None:
    _NAMES.update(_types_namespace)


# At its import aiogram builds all that Telegram knows, for five seconds; here a type is built when
# it is met.
with pytest.MonkeyPatch.context() as _patch:
    _patch.setattr(BaseModel, "model_rebuild", classmethod(_later))
    _patch.setitem(BaseModel.model_config, "defer_build", True)  # noqa: FBT003 - the name of a key stands before it
    import aiogram.methods
    from aiogram.methods.base import TelegramMethod
    from aiogram.types import Update

Method = type[TelegramMethod[object]]


@cache
def _build(hint: object) -> None:
    """Build a type, and those that it is made of."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        hint.model_rebuild(_types_namespace=_NAMES)
    for one in get_args(hint):
        _build(one)


def _methods() -> Iterator[tuple[str, Method]]:
    for name in aiogram.methods.__all__:
        found = getattr(aiogram.methods, name)
        if isinstance(found, type) and issubclass(found, TelegramMethod):
            api_name = getattr(found, "__api_method__", None)
            if isinstance(api_name, str):
                yield api_name, found


METHODS: Mapping[str, Method] = dict(_methods())


def unknown_fields(value: object, path: str = "") -> list[str]:
    """Return the paths of fields that aiogram does not know, at any depth."""
    if isinstance(value, BaseModel):
        extra = [f"{path}.{name}" for name in value.model_extra or {}]
        known = type(value).model_fields.keys() & value.model_fields_set
        said = ((name, getattr(value, name)) for name in sorted(known))
        return extra + [bad for name, one in said for bad in unknown_fields(one, f"{path}.{name}")]
    if isinstance(value, (list, tuple)):
        return [bad for one in value for bad in unknown_fields(one, f"{path}[]")]
    if isinstance(value, Mapping):
        return [bad for name, one in value.items() for bad in unknown_fields(one, f"{path}.{name}")]
    return []


def _method(name: str) -> Method:
    assert name in METHODS, f"Telegram has no method {name}"
    _build(METHODS[name])
    return METHODS[name]


@cache
def _answer_type(method: str) -> TypeAdapter[object]:
    """Return the type of a method's answer; building one takes longer than a conversation."""
    answer = _method(method).__returning__
    _build(answer)
    return TypeAdapter(answer)


def assert_request_valid(method: str, params: JsonObject) -> None:
    """Hold a request of the bot against Bot API 10; raises when a field is wrong or unknown."""
    parsed = _method(method).model_validate(dict(params))
    assert unknown_fields(parsed) == [], f"{method} has no such fields"


def assert_answer_valid(method: str, result: Json) -> None:
    """Hold the result of a method against Bot API 10."""
    parsed = _answer_type(method).validate_python(result)
    assert unknown_fields(parsed) == [], f"the answer of {method} has no such fields"


def assert_update_valid(told: JsonObject) -> None:
    """Hold an update against aiogram's type and python-telegram-bot's."""
    _build(Update)
    parsed = Update.model_validate(dict(told))
    assert unknown_fields(parsed) == [], "an update has no such fields"
    ours = telegram.Update.de_json(dict(told), None)
    assert ours.api_kwargs == {}
    assert ours.update_id == told["update_id"]


def assert_exchanges_valid(requests: Iterable[Request]) -> None:
    """Hold every recorded request, and the answer of each that succeeded, against Bot API 10."""
    for request in requests:
        assert_request_valid(request.method, request.params)
        # Updates are held one by one below: a test may forge some that are wrong on purpose.
        if request.outcome in {"ok", "cut after"} and request.method != "getUpdates":
            assert_answer_valid(request.method, request.result)


def assert_all_valid(standin: Standin) -> None:
    """Hold everything that was said between the bot and the stand-in against Bot API 10."""
    assert_exchanges_valid(standin.requests)
    for told in standin.world.updates.given:
        assert_update_valid(told)
