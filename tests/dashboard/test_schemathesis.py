"""Schemathesis at every address of the pages: what it makes up from their schema breaks nothing.

The schema is made here, of FastAPI's routes; the program itself serves none. Not asked of them:
that nonsense is refused by a code (a page answers kindly, whatever was typed), and bodies by a
schema (they are pages).
"""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Final, TypeAlias

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks

from bot.dashboard import create_app
from bot.dashboard.guards import HEADERS
from tests.dashboard.house import House, a_dashboard
from tests.dashboard.test_strangers import filled
from tests.nightly import NIGHTLY

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the house is there

LEAVES: Final = ("/out", "/settings/devices/out")
"""Whoever asks for these is signed out."""

ENDLESS: Final = "/live"
PAGES: Final = ("text/html", "text/csv", "text/plain", "application/json")
OUTCOMES: Final = ("200", "400", "401", "403", "404", "405", "410", "413", "422")
MODES: Final = tuple(GenerationMode) if NIGHTLY else (GenerationMode.POSITIVE,)
EXAMPLES: Final = 200 if NIGHTLY else 1
Operation: TypeAlias = "APIOperation[object, object, object, object]"
NOT_ASKED: Final[list[CheckFunction]] = [
    checks.negative_data_rejection,
    checks.positive_data_acceptance,
]
"""All checks that schemathesis knows are held but these: a page answers kindly whatever was typed,
and an id may be well formed and nobody's."""


def told(app: FastAPI, cookie: str) -> dict[str, object]:
    """Return the schema: what each address takes, who may come, and all that may come back."""
    made = get_openapi(title="Lichter", version="0", routes=app.routes)
    page = {"description": "a page", "content": {kind: {} for kind in PAGES}}
    for path in (*LEAVES, ENDLESS):
        del made["paths"][path]
    for path, methods in made["paths"].items():
        for operation in methods.values():
            operation["responses"] = dict.fromkeys(OUTCOMES, page) | {"303": {"description": "on"}}
            operation["security"] = [] if path.startswith("/in/") else [{"session": []}]
    session = {"type": "apiKey", "in": "cookie", "name": cookie}
    made["components"]["securitySchemes"] = {"session": session}
    return made


def guarded(_context: object, response: Response, _case: object) -> None:
    """Hold that every guard is on an answer."""
    for name, value in HEADERS.items():
        assert response.headers.get(name.lower()) == [value], name


def tried(operation: Operation, mode: GenerationMode, url: str, own: Mapping[str, str]) -> int:
    """Try one address; returns how many requests were made up for it."""
    number = 0

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case: "Case[Operation]") -> None:
        nonlocal number
        number += 1
        case.call_and_validate(
            base_url=url,
            cookies=dict(own),
            headers={"Origin": url},
            allow_redirects=False,
            additional_checks=[guarded],
            excluded_checks=NOT_ASKED,
        )

    with contextlib.suppress(Unsatisfiable):  # nothing can be wrong with a text in an address
        one()
    return number


@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("discreet")
async def test_every_address_keeps_its_word(house: House) -> None:
    """No 5xx, no outcome or kind of page that is not told, no way around signing in."""
    hers = await filled(house)
    own = await house.cookies(hers.coach, own=True)
    schema = schemathesis.openapi.from_dict(told(create_app(a_dashboard(house)), next(iter(own))))
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) > 20
    for operation in operations:
        for mode in MODES:
            number = await asyncio.to_thread(tried, operation, mode, house.url, own)
            assert number >= 1 or mode is GenerationMode.NEGATIVE, operation.label
