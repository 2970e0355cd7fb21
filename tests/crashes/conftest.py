"""The databases that these tests run on."""

from tests.databases import postgres, postgres_addresses

__all__ = ["postgres", "postgres_addresses"]
