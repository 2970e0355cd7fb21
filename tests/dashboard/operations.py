"""Every address of the pages with what it takes, from the schema that FastAPI makes of them."""

from dataclasses import dataclass
from typing import Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, Field, TypeAdapter


class _Parameter(BaseModel):
    name: str
    where: Literal["path", "query", "header", "cookie"] = Field(alias="in")


class _Reference(BaseModel):
    to: str = Field(default="", alias="$ref")


class _Media(BaseModel):
    schema_of: _Reference = Field(alias="schema")


class _Body(BaseModel):
    content: dict[str, _Media]


class _Operation(BaseModel):
    parameters: list[_Parameter] = []
    body: _Body | None = Field(default=None, alias="requestBody")


class _Schema(BaseModel):
    properties: dict[str, object] = {}


class _Components(BaseModel):
    schemas: dict[str, _Schema] = {}


class _Whole(BaseModel):
    paths: dict[str, dict[str, _Operation]]
    components: _Components = _Components()


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address; `path` has `{places}`."""

    method: str
    path: str
    places: tuple[str, ...]
    queries: tuple[str, ...]
    fields: tuple[str, ...]


def operations(app: FastAPI) -> list[Operation]:
    """Return all of them, but for the stream, which never ends."""
    made = get_openapi(title="x", version="x", routes=app.routes)
    whole = TypeAdapter(_Whole).validate_python(made)
    return [
        _one(method, path, operation, whole.components)
        for path, methods in whole.paths.items()
        for method, operation in methods.items()
        if path != "/live"
    ]


def _one(method: str, path: str, found: _Operation, components: _Components) -> Operation:
    names = {
        where: tuple(one.name for one in found.parameters if one.where == where)
        for where in ("path", "query")
    }
    fields: tuple[str, ...] = ()
    for media in found.body.content.values() if found.body else ():
        schema = components.schemas[media.schema_of.to.rpartition("/")[2]]
        fields = tuple(schema.properties)
    return Operation(method.upper(), path, names["path"], names["query"], fields)
