"""Schemathesis at every address of the pages, with all its checks: what it makes up breaks nothing.

The schema is made here, of FastAPI's routes and of `forms`; the program itself serves none. What
fits it must be taken, what does not must be refused: by a code, with a kind page. Two answers to
what fits are other than a schema can tell, and are allowed where they belong and nowhere else: a
note that was deleted is gone (404), and a link opens once (410). Where a word in an address only
says what is shown (`before`, `since`, `saved`) or where one goes on to (`then`), any text is good.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, TypeAlias

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.schemas import APIOperation

from bot.dashboard import create_app
from bot.dashboard.guards import HEADERS
from bot.ids import new_id
from bot.usecases.ports import Note
from tests.dashboard import forms
from tests.dashboard.house import House, a_dashboard
from tests.dashboard.test_strangers import Hers, filled
from tests.nightly import NIGHTLY

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the house is there

LEAVES: Final = ("/out", "/settings/devices/out")
"""Whoever asks for these is signed out."""

ENDLESS: Final = "/live"
PAGES: Final = ("text/html", "text/csv", "text/plain", "application/json")
OUTCOMES: Final = ("200", "400", "401", "403", "404", "405", "410", "413", "422")
EXAMPLES: Final = 200 if NIGHTLY else 1
SIGN_IN: Final = "/in/{token}"
DELETES: Final = "/runners/{runner_id}/notes/{note_id}/delete"
TAKEN: Final = ["2xx", "3xx"]
REFUSED: Final = ["400", "404", "405", "410", "413", "422"]
CONFIG: Final = SchemathesisConfig.from_dict(
    {
        "checks": {
            "positive_data_acceptance": {"expected-statuses": TAKEN},
            "negative_data_rejection": {"expected-statuses": REFUSED},
        },
        "operations": [
            {
                "include-name": f"POST {path}",
                "checks": {"positive_data_acceptance": {"expected-statuses": [*TAKEN, gone]}},
            }
            for path, gone in ((DELETES, "404"), (SIGN_IN, "410"))
        ],
    }
)
"""All checks that schemathesis knows are held. What is asked for a second time is gone."""

Operation: TypeAlias = "APIOperation[object, object, object, object]"


@dataclass(frozen=True, slots=True)
class Told:
    """The pages of one coach: what is sent to them, and what stands in their addresses."""

    app: FastAPI
    cookie: str
    note: str  # to delete
    ids: Mapping[str, str]
    ahead: str

    def schema(self, mode: GenerationMode) -> dict[str, object]:
        """Return what each address takes, who may come, and all that may come back."""
        made = get_openapi(title="Lichter", version="0", routes=self.app.routes)
        good = mode is GenerationMode.POSITIVE
        forms.tell(made, forms.good(self.ahead) if good else forms.BAD, every=good)
        page = {"description": "a page", "content": {kind: {} for kind in PAGES}}
        outcomes = dict.fromkeys(OUTCOMES, page) | {"303": {"description": "on"}}
        for path in (*LEAVES, ENDLESS):
            del made["paths"][path]
        for path, methods in made["paths"].items():
            # Who may come is asked beside what is good: a bad cookie made up would not be sent.
            session: list[dict[str, list[str]]] = (
                [{"session": []}] if good and path != SIGN_IN else []
            )
            for operation in methods.values():
                operation |= {"responses": outcomes, "security": session}
                for one in operation.get("parameters", ()):
                    one["schema"] |= self._in_address(path, one["name"])
            if not good:
                made["paths"][path] = {k: v for k, v in methods.items() if can_refuse(v)}
        key = {"type": "apiKey", "in": "cookie", "name": self.cookie}
        made["components"]["securitySchemes"] = {"session": key}
        return made

    def _in_address(self, path: str, name: str) -> dict[str, object]:
        """Return what stands there: any other id is nobody's, or not hers."""
        ids = {**self.ids, "note_id": self.note} if path == DELETES else self.ids
        return {"enum": [ids[name]]} if name in ids else {}


def can_refuse(operation: Mapping[str, Any]) -> bool:
    """Whether anything can be wrong with what is sent: with no field and with any text nothing."""
    stands = [one["schema"] for one in operation.get("parameters", ())]
    return "requestBody" in operation or any({"enum", "pattern"} & one.keys() for one in stands)


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
        )

    one()
    return number


async def told_of(house: House, hers: Hers, cookie: str) -> Told:
    """Return what stands in the addresses: all of it hers, a note to delete, and a link."""
    sanne, _, note, *_ = hers.ids
    now = house.clock.now()
    second = Note(new_id(now), hers.coach.id, sanne, "Notitie een", now)
    await house.database.write(lambda uow: uow.guiding.add_note(second))
    link = await house.link(hers.coach)
    ids = {"runner_id": sanne, "note_id": note, "token": link.rpartition("/")[2]}
    ahead = (now + timedelta(days=30)).date().isoformat()
    return Told(create_app(a_dashboard(house)), cookie, second.id, ids, ahead)


@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("discreet")
@pytest.mark.parametrize("mode", GenerationMode)
async def test_every_address_keeps_its_word(house: House, mode: GenerationMode) -> None:
    """No 5xx, no outcome or kind of page that is not told, no way around signing in.

    And what is good is taken, what is bad refused.
    """
    hers = await filled(house)
    own = await house.cookies(hers.coach, own=True)
    told = await told_of(house, hers, next(iter(own)))
    schema = schemathesis.openapi.from_dict(told.schema(mode), config=CONFIG)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) > (20 if mode is GenerationMode.POSITIVE else 15)
    for operation in operations:
        session = {} if operation.path == SIGN_IN else own
        number = await asyncio.to_thread(tried, operation, mode, house.url, session)
        assert number >= 1, operation.label
