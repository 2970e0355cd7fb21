"""The databases that these tests run on."""

from tests.databases import (
    addresses,
    database,
    postgres,
    postgres_addresses,
    sqlite_addresses,
    sqlite_template,
)

__all__ = [
    "addresses",
    "database",
    "postgres",
    "postgres_addresses",
    "sqlite_addresses",
    "sqlite_template",
]
